"""Sheets of features to feature tables, one per arm, with what it takes to extract them again where that is known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from core.errors import CohortError
from core.intake.ids import require_columns
from core.intake.missing import as_numbers
from core.values import ARMS, FeatureTable

ARM, DIGEST, VERSIONS = "arm", "params_sha256", "versions"
"""Columns of the software's own export."""

UNKNOWN_EXTRACTION = "extraction unknown: these features cannot be measured on new images"


def split_arms(table: pd.DataFrame, arm: str = ARMS[0]) -> dict[str, pd.DataFrame]:
    """One table per arm: by the column ``arm`` of the software's own export, else the whole as one arm.

    Parameters
    ----------
    table : (n_rows, n_columns), text
    arm : what a table without that column holds, one of `ARMS`
    """
    if ARM not in table.columns or not table[ARM].isin(ARMS).all():
        return {arm: table}
    parts = {name: table[table[ARM] == name].reset_index(drop=True) for name in ARMS}
    return {name: part for name, part in parts.items() if len(part)}


def merge_arms(parts: Iterable[Mapping[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """The tables of several files by arm; raises `CohortError` when two are of the same image."""
    merged: dict[str, pd.DataFrame] = {}
    for part in parts:
        twice = sorted(set(part) & set(merged))
        if twice:
            raise CohortError(
                f"every image has one table of features, but {twice[0]} has two: say which image each is of"
            )
        merged |= part
    return merged


def guess_arm(filename: str) -> str:
    """The arm that the name of a file speaks of; else the first.

    Examples
    --------
    >>> guess_arm("features-SR.csv"), guess_arm("插值_特征.xlsx"), guess_arm("table.csv")
    ('super-resolved', 'interpolated', 'native')
    """
    words = {"super-resolved": r"super|超分|(?<![a-z])sr(?![a-z])", "interpolated": r"interpol|插值"}
    return next((arm for arm, pattern in words.items() if re.search(pattern, filename.lower())), ARMS[0])


def build_features(table: pd.DataFrame, names: Sequence[str]) -> tuple[FeatureTable, list[str]]:
    """The features of one arm as numbers.

    Parameters
    ----------
    table : (n_cases, n_columns), text, index ``case_id``
    names : columns of features

    Returns
    -------
    The table without constant features, missing values as NaN; and the names of the constant ones

    Raises
    ------
    CohortError
        A column is absent, a cell no number, no feature varies, or the rows come from several extractions.
    """
    require_columns(table, names)
    numbers = pd.DataFrame({name: as_numbers(table[name]) for name in names}, index=table.index)
    varies = numbers.nunique() > 1
    if not varies.any():
        raise CohortError("at least one feature must vary between cases, but none does: choose the columns of features")
    digest, versions = _extraction(table, names)
    values = numbers.loc[:, varies]
    note = "" if versions else UNKNOWN_EXTRACTION
    made = FeatureTable(values, digest, versions, note, may_miss=bool(np.isnan(values.to_numpy()).any()))
    return made, list(map(str, numbers.columns[~varies]))


def _extraction(table: pd.DataFrame, names: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """Digest and versions that the export carries; else a digest of the names, which no extraction can have."""
    if DIGEST not in table.columns or VERSIONS not in table.columns:
        return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest(), {}
    digests = table[DIGEST].unique()
    if len(digests) > 1:
        raise CohortError(
            f"all rows of one image must be extracted with the same parameters, but {len(digests)} came: extract again"
        )
    versions = (entry.rpartition(" ") for entry in table[VERSIONS].iloc[0].split("; ") if entry)
    return str(digests[0]), {name: version for name, _, version in versions}
