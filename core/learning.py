"""The path of a cohort from feature tables to signatures, models and scores that may be shown.

With `pipeline`, which is the path of one case, the only file that looks into several rooms to compute. Everything is
learnt on the training rows; every score of a training row comes from a model that did not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from core.prediction.model_recipe import LearntModel, ModelRecipe
from core.signature.build import build_signature
from core.signature.folds import stratified_folds
from core.signature.nested import NestedScores, nest_scores
from core.signature.select import select_features
from core.signature.selection import Selection
from core.signature.settings import SelectionSettings
from core.values import ARMS, Cohort, LogisticModel, Signature, Term

RAD_SCORE = Term("rad_score")
CLINICAL = ModelRecipe(
    (Term("diameter_cm", unit="cm"), Term("enhancement", reference="typical", level="atypical")),
)
"""The clinical model of the demonstration cohort."""
MODELS = ("clinical", *ARMS, "combined")
"""The models by name; the combined one uses the clinical terms and the rad-score of the finest image there is."""

OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, eq=False)
class Learnt:
    """What was learnt from a cohort.

    Parameters
    ----------
    fitted : model by name, with how its tables are made ready
    rad_scores : (n_cases, n_arms), logit scale; training rows cross-fitted, validation rows by the final signature
    risks : (n_cases, n_models), probability 0–1; training rows nested, validation rows by the final model
    """

    selections: dict[str, Selection]
    signatures: dict[str, Signature]
    fitted: dict[str, LearntModel]
    rad_scores: pd.DataFrame
    risks: pd.DataFrame

    @property
    def models(self) -> dict[str, LogisticModel]:
        """Model by name."""
        return {name: one.model for name, one in self.fitted.items()}


def learn_models(
    cohort: Cohort,
    settings: SelectionSettings,
    excluded: frozenset[str] = frozenset(),
    models: Sequence[str] = MODELS,
    on_progress: OnProgress | None = None,
    clinical: ModelRecipe = CLINICAL,
) -> Learnt:
    """Signatures and models, each learnt from the training rows.

    The logistic models are fitted on cross-fitted rad-scores: a signature is too sure of the patients it was built on.
    Their risks of training rows are nested, see `cross_fit_risks`.

    Parameters
    ----------
    excluded : features the super-resolved image's signature may not use; those of the other images are left alone
    models : which of `MODELS` to learn, with the signatures of the arms they need
    on_progress : called with the share done, 0–1, and the arm just learnt from
    clinical : how the clinical and, with the rad-score, the combined model are learnt
    """
    arm_of = {name: _arm_of(name, cohort) for name in models}
    arms = [arm for arm in ARMS if arm in arm_of.values()]
    of_arm = {arm: replace(settings, excluded=settings.excluded | _kept_from(arm, excluded)) for arm in arms}
    selections, scores = {}, {}
    for place, (arm, own) in enumerate(of_arm.items()):
        selections[arm] = select_features(cohort, arm, own)
        scores[arm] = nest_scores(cohort, arm, own, _share(on_progress, place, len(arms)))
    fitted, risks = {}, {}
    for name in models:
        own_scores, recipe = scores.get(arm_of[name] or ""), _recipe_of(name, clinical)
        fitted[name] = _fit_model(cohort, own_scores, recipe, name)
        risks[name] = cross_fit_risks(cohort, own_scores, recipe, fitted[name], settings)
    return Learnt(
        selections=selections,
        signatures={arm: build_signature(cohort, selection) for arm, selection in selections.items()},
        fitted=fitted,
        rad_scores=pd.DataFrame({arm: own.scores for arm, own in scores.items()}, index=cohort.outcome.index),
        risks=pd.DataFrame(risks),
    )


def cross_fit_risks(
    cohort: Cohort,
    scores: NestedScores | None,
    recipe: ModelRecipe,
    final: LearntModel,
    settings: SelectionSettings,
) -> pd.Series[float]:
    """Risks that may be judged, (n_cases,): training rows by models that did not see them, the others by the final one.

    The rows of a fold are judged by a logistic model fitted on the other folds, on rad-scores cross-fitted within those
    alone, and are scored by a signature built on those. So neither the logistic model nor any signature behind it has
    seen the fold, nor has what stands in for missing values.

    Parameters
    ----------
    scores : of the arm whose rad-score the model uses; None for a model without one
    recipe, final : how the model is learnt, and the model learnt from all training rows
    settings : of the folds
    """
    risk = final.risk(_model_table(cohort, scores.scores if scores else None))
    training = cohort.training
    folds = stratified_folds(training.outcome, training.patient_id, settings.folds, settings.seed)
    for k in range(folds.max() + 1):
        table = _model_table(training, scores.held_out[k] if scores else None)
        seen, held = table.index[folds != k], table.index[folds == k]
        part = recipe.fit(table.loc[seen], cohort.outcome[seen], cohort.event_name, final.model.name)
        risk[held] = part.risk(table.loc[held])
    return risk


def _kept_from(arm: str, excluded: frozenset[str]) -> frozenset[str]:
    return excluded if arm == "super-resolved" else frozenset()


def _share(on_progress: OnProgress | None, place: int, arms: int) -> OnProgress | None:
    """Progress within one arm as progress over all of them."""
    if on_progress is None:
        return None
    return lambda share, arm: on_progress((place + share) / arms, arm)


def _arm_of(name: str, cohort: Cohort) -> str | None:
    """The arm whose rad-score a model uses; None for the clinical one, the last of `ARMS` there is for the combined."""
    if name == "clinical":
        return None
    return name if name in ARMS else [arm for arm in ARMS if arm in cohort.features][-1]


def _recipe_of(name: str, clinical: ModelRecipe) -> ModelRecipe:
    if name == "clinical":
        return clinical
    return (ModelRecipe(()) if name in ARMS else clinical).keep(RAD_SCORE)


def _model_table(cohort: Cohort, scores: pd.Series[float] | None) -> pd.DataFrame:
    return cohort.clinical if scores is None else cohort.clinical.assign(rad_score=scores)


def _fit_model(cohort: Cohort, scores: NestedScores | None, recipe: ModelRecipe, name: str) -> LearntModel:
    rows = cohort.is_training
    table = _model_table(cohort, scores.scores if scores else None)
    return recipe.fit(table[rows], cohort.outcome[rows], cohort.event_name, name)
