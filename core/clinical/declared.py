"""Columns with the unit or coding a person declares for them: read as declared, flagged where that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.clinical.signs import SIGNS, read_sign
from core.clinical.units import IMPOSSIBLE, PLAUSIBLE, QUANTITIES, convert_values, flag_units
from core.errors import ClinicalError

NO_NUMBER = "no number"
COUNTS = ("nodules",)
"""Quantities that are whole numbers."""


@dataclass(frozen=True)
class Declared:
    """A column and the unit or coding it is in."""

    column: str
    unit: str


def read_declared(table: pd.DataFrame, declared: Mapping[str, Declared]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Values of the declared columns, and what is wrong with each.

    Parameters
    ----------
    table : (n_cases, n_columns), numbers or text
    declared : name of `QUANTITIES` or `SIGNS` to its column and unit or coding

    Returns
    -------
    values : (n_cases, n_declared), in the units and levels that scores take; missing where flagged
    flags : (n_cases, n_declared), nothing, the unit a value could be in, ``"impossible"``, ``"no number"`` or
        ``"unknown code"``

    Raises
    ------
    ClinicalError
        A column is absent, or a unit or coding unknown.

    References
    ----------
    AMA Manual of Style, 11th ed. Oxford University Press 2020 (conversion of units).
    """
    values, flags = pd.DataFrame(index=table.index), pd.DataFrame(index=table.index)
    for name, of in declared.items():
        if of.column not in table:
            raise ClinicalError(f"the column {of.column} must be in the table, but it is not: choose another column")
        read = read_sign if name in SIGNS else _read_quantity
        values[name], flags[name] = read(table[of.column], name, of.unit)
    return values, flags


def units_of(name: str) -> list[str]:
    """Units or codings a column of this name can be declared in, the plain one first."""
    return list(SIGNS[name].codings if name in SIGNS else QUANTITIES[name].units)


def _read_quantity(column: pd.Series[str], name: str, unit: str) -> tuple[pd.Series[float], pd.Series[str]]:
    text = column.astype(object).where(column.notna(), "").map(lambda cell: str(cell).strip())
    numbers = pd.to_numeric(text, errors="coerce").astype(np.float64)
    flags = flag_units(numbers, name, unit).mask(numbers.isna() & (text != ""), NO_NUMBER)
    if name in COUNTS:
        flags = flags.mask(numbers.notna() & (numbers % 1 != 0), IMPOSSIBLE)
    return convert_values(numbers, name, unit).where(flags == PLAUSIBLE), flags
