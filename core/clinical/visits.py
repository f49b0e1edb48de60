"""A long table of readings to categories: one row per patient, reader and visit. Who reads it in is not known here."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.clinical.mrecist import MRECIST, Criteria, classify_overalls, classify_targets
from core.errors import ClinicalError

KEYS = ("patient", "reader", "visit")
SUM, NON_TARGET, NEW_LESION = "sum_mm", "non_target", "new_lesion"
BASELINE = 0
"""The visit before treatment; later visits are 1, 2, …"""

LEVELS: Mapping[str, int] = {"NE": 0, "PD": 1, "SD": 2, "PR": 3, "CR": 4}
NAMES = tuple(LEVELS)


def classify_visits(readings: pd.DataFrame, criteria: Criteria = MRECIST) -> pd.DataFrame:
    """Classify every visit after the baseline.

    Parameters
    ----------
    readings : (n_readings, …), columns patient, reader, visit (0 is the baseline) and sum_mm; optionally non_target
        (`NonTarget`, none where left out) and new_lesion (bool)

    Returns
    -------
    (n_visits, …), sorted by patient, reader and visit; besides the readings baseline_mm, nadir_mm (smallest earlier
    sum, baseline included), change (per cent of the baseline), target and overall (`Response`)

    Raises
    ------
    ClinicalError
        A reading stands twice, a reader has no baseline of a patient, or a size or category is impossible.

    References
    ----------
    Lencioni R, Llovet JM. Semin Liver Dis 2010;30:52-60. doi:10.1055/s-0030-1247132
    """
    table = readings.sort_values(list(KEYS), kind="stable", ignore_index=True)
    _require_readings(table)
    course = [table["patient"], table["reader"]]
    first = table[SUM].where(table["visit"] == BASELINE).groupby(course, sort=False).transform("first")
    earlier = table[SUM].groupby(course, sort=False).shift()
    nadir_mm = earlier.groupby(course, sort=False).cummin().groupby(course, sort=False).ffill()
    told = table.assign(baseline_mm=first, nadir_mm=nadir_mm)
    visits = told[told["visit"] > BASELINE].reset_index(drop=True)
    baseline, current, nadir = (visits[name].to_numpy(np.float64) for name in ("baseline_mm", SUM, "nadir_mm"))
    known = np.where(baseline > 0, baseline, np.nan)
    non_target = visits.get(NON_TARGET, pd.Series("none", index=visits.index)).fillna("none").to_numpy(object)
    new = visits.get(NEW_LESION, pd.Series(False, index=visits.index)).to_numpy(bool)
    target = classify_targets(baseline, current, nadir, criteria)
    overall = classify_overalls(target, non_target, new)
    return visits.assign(change=100 * (current - baseline) / known, target=target, overall=overall)


def best_responses(visits: pd.DataFrame, confirmed: bool = False) -> pd.DataFrame:
    """Best overall response of every patient by every reader: (n_patients, n_readers).

    Parameters
    ----------
    visits : as `classify_visits` returns them
    confirmed : whether CR and PR must hold at the next visit that could be evaluated; plan it at least 4 weeks later

    Notes
    -----
    Visits count up to and including the first progression. Confirmed, two visits in a row count as the lesser of the
    two responses; a response that is not confirmed counts as SD.

    References
    ----------
    Eisenhauer EA, et al. Eur J Cancer 2009;45:228-247. doi:10.1016/j.ejca.2008.10.026 (best overall response).
    """
    level = visits["overall"].map(LEVELS)
    keys = [visits["patient"], visits["reader"]]
    progressed = (level == LEVELS["PD"]).groupby(keys, sort=False).cumsum()
    after = progressed.groupby(keys, sort=False).shift(fill_value=0) > 0
    level = level[~after]
    if confirmed:
        level = _confirmed(level, keys)
    best = level.groupby(keys).max().map(lambda place: NAMES[place])
    return best.unstack("reader")


def best_changes(visits: pd.DataFrame) -> pd.DataFrame:
    """Largest fall, or smallest rise, of the sum: (n_patients, n_readers), per cent of the baseline."""
    return visits.groupby(["patient", "reader"])["change"].min().unstack("reader")


def _confirmed(level: pd.Series[int], keys: list[pd.Series[str]]) -> pd.Series[int]:
    evaluable = level[level > LEVELS["NE"]]
    later = evaluable.groupby([key[evaluable.index] for key in keys], sort=False).shift(-1, fill_value=0)
    held = evaluable.where(evaluable < later, later).clip(lower=LEVELS["SD"])
    return level.mask(level > LEVELS["SD"], held.reindex(level.index, fill_value=0))


def _require_readings(table: pd.DataFrame) -> None:
    missing = [name for name in (*KEYS, SUM) if name not in table]
    if missing:
        raise ClinicalError(f"readings need a column {missing[0]}, but there is none: add or rename the column")
    twice = table.duplicated(list(KEYS))
    if twice.any():
        row = table[twice].iloc[0]
        raise ClinicalError(
            f"a reader reads a visit once, but visit {row['visit']} of {row['patient']} by {row['reader']} came twice: "
            "keep one"
        )
    first = table.drop_duplicates(["patient", "reader"])
    late = first[first["visit"] != BASELINE]
    if len(late):
        row = late.iloc[0]
        raise ClinicalError(
            f"every course begins with visit {BASELINE}, the baseline, but {row['patient']} by {row['reader']} begins "
            f"with visit {row['visit']}: add the baseline"
        )
