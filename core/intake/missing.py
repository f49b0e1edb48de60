"""What counts as missing, as a number and as a level: text of one column to values, and nothing guessed beyond that."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.errors import CohortError

MISSING = frozenset({"", "na", "n/a", "#n/a", "<na>", "nan", "null", "-", "?", ".", "缺失", "无", "不详", "未查"})
"""How spreadsheets say that nothing is known, in small letters."""

OPPOSITES = {"无": "有", "-": "+"}
"""Marks that are a level, not a gap, where the column also holds their opposite: 有/无, +/−."""

NAMED = 3
"""How many rows a sentence names."""


def find_missing(column: pd.Series[str], codes: Sequence[str] = ()) -> pd.Series[bool]:
    """Mark the cells that say nothing.

    Parameters
    ----------
    column : (n_rows,), text
    codes : further values that mean missing in this column, such as ``("-1", "999")``; compared as numbers too

    Returns
    -------
    (n_rows,), bool
    """
    small = column.str.strip().str.lower()
    held = {
        mark for mark, opposite in OPPOSITES.items() if (small == mark).any() and small.str.startswith(opposite).any()
    }
    missing = small.isin(list(MISSING - held))
    if codes:
        missing |= plain_levels(column).isin(plain_levels(pd.Series(list(codes), dtype="str")))
    return missing


def plain_levels(column: pd.Series[str]) -> pd.Series[str]:
    """Each cell as text, numbers in their plainest form: ``1.0`` and ``1`` are one level, ``01`` too.

    Parameters
    ----------
    column : (n_rows,), text
    """
    text = column.str.strip()
    numbers = parse_numbers(text)
    whole = np.isfinite(numbers) & (numbers == numbers.round()) & (numbers.abs() < 1e15)
    return text.where(~whole, numbers.where(whole, 0.0).astype("int64").astype("str"))


def parse_numbers(column: pd.Series[str]) -> pd.Series[float]:
    """Each cell as a number; NaN where it is none.

    Parameters
    ----------
    column : (n_rows,), text
    """
    return pd.to_numeric(column.astype(object), errors="coerce").astype("float64")


def as_numbers(column: pd.Series[str], codes: Sequence[str] = ()) -> pd.Series[float]:
    """The numbers of a column, NaN where the cell is missing.

    Parameters
    ----------
    column : (n_rows,), text, index ``case_id``
    codes : see `find_missing`

    Raises
    ------
    CohortError
        A cell is neither a finite number nor missing; the first few are named.
    """
    missing = find_missing(column, codes)
    numbers = parse_numbers(column).mask(missing)
    wrong = ~missing & ~np.isfinite(numbers)
    if wrong.any():
        cases = column.index[wrong][:NAMED]
        came = ", ".join(f"case {case} has {column[case]!r}" for case in cases)
        raise CohortError(
            f"every {column.name} must be a number, but {came} ({wrong.sum()} such): correct the cells, "
            "leave them empty, or call the column a category"
        )
    return numbers


def as_levels(column: pd.Series[str], codes: Sequence[str] = ()) -> pd.Series[str]:
    """The levels of a column, NaN where the cell is missing; numbers in their plainest form.

    Parameters
    ----------
    column : (n_rows,), text
    codes : see `find_missing`
    """
    return plain_levels(column).mask(find_missing(column, codes))


def name_first(items: Sequence[object], most: int = NAMED) -> str:
    """The first few of a list in words.

    Examples
    --------
    >>> name_first(["a", "b", "c", "d"])
    'a, b, c, … (+1)'
    """
    named = ", ".join(map(str, items[:most]))
    return named + (f", … (+{len(items) - most})" if len(items) > most else "")
