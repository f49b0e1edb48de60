"""The path of a cohort from feature tables to signatures, models and scores that may be shown.

With `pipeline`, which is the path of one case, the only file that looks into several rooms to compute. Everything is
learnt on the training rows; every score of a training row comes from a model that did not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.prediction.logistic import fit_logistic, predict_risk
from core.signature.build import build_signature, cross_fit_scores
from core.signature.folds import stratified_folds
from core.signature.select import select_features
from core.signature.selection import Selection
from core.signature.settings import SelectionSettings
from core.values import ARMS, Cohort, LogisticModel, Signature, Term

RAD_SCORE = Term("rad_score")
CLINICAL_TERMS = (Term("diameter_cm", unit="cm"), Term("enhancement", reference="typical", level="atypical"))
MODEL_TERMS: dict[str, tuple[Term, ...]] = {
    "clinical": CLINICAL_TERMS,
    **dict.fromkeys(ARMS, (RAD_SCORE,)),
    "combined": (*CLINICAL_TERMS, RAD_SCORE),
}
"""The models and their terms; the combined one uses the super-resolved rad-score."""

OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, eq=False)
class Learnt:
    """What was learnt from a cohort.

    Parameters
    ----------
    rad_scores : (n_cases, n_arms), logit scale; training rows cross-fitted, validation rows by the final signature
    risks : (n_cases, n_models), probability 0–1; likewise
    """

    selections: dict[str, Selection]
    signatures: dict[str, Signature]
    models: dict[str, LogisticModel]
    rad_scores: pd.DataFrame
    risks: pd.DataFrame


def learn_models(
    cohort: Cohort,
    settings: SelectionSettings,
    excluded: frozenset[str] = frozenset(),
    models: Sequence[str] = tuple(MODEL_TERMS),
    on_progress: OnProgress | None = None,
) -> Learnt:
    """Signatures and models of `MODEL_TERMS`, each learnt from the training rows.

    The logistic models are fitted on cross-fitted rad-scores: a signature is too sure of the patients it was built on.

    Parameters
    ----------
    excluded : features the super-resolved image's signature may not use; those of the other images are left alone
    models : which models to learn, with the signatures of the arms they need
    on_progress : called with the share done, 0–1, and the arm just learnt from
    """
    arms = [arm for arm in ARMS if arm in map(_arm_of, models)]
    of_arm = {arm: replace(settings, excluded=settings.excluded | _kept_from(arm, excluded)) for arm in arms}
    selections, scores = {}, {}
    for place, (arm, own) in enumerate(of_arm.items()):
        selections[arm] = select_features(cohort, arm, own)
        scores[arm] = cross_fit_scores(cohort, arm, own, _share(on_progress, place, len(arms)))
    signatures = {arm: build_signature(cohort, selection) for arm, selection in selections.items()}
    table = pd.DataFrame(scores, index=cohort.outcome.index)
    fitted = {name: _fit_model(cohort, table, name) for name in models}
    risks = {name: cross_fit_risks(cohort, table, model, settings) for name, model in fitted.items()}
    return Learnt(selections, signatures, fitted, table, pd.DataFrame(risks))


def cross_fit_risks(
    cohort: Cohort, scores: pd.DataFrame, model: LogisticModel, settings: SelectionSettings
) -> pd.Series[float]:
    """Training rows by a model that did not see them, validation rows by the final one."""
    table = _model_table(cohort, scores, model.name)
    risk = predict_risk(model, table)["risk"]
    training = cohort.training
    folds = np.asarray(stratified_folds(training.outcome, training.patient_id, settings.folds, settings.seed))
    for k in range(folds.max() + 1):
        seen, held = training.outcome.index[folds != k], training.outcome.index[folds == k]
        part = fit_logistic(table.loc[seen], cohort.outcome[seen], model.terms, model.event_name, model.name)
        risk[held] = predict_risk(part, table.loc[held])["risk"]
    return risk


def _kept_from(arm: str, excluded: frozenset[str]) -> frozenset[str]:
    return excluded if arm == "super-resolved" else frozenset()


def _share(on_progress: OnProgress | None, place: int, arms: int) -> OnProgress | None:
    """Progress within one arm as progress over all of them."""
    if on_progress is None:
        return None
    return lambda share, arm: on_progress((place + share) / arms, arm)


def _arm_of(name: str) -> str | None:
    """The arm whose rad-score a model uses; None for the clinical one."""
    if RAD_SCORE not in MODEL_TERMS[name]:
        return None
    return name if name in ARMS else "super-resolved"


def _model_table(cohort: Cohort, scores: pd.DataFrame, name: str) -> pd.DataFrame:
    arm = _arm_of(name)
    return cohort.clinical if arm is None else cohort.clinical.assign(rad_score=scores[arm])


def _fit_model(cohort: Cohort, scores: pd.DataFrame, name: str) -> LogisticModel:
    rows = cohort.is_training
    table = _model_table(cohort, scores, name)
    return fit_logistic(table[rows], cohort.outcome[rows], MODEL_TERMS[name], cohort.event_name, name)
