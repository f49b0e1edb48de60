"""Choose the features of one arm of a cohort on its training rows; rows marked for validation are never read here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from core.errors import CohortError
from core.signature.recipe import SignatureRecipe
from core.signature.selection import Selection
from core.signature.settings import SelectionSettings
from core.values import Cohort


def select_features(cohort: Cohort, arm: str, settings: SelectionSettings) -> Selection:
    """Choose the features of one arm from the training rows alone.

    The penalty is the one with the smallest cross-validated mean deviance, or with ``rule="1se"`` the largest within
    one standard error of it, among those that keep from one to `settings.maximum` features when refitted on all
    training rows. When there is none, it is the largest penalty that keeps a feature.

    Raises
    ------
    CohortError
        The cohort has no such arm, a filter leaves no feature, or centres are needed and not known.
    FitError
        Too few training patients with or without the event, or no penalty keeps a feature.
    """
    return replace(fit_recipe(cohort, arm, settings).selection_, arm=arm)


def fit_recipe(cohort: Cohort, arm: str, settings: SelectionSettings) -> SignatureRecipe:
    """The recipe fitted on the training rows of one arm; errors as in `select_features`."""
    table, outcome = training_table(cohort, arm)
    training = cohort.training
    return SignatureRecipe(settings).fit(table, outcome, training.patient_id, centre_of(training))


def training_table(cohort: Cohort, arm: str) -> tuple[pd.DataFrame, pd.Series[bool]]:
    """Features (n_training, n_features) and outcome (n_training,) of the rows that may be learnt from.

    Raises
    ------
    CohortError
        The cohort holds no features of this arm.
    """
    if arm not in cohort.features:
        present = ", ".join(cohort.features) or "none"
        raise CohortError(
            f"the cohort must hold features of the {arm} image, but it holds {present}: extract them first"
        )
    training = cohort.training
    return training.features[arm].values, training.outcome


def centre_of(cohort: Cohort) -> pd.Series[Any] | None:
    """The centre of each case (n_cases,); None where the cohort does not tell."""
    return getattr(cohort, "centre", None)
