"""How a logistic model is learnt, as one value: which variables may enter, and what is done where values are missing.

Fitted on exactly the rows given, so that inside a fold nothing is known of the rows outside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from core.errors import SettingError
from core.prediction.coding import group_terms
from core.prediction.logistic import fit_logistic, predict_risk
from core.prediction.missing import Filling, complete_rows, learn_filling
from core.prediction.screen import screen_terms
from core.values import LogisticModel, Term

GAPS = ("complete", "median", "indicator")
"""What is done with a missing value: leave its row out of learning; the median or commonest level of the rows learnt
from; the same with a yes/no term that says where it was missing."""


@dataclass(frozen=True, eq=False)
class LearntModel:
    """A model and how the tables it reads are made ready.

    Parameters
    ----------
    model : may have fewer terms than the recipe, and further ones that say where values were missing
    filling : what stands in for missing values; None where rows with one are left out
    cases : the rows learnt from, in order
    """

    model: LogisticModel
    filling: Filling | None
    cases: tuple[Any, ...]

    def prepare(self, table: pd.DataFrame) -> pd.DataFrame:
        """Any rows (n_cases, n_columns), with their gaps filled."""
        return table if self.filling is None else self.filling.fill(table)

    def risk(self, table: pd.DataFrame) -> pd.Series[float]:
        """Risk of the event of any rows, (n_cases,), probability 0–1.

        Raises
        ------
        ClinicalError
            A value is impossible, or missing with nothing to stand in for it.
        """
        return predict_risk(self.model, self.prepare(table))["risk"]


@dataclass(frozen=True)
class ModelRecipe:
    """How a logistic model is learnt.

    Parameters
    ----------
    terms : variables that may enter
    gaps : one of `GAPS`
    p_value : only variables whose p-value alone, on the rows given, is below this enter, or else the strongest one;
        None for all of them
    kept : terms that enter whatever the screen says, and are never missing, such as the rad-score

    Raises
    ------
    SettingError
        `gaps` is none of `GAPS`, or `p_value` no probability above 0.
    """

    terms: tuple[Term, ...]
    gaps: str = "complete"
    p_value: float | None = None
    kept: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        if self.gaps not in GAPS:
            raise SettingError(f"gaps must be one of {', '.join(GAPS)}, but {self.gaps!r} came: choose one")
        if self.p_value is not None and not 0 < self.p_value <= 1:
            raise SettingError(f"a screen's p-value must be above 0 and at most 1, but {self.p_value} came: correct it")

    def keep(self, *terms: Term) -> ModelRecipe:
        """The same recipe with further terms that always enter."""
        return replace(self, kept=(*self.kept, *terms))

    def fit(self, table: pd.DataFrame, outcome: pd.Series[bool], event: str, name: str) -> LearntModel:
        """Learn from the rows given: pass training rows only.

        Parameters
        ----------
        table : (n_cases, n_columns), one column per variable, index ``case_id``; cells of `terms` may be missing
        outcome, event, name : as in `core.prediction.logistic.fit_logistic`, whose errors these are
        """
        terms = self._screened(table, outcome, event)
        if self.gaps == "complete":
            known = complete_rows(table, terms)
            model = fit_logistic(table[known], outcome[known], (*terms, *self.kept), event, name)
            return LearntModel(model, None, tuple(table.index[known]))
        filling = learn_filling(table, terms, indicators=self.gaps == "indicator")
        asked = (*terms, *filling.terms, *self.kept)
        return LearntModel(fit_logistic(filling.fill(table), outcome, asked, event, name), filling, tuple(table.index))

    def _screened(self, table: pd.DataFrame, outcome: pd.Series[bool], event: str) -> tuple[Term, ...]:
        if self.p_value is None or len(group_terms(self.terms)) < len(("one", "two")):
            return self.terms
        return screen_terms(table, outcome, self.terms, event, self.p_value, at_least=0 if self.kept else 1)
