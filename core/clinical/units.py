"""Columns of numbers with a declared unit: converted from that unit only, and flagged row by row where it cannot be so.

A value is never converted because it looks as if it came in another unit: who declared the unit is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core.errors import ClinicalError


@dataclass(frozen=True)
class Quantity:
    """A quantity that is measured.

    Parameters
    ----------
    units : unit to the factor that turns it into the first of them
    low, high : smallest and largest value a patient can have, in the first unit
    """

    units: Mapping[str, float]
    low: float
    high: float

    @property
    def unit(self) -> str:
        """The unit that scores of this room take."""
        return next(iter(self.units))


QUANTITIES = {
    "albumin": Quantity({"g/L": 1.0, "g/dL": 10.0}, 10, 70),
    "bilirubin": Quantity({"µmol/L": 1.0, "mg/dL": 17.1}, 1, 1200),
    "afp": Quantity({"ng/mL": 1.0, "µg/L": 1.0, "IU/mL": 1.21}, 0.1, 5e6),
    "platelets": Quantity({"10⁹/L": 1.0, "10³/µL": 1.0, "/µL": 1e-3}, 5, 2000),
    "creatinine": Quantity({"µmol/L": 1.0, "mg/dL": 88.42}, 15, 2500),
    "haemoglobin": Quantity({"g/L": 1.0, "g/dL": 10.0}, 20, 250),
    "inr": Quantity({"1": 1.0}, 0.5, 20),
    "prolonged": Quantity({"s": 1.0}, 0, 100),
    "largest": Quantity({"cm": 1.0, "mm": 0.1}, 0.1, 40),
    "nodules": Quantity({"1": 1.0}, 1, 100),
}
"""The first unit is that of the scores. Limits are wide: what lies outside is a slip or another unit."""

PLAUSIBLE, IMPOSSIBLE = "", "impossible"


def convert_values(values: pd.Series[float], quantity: str, unit: str) -> pd.Series[float]:
    """A column in the unit that scores take, converted from the unit declared for it.

    Raises
    ------
    ClinicalError
        The quantity or the unit is unknown.

    References
    ----------
    AMA Manual of Style, 11th ed. Oxford University Press 2020 (SI conversions; bilirubin 17.1, creatinine 88.42).
    WHO International Standard for alpha-fetoprotein, 72/225 (1 IU is 1.21 ng).

    Examples
    --------
    >>> convert_values(pd.Series([2.1, 0.4]), "bilirubin", "mg/dL").round(2).to_list()
    [35.91, 6.84]
    """
    return values * require_quantity(quantity, unit).units[unit]


def flag_units(values: pd.Series[float], quantity: str, unit: str) -> pd.Series[str]:
    """What is wrong with each value in the unit declared for the column: nothing, another unit, or `IMPOSSIBLE`.

    Parameters
    ----------
    values : (n_cases,), as they stand in the column; missing ones pass

    Returns
    -------
    (n_cases,), empty where the value can be true; else the unit it could be true in, or `IMPOSSIBLE`

    Raises
    ------
    ClinicalError
        The quantity or the unit is unknown.

    Notes
    -----
    Units whose ranges overlap cannot be told apart row by row: bilirubin 12 can be µmol/L as well as mg/dL.

    Examples
    --------
    >>> flag_units(pd.Series([99.0, 99000.0, -1.0]), "platelets", "10⁹/L").to_list()
    ['', '/µL', 'impossible']
    """
    known = require_quantity(quantity, unit)
    flags = pd.Series(IMPOSSIBLE, index=values.index, dtype=object)
    for other, factor in reversed(list(known.units.items())):
        flags = flags.mask((values * factor).between(known.low, known.high), other)
    declared = (values * known.units[unit]).between(known.low, known.high)
    return flags.mask(declared | values.isna(), PLAUSIBLE)


def require_quantity(quantity: str, unit: str) -> Quantity:
    """The quantity, when the unit is one of its own; else raise `ClinicalError`."""
    if quantity not in QUANTITIES:
        raise ClinicalError(f"a quantity is one of {', '.join(QUANTITIES)}, but {quantity!r} came: choose one of them")
    known = QUANTITIES[quantity]
    if unit not in known.units:
        raise ClinicalError(f"{quantity} is given in {', '.join(known.units)}, but {unit!r} was declared: choose one")
    return known
