"""Clinical values that nobody wrote down: filled with what training rows suggest, or their rows left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.errors import ClinicalError
from core.prediction.coding import group_terms, is_missing, require_columns
from core.values import Term
from core.values.frozen import FrozenMapping


@dataclass(frozen=True)
class Filling:
    """What stands in for a missing value.

    Parameters
    ----------
    values : variable to the median (a number) or the commonest level of the training rows
    indicators : variables for which a further column is to say where they are missing
    """

    values: Mapping[str, Any]
    indicators: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", FrozenMapping(self.values))

    @property
    def terms(self) -> tuple[Term, ...]:
        """The yes/no terms of the indicators, to be added to those of a model."""
        return tuple(Term(f"{name}_missing", reference="no", level="yes") for name in self.indicators)

    def fill(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table (n_cases, n_columns) without missing values in the variables known here, any rows."""
        holes = {name: _holes(table[name]) for name in self.values}
        filled = {name: table[name].mask(hole, self.values[name]) for name, hole in holes.items()}
        told = {f"{name}_missing": holes[name].map({True: "yes", False: "no"}) for name in self.indicators}
        return table.assign(**filled | told)


def learn_filling(table: pd.DataFrame, terms: Sequence[Term], *, indicators: bool = False) -> Filling:
    """Medians and commonest levels of the rows given: pass training rows only.

    Parameters
    ----------
    table : (n_cases, n_columns), one column per variable
    terms : of the variables to fill
    indicators : whether to add a yes/no column for each variable with missing values; one for all that are missing in
        the same rows

    Raises
    ------
    ClinicalError
        A column is absent, or has no value at all.
    """
    require_columns(table, terms)
    variables = group_terms(terms)
    holes = pd.DataFrame({name: _holes(table[name]) for name in variables}, index=table.index)
    empty = [name for name in variables if holes[name].all()]
    if empty:
        raise ClinicalError(f"a variable needs values to learn from, but {empty[0]} has none: leave it out")
    known = {name: table[name][~holes[name]] for name in variables}
    values = {name: _usual(known[name], of_levels=bool(own[0].level)) for name, own in variables.items()}
    patterns = holes.T.drop_duplicates().index if indicators else ()
    return Filling(values, tuple(name for name in patterns if holes[name].any()))


def complete_rows(table: pd.DataFrame, terms: Sequence[Term]) -> pd.Series[bool]:
    """Rows in which no variable of the terms is missing, (n_cases,); what is left out is the caller's to say.

    Raises
    ------
    ClinicalError
        A column is absent.
    """
    require_columns(table, terms)
    holes = [_holes(table[name]) for name in group_terms(terms)]
    return ~pd.concat([pd.Series(False, index=table.index), *holes], axis=1).any(axis=1)


def _holes(column: pd.Series[Any]) -> pd.Series[bool]:
    return column.map(is_missing).astype(bool)


def _usual(values: pd.Series[Any], *, of_levels: bool) -> Any:
    """The median of numbers; the commonest level, the first in order of several."""
    return values.mode().iloc[0] if of_levels else float(values.astype(float).median())
