"""Recipes as one callable: it learns from the training rows of a cohort, and what comes of it scores any cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from core.signature.recipe import SignatureRecipe
from core.signature.select import centre_of, fit_recipe
from core.signature.settings import SelectionSettings
from core.values import Cohort

Scorer = Callable[[Cohort], "pd.Series[float]"]
"""Scores every case of a cohort, higher where the event is likelier."""
Learner = Callable[[Cohort], Scorer]
"""Learns from `cohort.training` alone; raises `FitError` where nothing can be learnt. Sent to other processes."""


@dataclass(frozen=True)
class SignatureLearner:
    """Everything from a feature table to a rad-score: filters, penalty and coefficients.

    Parameters
    ----------
    arm : whose features
    settings : how features are chosen
    """

    arm: str
    settings: SelectionSettings

    def __call__(self, cohort: Cohort) -> Scorer:
        """Learn a signature from the training rows."""
        return partial(_score, fit_recipe(cohort, self.arm, self.settings), self.arm)


def _score(recipe: SignatureRecipe, arm: str, cohort: Cohort) -> pd.Series[float]:
    table = cohort.features[arm].values
    return pd.Series(recipe.decision_function(table, centre_of(cohort)), table.index, name="rad_score")
