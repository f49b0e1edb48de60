"""Turn chosen features into a signature, and score a cohort so that no case is scored by a signature that saw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from core.signature.folds import stratified_folds
from core.signature.lasso import fit_path
from core.signature.score import rad_score
from core.signature.select import Selection, SelectionSettings, select_features, training_table
from core.values import Cohort, Signature


def build_signature(cohort: Cohort, selection: Selection) -> Signature:
    """Fit the rad-score on the training rows: the LASSO at the chosen penalty, its coefficients as they are (shrunken).

    Refitting with the kept features alone gives the LASSO's own solution: the optimum is the optimum on its support.
    """
    table, outcome = training_table(cohort, selection.arm)
    values = table.loc[:, list(selection.names)].to_numpy()
    center, scale = values.mean(axis=0), values.std(axis=0)
    happened = np.asarray(outcome, dtype=np.float64)
    fitted = fit_path((values - center) / scale, happened, np.array([selection.penalty]))[0]
    return Signature(
        arm=selection.arm,
        names=selection.names,
        coefficients=tuple(fitted[1:].tolist()),
        intercept=float(fitted[0]),
        center=tuple(center.tolist()),
        scale=tuple(scale.tolist()),
        low=tuple(values.min(axis=0).tolist()),
        high=tuple(values.max(axis=0).tolist()),
        params_digest=cohort.features[selection.arm].params_digest,
    )


def cross_fit_scores(
    cohort: Cohort, arm: str, settings: SelectionSettings, on_progress: Callable[[float, str], None] | None = None
) -> pd.Series[float]:
    """Rad-scores of a cohort that may be shown and judged.

    Training rows: each fold is scored by a signature for which everything, the penalty included, was chosen on the
    other folds. Validation rows: scored by the final signature, built on all training rows.

    Returns
    -------
    rad_score : (n_cases,), logit scale, index ``case_id``, in the order of the cohort
    """
    training, validation = cohort.training, cohort.validation
    folds = stratified_folds(training.outcome, training.patient_id, settings.folds, settings.seed)
    parts = []
    for k in range(folds.max() + 1):
        part = replace(training, is_training=training.is_training & (folds != k))
        parts.append(_score_held(part, arm, settings))
        if on_progress is not None:
            on_progress((k + 1) / (folds.max() + 2), arm)
    if len(validation):
        parts.append(_score_held(cohort, arm, settings))
    return pd.concat(parts).reindex(cohort.outcome.index)


def _score_held(cohort: Cohort, arm: str, settings: SelectionSettings) -> pd.Series[float]:
    """Scores of the validation rows by a signature learnt from the training rows."""
    signature = build_signature(cohort, select_features(cohort, arm, settings))
    return rad_score(signature, cohort.validation.features[arm])
