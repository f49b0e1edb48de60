"""Features that two readers' masks gave, one table each: how far they agree, feature by feature."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.errors import CohortError
from core.features.agreement_table import LEAST, ReliabilityTable, build_reliability
from core.intake.ids import case_index, require_columns
from core.intake.sheet import Source, read_sheet
from core.values import FeatureTable

PLAIN, SECOND_READER = "as it is", "second reader"
"""What the two measurements are called, as in a reliability study."""


def compare_readers(first: Source, second: Source) -> ReliabilityTable:
    """ICC(A,1) and CCC of every feature between two readers' tables, over the cases that both hold.

    Parameters
    ----------
    first, second : CSV or XLSX, one row per case, a column case_id, and features named as by pyradiomics; where there
        are columns arm and params_sha256 they must say the same in both

    Raises
    ------
    UnreadableFile, CohortError
        A file is no table; has no case_id or no feature; holds several images; a feature is no number; the tables
        differ in features, image or parameters, or share fewer than three cases.

    References
    ----------
    Those of `core.features.agreement_table.build_reliability`.
    """
    (one, arm), (other, other_arm) = _read(first), _read(second)
    if arm != other_arm:
        raise CohortError(f"both tables must be of one image, but one is of {arm} and one of {other_arm}: choose again")
    common = one.values.index.intersection(other.values.index, sort=False)
    if len(common) < LEAST:
        raise CohortError(
            f"agreement needs at least {LEAST} cases that both readers outlined, but the tables share {len(common)}: "
            "use the same case_id in both"
        )
    tables = (FeatureTable(table.values.loc[common], table.params_digest, {}) for table in (one, other))
    return build_reliability(dict(zip((PLAIN, SECOND_READER), tables, strict=True)), arm)


def _read(source: Source) -> tuple[FeatureTable, str]:
    table = read_sheet(source)
    require_columns(table, ["case_id"])
    names = [str(name) for name in table if str(name).count("_") == 2 and not str(name).startswith("diagnostics_")]
    if not names:
        raise CohortError("the table must have columns of features, such as original_glcm_Contrast, but it has none")
    arm, digest = (_single(table, name) for name in ("arm", "params_sha256"))
    values = table[names].apply(pd.to_numeric, errors="coerce").set_axis(case_index(table)).astype(np.float64)
    gaps = values.columns[~np.isfinite(values).all()]
    if len(gaps):
        raise CohortError(f"every feature must be a number in every case, but {gaps[0]} is not: complete the table")
    return FeatureTable(values, digest, {}), arm


def _single(table: pd.DataFrame, name: str) -> str:
    found = list(dict.fromkeys(table[name])) if name in table else [""]
    if len(found) > 1:
        raise CohortError(f"a table must be of one {name}, but it holds {', '.join(found[:3])}: keep the rows of one")
    return str(found[0])
