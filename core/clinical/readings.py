"""A spreadsheet of readings, as text or as typed into a grid, to the table that is classified."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from core.clinical.mrecist import NonTarget
from core.clinical.targets import sum_targets
from core.clinical.visits import KEYS, NEW_LESION, NON_TARGET, SUM
from core.errors import ClinicalError

COLUMNS = (*KEYS, SUM, NON_TARGET, NEW_LESION)
SIZE, ORGAN = "size_mm", "organ"
"""Columns of a table with one row per target lesion."""

YES, NO = {"1", "1.0", "yes", "true"}, {"", "0", "0.0", "no", "false"}


def parse_readings(table: pd.DataFrame) -> pd.DataFrame:
    """Readings as `core.clinical.visits.classify_visits` takes them.

    Parameters
    ----------
    table : (n_rows, …), text or numbers; columns patient, reader, visit and either sum_mm, one row per reading, or
        size_mm and organ, one row per target lesion; optionally non_target and new_lesion. Rows that are empty but for
        these two are left out

    Raises
    ------
    ClinicalError
        A column is missing, nothing was read, or a cell is none of what its column takes.

    References
    ----------
    Lencioni R, Llovet JM. Semin Liver Dis 2010;30:52-60. doi:10.1055/s-0030-1247132 (what is read).
    """
    text = table.astype(object).where(table.notna(), "").map(lambda cell: str(cell).strip())
    told = [name for name in text if name not in {NON_TARGET, NEW_LESION}]
    text = text[(text[told] != "").any(axis=1)].reset_index(drop=True)
    for name in (*KEYS, *((SIZE,) if ORGAN in text else (SUM,))):
        if name not in text:
            raise ClinicalError(f"readings need a column {name}, but there is none: add or rename the column")
    if text.empty:
        raise ClinicalError("there must be a reading, but the table is empty: enter or paste the readings")
    if ORGAN in text:
        text = _sums_of_lesions(text)
    return pd.DataFrame(
        {
            "patient": _names(text["patient"]),
            "reader": _names(text["reader"]),
            "visit": _numbers(text["visit"], whole=True).astype(int),
            SUM: _numbers(text[SUM]),
            NON_TARGET: _choices(text.get(NON_TARGET, pd.Series("", index=text.index))),
            NEW_LESION: _truths(text.get(NEW_LESION, pd.Series("", index=text.index))),
        }
    )


def _sums_of_lesions(text: pd.DataFrame) -> pd.DataFrame:
    sizes = text.assign(**{SIZE: _numbers(text[SIZE])})
    groups = sizes.groupby(list(KEYS), sort=False)
    sums = groups.apply(lambda lesions: sum_targets(lesions[SIZE].tolist(), lesions[ORGAN].tolist()))
    others = text.groupby(list(KEYS), sort=False).first().drop(columns=[SIZE, ORGAN])
    return others.join(sums.rename(SUM)).reset_index()


def _names(column: pd.Series[str]) -> pd.Series[str]:
    if (column == "").any():
        raise ClinicalError(f"every reading needs its {column.name}, but one has none: complete it")
    return column


def _numbers(column: pd.Series[str], whole: bool = False) -> pd.Series[float]:
    numbers = pd.to_numeric(column, errors="coerce")
    strange = numbers.isna() & (column != "")
    if whole:
        strange = numbers.isna() | (numbers % 1 != 0) | (numbers < 0)
    if strange.any():
        kind = "a whole number from 0 on" if whole else "a number"
        raise ClinicalError(f"{column.name} must be {kind}, but {column[strange].iloc[0]!r} came: correct the cell")
    return numbers.astype(np.float64)


def _choices(column: pd.Series[Any]) -> pd.Series[str]:
    chosen = column.replace("", "none")
    strange = ~chosen.isin([str(choice) for choice in NonTarget])
    if strange.any():
        permitted = ", ".join(NonTarget)
        raise ClinicalError(f"non_target is one of {permitted}, but {chosen[strange].iloc[0]!r} came: correct the cell")
    return chosen


def _truths(column: pd.Series[Any]) -> pd.Series[bool]:
    spoken = column.str.lower()
    strange = ~spoken.isin(YES | NO)
    if strange.any():
        raise ClinicalError(f"new_lesion is yes or no, but {column[strange].iloc[0]!r} came: correct the cell")
    return spoken.isin(YES)
