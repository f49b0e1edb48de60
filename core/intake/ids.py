"""Which rows are whose: ids of cases and of patients, unique where they must be, never numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from core.errors import CohortError
from core.intake.missing import name_first


def require_columns(table: pd.DataFrame, names: Sequence[str | None]) -> None:
    """Raise `CohortError` unless the table has all of these columns; None asks for none."""
    missing = [name for name in names if name is not None and name not in table.columns]
    if missing:
        present = ", ".join(map(str, table.columns[:8]))
        raise CohortError(f"the table must have a column {missing[0]}, but it has {present}: add or rename the column")


def case_index(table: pd.DataFrame, column: str | None = "case_id") -> pd.Index[str]:
    """Ids of the rows: those of the column, else row numbers.

    Raises
    ------
    CohortError
        An id is empty or repeated; the first few are named.
    """
    if column is None or column not in table.columns:
        return pd.Index([f"row {n}" for n in range(1, len(table) + 1)], name="case_id")
    ids = _filled(table, column)
    repeated = ids[ids.duplicated()].unique()
    if len(repeated):
        raise CohortError(
            f"every case needs its own {column}, but {name_first(list(repeated))} is repeated: give each case one row, "
            "or name another column that tells lesions or studies of one patient apart"
        )
    return pd.Index(ids, name="case_id")


def patients_of(table: pd.DataFrame, column: str | None) -> pd.Series[str] | None:
    """The patient of each row, or None where no column tells; raises `CohortError` when one is empty."""
    return None if column is None else _filled(table, column).rename("patient_id")


def _filled(table: pd.DataFrame, column: str) -> pd.Series[str]:
    ids = table[column].str.strip()
    empty = ids.index[ids == ""]
    if len(empty):
        rows = name_first([place + 1 for place, cell in enumerate(ids) if cell == ""])
        raise CohortError(
            f"every case needs its own {column}, but it is empty in row {rows} below the header: complete it, "
            "and unmerge cells"
        )
    return ids
