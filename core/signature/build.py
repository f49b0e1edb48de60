"""Turn chosen features into a signature, and score a cohort so that no case is scored by a signature that saw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from core.signature.cleaning import Cleaning
from core.signature.folds import stratified_folds
from core.signature.refit import fit_signature
from core.signature.select import centre_of, fit_recipe, training_table
from core.signature.selection import Selection
from core.signature.settings import SelectionSettings
from core.values import Cohort, Signature


def build_signature(cohort: Cohort, selection: Selection) -> Signature:
    """Fit the rad-score of the chosen features on the training rows.

    A signature learnt from harmonised features does not fit those of a single case: it carries a digest of its own.
    """
    table, outcome = training_table(cohort, selection.arm)
    centres = centre_of(cohort.training)
    cleaning = Cleaning(selection.settings)
    seen = cleaning.whole_rows(table)
    centres = None if centres is None else centres[seen]
    clean = cleaning.fit(table.loc[seen], batch=centres).transform(table.loc[seen], centres)
    signature = fit_signature(clean, outcome[seen], selection, cleaning.medians_)
    digest = cohort.features[selection.arm].params_digest
    own = f"harmonised {digest}" if selection.settings.harmonise else digest
    return replace(signature, arm=selection.arm, params_digest=own)


def cross_fit_scores(
    cohort: Cohort, arm: str, settings: SelectionSettings, on_progress: Callable[[float, str], None] | None = None
) -> pd.Series[float]:
    """Rad-scores of a cohort that may be shown and judged.

    Training rows: each fold is scored by a signature for which everything, the penalty included, was chosen on the
    other folds. Validation rows: scored by the final signature, built on all training rows. Folds follow from outcome,
    patients and seed alone, so they are the same for every arm.

    Returns
    -------
    rad_score : (n_cases,), logit scale, index ``case_id``, in the order of the cohort
    """
    training, validation = cohort.training, cohort.validation
    folds = stratified_folds(training.outcome, training.patient_id, settings.folds, settings.seed)
    parts = []
    for k in range(folds.max() + 1):
        part = replace(training, is_training=training.is_training & (folds != k))
        parts.append(score_held(part, arm, settings))
        if on_progress is not None:
            on_progress((k + 1) / (folds.max() + 2), arm)
    if len(validation):
        parts.append(score_held(cohort, arm, settings))
    return pd.concat(parts).reindex(cohort.outcome.index)


def score_held(cohort: Cohort, arm: str, settings: SelectionSettings) -> pd.Series[float]:
    """Scores of the validation rows by a recipe fitted on the training rows."""
    recipe, held = fit_recipe(cohort, arm, settings), cohort.validation
    table = held.features[arm].values
    return pd.Series(recipe.decision_function(table, centre_of(held)), table.index, name="rad_score")
