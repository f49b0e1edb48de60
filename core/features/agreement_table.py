"""How reliable each feature is when cases are measured again, as a table; and which features it speaks against.

How the repeated measurements came about is not known here.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from core.csv_text import as_csv
from core.disclaimer import RESEARCH_ONLY
from core.errors import CohortError, UnreadableFile
from core.features.names import family_of
from core.features.reliability import ccc_values, icc
from core.values import FeatureTable

Source = Path | bytes
Bound = Literal["icc_low", "icc"]
"""What is held against the threshold: the lower end of the interval, or the estimate."""

RELIABLE = 0.75
"""Reliability is good from here on (Koo & Li 2016)."""

LEAST = 3
"""Cases without which nothing is said of reliability."""

NUMBERS = ("icc", "icc_low", "icc_high", "ccc")
ROW = ("feature", "family", *NUMBERS, "worst")
ABOUT = ("arm", "n_cases", "perturbations", "params_sha256")
MAX_BYTES = 20 * 1024**2


@dataclass(frozen=True, eq=False)
class ReliabilityTable:
    """How reliable features are.

    Parameters
    ----------
    rows : one per feature: feature, family (image type and class), icc, icc_low, icc_high, ccc, worst (`ROW`)
    arm : which image the features were taken from
    n_cases : that were measured
    perturbations : what was done to each case besides measuring it as it is
    params_digest : SHA-256 of the extraction parameters
    """

    rows: pd.DataFrame
    arm: str
    n_cases: int
    perturbations: tuple[str, ...]
    params_digest: str

    def as_csv(self) -> str:
        """The table as CSV; every row says of what and how it was measured."""
        about: tuple[Any, ...] = (self.arm, self.n_cases, "; ".join(self.perturbations), self.params_digest)
        told = dict(zip(ABOUT, about, strict=True)) | {"notice": RESEARCH_ONLY}
        return as_csv(self.rows.round(6).assign(**told), index=False)


def build_reliability(measured: Mapping[str, FeatureTable], arm: str) -> ReliabilityTable:
    """Agreement of repeated measurements, feature by feature.

    Parameters
    ----------
    measured : what was done to the cases, to their features; first the cases as they are. The same cases, features and
        parameters in all

    Returns
    -------
    ICC(A,1) over cases and all measurements, with its 95 % interval; the lowest CCC of a perturbation with the cases as
    they are, and which perturbation that is

    Raises
    ------
    CohortError
        Fewer than three cases or two measurements, or tables that differ in cases or features.

    References
    ----------
    McGraw KO, Wong SP. Forming inferences about some intraclass correlation coefficients. Psychol Methods 1996;1:30-46.
    doi:10.1037/1082-989X.1.1.30 (ICC(A,1): two-way random effects, absolute agreement, single measurement).
    """
    tables = list(measured.values())
    _require_alike(tables)
    plain = tables[0]
    stack = np.stack([table.values.to_numpy() for table in tables], axis=1)
    concordance = np.stack([ccc_values(stack[:, 0], stack[:, n]) for n in range(1, stack.shape[1])])
    agreements = [icc(stack[..., n]) for n in range(stack.shape[2])]
    names = tuple(measured)[1:]
    rows = pd.DataFrame(
        {
            "feature": plain.names,
            "family": [family_of(name) for name in plain.names],
            "icc": [agreement.value for agreement in agreements],
            "icc_low": [agreement.ci_low for agreement in agreements],
            "icc_high": [agreement.ci_high for agreement in agreements],
            "ccc": concordance.min(axis=0),
            "worst": [names[place] for place in concordance.argmin(axis=0)],
        }
    )
    return ReliabilityTable(rows, arm, len(plain.values), names, plain.params_digest)


def unreliable_features(table: ReliabilityTable, threshold: float = RELIABLE, by: Bound = "icc_low") -> frozenset[str]:
    """Features a selection should not use: what `SelectionSettings.excluded` takes.

    Parameters
    ----------
    threshold : a feature at or above it is reliable
    by : the lower end of the interval as Koo and Li advise, or the estimate, which takes no account of how few cases
        there were

    References
    ----------
    Koo TK, Li MY. A guideline of selecting and reporting intraclass correlation coefficients for reliability research.
    J Chiropr Med 2016;15:155-163. doi:10.1016/j.jcm.2016.02.012
    """
    return frozenset(table.rows.loc[table.rows[by] < threshold, "feature"])


def summarise_reliability(table: ReliabilityTable, threshold: float = RELIABLE, by: Bound = "icc_low") -> pd.DataFrame:
    """Each family, the one with the largest unreliable share first: n, n_unreliable, share, medians of icc and ccc."""
    rows = table.rows.assign(unreliable=table.rows[by] < threshold)
    families = rows.groupby("family", sort=False)
    counts = families["unreliable"].agg(n="size", n_unreliable="sum", share="mean")
    summary: pd.DataFrame = counts.join(families[["icc", "ccc"]].median())
    return summary.sort_values(["share", "icc"], ascending=[False, True])


def read_reliability(source: Source) -> ReliabilityTable:
    """Read what `ReliabilityTable.as_csv` wrote.

    Raises
    ------
    UnreadableFile
        It is no such table: too large, no CSV, a column missing, a number that is none, or features that repeat.
    """
    rows = _read_csv(source)
    missing = ", ".join(name for name in (*ROW, *ABOUT) if name not in rows)
    if missing or rows.empty:
        raise UnreadableFile(
            f"a reliability table must have columns and rows, but {missing or 'every row'} is missing: write it again"
        )
    numbers = rows[[*NUMBERS, "n_cases"]].apply(pd.to_numeric, errors="coerce")
    named = rows["feature"].str.count("_") == 2
    if rows["feature"].duplicated().any() or not named.all() or not np.isfinite(numbers).all(axis=None):
        raise UnreadableFile(
            "a reliability table must have one row of numbers per feature, but some row is none: write it again"
        )
    arm, perturbations, digest = (rows[name].iloc[0] for name in ("arm", "perturbations", "params_sha256"))
    table = rows.assign(**numbers)[list(ROW)]
    return ReliabilityTable(table, arm, int(numbers["n_cases"].iloc[0]), tuple(perturbations.split("; ")), digest)


def _read_csv(source: Source) -> pd.DataFrame:
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
        if len(content) > MAX_BYTES:
            raise UnreadableFile(f"a reliability table may have {MAX_BYTES // 1024**2} MB, but this one is larger")
        return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnreadableFile("a reliability table must be CSV text, but this is not: write it again") from error


def _require_alike(tables: list[FeatureTable]) -> None:
    n_cases = len(tables[0].values) if tables else 0
    if n_cases < LEAST or len(tables) < 2:
        raise CohortError(
            f"reliability needs at least {LEAST} cases that are measured twice, but {n_cases} cases with {len(tables)} "
            "measurements came: add cases"
        )
    for other in tables[1:]:
        alike = other.values.index.equals(tables[0].values.index) and other.names == tables[0].names
        if not alike or other.params_digest != tables[0].params_digest:
            raise CohortError(
                "every measurement must be of the same cases and features with the same parameters, but they differ: "
                "measure all of them again"
            )
