"""Recipes as one callable: it learns from the training rows of a cohort, and what comes of it scores any cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from core.prediction.model_recipe import LearntModel, ModelRecipe
from core.resampling.parts import learn_from_all
from core.signature.build import cross_fit_scores
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


@dataclass(frozen=True)
class ModelLearner:
    """Everything from feature table and clinical values to the risk of a logistic model.

    Parameters
    ----------
    name : of the model
    recipe : how it is learnt, with ``rad_score`` among what it keeps where there is an arm
    arm : whose rad-score the model uses; None for a clinical model
    settings : how features are chosen
    """

    name: str
    recipe: ModelRecipe
    arm: str | None
    settings: SelectionSettings

    def __call__(self, cohort: Cohort) -> Scorer:
        """Learn from the training rows; the model is fitted on rad-scores cross-fitted within them."""
        seen = learn_from_all(cohort.training)
        table = seen.clinical
        signature = None
        if self.arm is not None:
            table = table.assign(rad_score=cross_fit_scores(seen, self.arm, self.settings))
            signature = SignatureLearner(self.arm, self.settings)(seen)
        return partial(_risk, self.recipe.fit(table, seen.outcome, seen.event_name, self.name), signature)


def _risk(model: LearntModel, signature: Scorer | None, cohort: Cohort) -> pd.Series[float]:
    table = cohort.clinical if signature is None else cohort.clinical.assign(rad_score=signature(cohort))
    return model.risk(table)


def _score(recipe: SignatureRecipe, arm: str, cohort: Cohort) -> pd.Series[float]:
    table = cohort.features[arm].values
    return pd.Series(recipe.decision_function(table, centre_of(cohort)), table.index, name="rad_score")
