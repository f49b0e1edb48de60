"""Tables as CSV that a spreadsheet program shows and never runs.

Excel and its kin take a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and formulas can start
programs and send data away. Names of cases, columns and categories come from files of strangers. So every export goes
through here: such a cell gets an apostrophe before it, unless it is a number.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?([eE][-+]?\d+)?")
GUARD = "'"


def as_csv(table: pd.DataFrame | pd.Series[Any], **options: Any) -> str:
    """The table as CSV text, without a formula in any cell, row name or column name.

    Parameters
    ----------
    table : (n_rows, n_columns)
    **options : of `pandas.DataFrame.to_csv`
    """
    frame = table.to_frame() if isinstance(table, pd.Series) else table
    columns = [_guarded_column(frame.iloc[:, place]) for place in range(frame.shape[1])]
    guarded = pd.concat(columns, axis=1) if columns else frame.copy()
    guarded.columns, guarded.index = _guarded_names(frame.columns), _guarded_names(frame.index)
    text: str = guarded.to_csv(**options)
    return text


def guard_cell(cell: Any) -> Any:
    """The cell with an apostrophe before it when it is text that a spreadsheet program would run.

    Examples
    --------
    >>> [guard_cell(cell) for cell in ("=1+1", "-5", "+86 10", "case", -5)]
    ["'=1+1", '-5', "'+86 10", 'case', -5]
    """
    runs = isinstance(cell, str) and cell.startswith(STARTS) and not NUMBER.fullmatch(cell)
    return GUARD + cell if runs else cell


def bare_cell(cell: Any) -> Any:
    """The cell as it was before `guard_cell`."""
    guarded = isinstance(cell, str) and cell.startswith(GUARD) and cell[1:].startswith(STARTS)
    return cell[1:] if guarded else cell


def _guarded_column(column: pd.Series[Any]) -> pd.Series[Any]:
    plain = pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column)
    return column if plain else column.astype(object).map(guard_cell)


def _guarded_names(names: pd.Index[Any]) -> pd.Index[Any]:
    heads = [guard_cell(head) for head in names.names]
    if isinstance(names, pd.MultiIndex):
        return pd.MultiIndex.from_tuples([tuple(map(guard_cell, each)) for each in names], names=heads)
    return names.rename(heads[0]) if pd.api.types.is_numeric_dtype(names) else names.map(guard_cell).rename(heads[0])
