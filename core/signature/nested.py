"""Rad-scores in two layers, for a model that is fitted on them and judged on a fold that nothing behind it has seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from core.errors import FitError
from core.signature.build import cross_fit_scores, score_held
from core.signature.folds import stratified_folds
from core.signature.settings import SelectionSettings
from core.values import Cohort

LEAST_PATIENTS = 4
"""Of each outcome: three layers of folds lie within one another, and each must find two patients."""


@dataclass(frozen=True, eq=False)
class NestedScores:
    """Rad-scores of one arm, logit scale.

    Parameters
    ----------
    scores : (n_cases,), as `cross_fit_scores` gives them
    held_out : (n_training, n_folds), column k without knowledge of fold k: its own rows by a signature built on the
        other folds, all other rows cross-fitted among themselves
    """

    scores: pd.Series[float]
    held_out: pd.DataFrame


def nest_scores(
    cohort: Cohort, arm: str, settings: SelectionSettings, on_progress: Callable[[float, str], None] | None = None
) -> NestedScores:
    """Cross-fit the rad-scores of one arm, and once more within the training rows left when each fold is held out.

    Raises
    ------
    FitError
        Fewer than `LEAST_PATIENTS` training patients with or without the event.
    """
    training, columns = cohort.training, {}
    _require_patients(training)
    folds = stratified_folds(training.outcome, training.patient_id, settings.folds, settings.seed)
    for k in range(folds.max() + 1):
        part = replace(training, is_training=training.is_training & (folds != k))
        columns[k] = cross_fit_scores(part, arm, settings)
        if on_progress is not None:
            on_progress((k + 1) / (folds.max() + 2), arm)
    held_out = pd.DataFrame(columns)
    own = [held_out[k][folds == k] for k in columns]
    last = [score_held(cohort, arm, settings)] if len(cohort.validation) else []
    return NestedScores(pd.concat([*own, *last]).reindex(cohort.outcome.index).rename("rad_score"), held_out)


def _require_patients(training: Cohort) -> None:
    happened = training.outcome.groupby(training.patient_id).any()
    counts = int(happened.sum()), int((~happened).sum())
    if min(counts) < LEAST_PATIENTS:
        raise FitError(
            f"{LEAST_PATIENTS} training patients with and {LEAST_PATIENTS} without the event are needed to judge a "
            f"model without leak, but {counts[0]} with and {counts[1]} without came: add cases"
        )
