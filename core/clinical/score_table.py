"""Scores of a whole table of patients, from columns whose units were declared; rows that cannot be so are flagged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.clinical.scores import albi, log_afp
from core.clinical.units import PLAUSIBLE, convert_values, flag_units
from core.errors import ClinicalError

NO_NUMBER = "no number"
LIVER = ("albumin", "bilirubin")


@dataclass(frozen=True)
class Declared:
    """A column and the unit it is in."""

    column: str
    unit: str


def score_table(table: pd.DataFrame, declared: Mapping[str, Declared]) -> pd.DataFrame:
    """ALBI of every row that has both values, and what is wrong with any declared value.

    Parameters
    ----------
    table : (n_cases, n_columns), numbers or text
    declared : quantity of `core.clinical.units.QUANTITIES` to its column and unit; albumin and bilirubin for ALBI, afp
        for its logarithm, others to be looked at

    Returns
    -------
    (n_cases, …): albi, albi_grade, modified_grade, log10_afp where declared, and flag: per quantity nothing, the unit a
    value could be in, ``"impossible"`` or ``"no number"``; a flagged value enters no score and is not converted

    Raises
    ------
    ClinicalError
        A column is absent, or a unit unknown.

    References
    ----------
    Johnson PJ, et al. J Clin Oncol 2015;33:550-558. doi:10.1200/JCO.2014.57.9151
    """
    values, flags = {}, {}
    for quantity, of in declared.items():
        if of.column not in table:
            raise ClinicalError(f"the column {of.column} must be in the table, but it is not: choose another column")
        numbers, flags[quantity] = _read(table[of.column], quantity, of.unit)
        values[quantity] = convert_values(numbers, quantity, of.unit).where(flags[quantity] == PLAUSIBLE)
    scores = pd.DataFrame(index=table.index)
    if set(LIVER) <= set(values):
        scores = scores.join(_livers(values["albumin"], values["bilirubin"]))
    if "afp" in values:
        scores["log10_afp"] = values["afp"].map(log_afp, na_action="ignore")
    told = pd.DataFrame(flags, index=table.index)
    scores["flag"] = ["; ".join(f"{name}: {flag}" for name, flag in row.items() if flag) for _, row in told.iterrows()]
    return scores


def _read(column: pd.Series[str], quantity: str, unit: str) -> tuple[pd.Series[float], pd.Series[str]]:
    text = column.astype(object).where(column.notna(), "").map(lambda cell: str(cell).strip())
    numbers = pd.to_numeric(text, errors="coerce").astype(np.float64)
    return numbers, flag_units(numbers, quantity, unit).mask(numbers.isna() & (text != ""), NO_NUMBER)


def _livers(albumin: pd.Series[float], bilirubin: pd.Series[float]) -> pd.DataFrame:
    known = albumin.notna() & bilirubin.notna()
    found = [albi(*pair) for pair in zip(bilirubin[known], albumin[known], strict=True)]
    columns = {
        "albi": pd.Series([one.value for one in found], index=albumin.index[known], dtype=np.float64),
        "albi_grade": pd.Series([one.grade for one in found], index=albumin.index[known], dtype="Int64"),
        "modified_grade": pd.Series([one.modified_grade for one in found], index=albumin.index[known], dtype=object),
    }
    return pd.DataFrame(columns).reindex(albumin.index)
