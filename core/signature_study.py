"""What a person wants to see of one arm's signature: how it was chosen, whom it scores how, and which models use it.

Loads its heavy libraries when it computes, so that a page can hold what came of it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from core.cards import Card
from core.prediction.collinearity import variance_inflation
from core.prediction.model_recipe import ModelRecipe
from core.prediction.odds import odds_ratios
from core.prediction.screen import univariable_screen
from core.signature.selection import Selection
from core.signature.settings import SelectionSettings
from core.values import Cohort, LogisticModel, Signature, Term

OnProgress = Callable[[float, str], None]

RAD_SCORE = Term("rad_score")
STEPS = ("choose", "cross-fit", "models")
"""What `study_signature` does, in order."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """A signature and how it was chosen.

    Parameters
    ----------
    seconds : that choosing took
    """

    selection: Selection
    signature: Signature
    seconds: float


@dataclass(frozen=True, eq=False)
class FittedModel:
    """A logistic model with what a paper prints of it.

    Parameters
    ----------
    odds : one row per term, see `core.prediction.odds.odds_ratios`, with profile intervals
    inflation : one row per variable, see `core.prediction.collinearity.variance_inflation`
    left_out : training cases without a value that the model needs
    """

    model: LogisticModel
    odds: pd.DataFrame
    inflation: pd.DataFrame
    left_out: int


@dataclass(frozen=True, eq=False)
class Study:
    """What one arm's signature says of its cohort.

    Parameters
    ----------
    chosen : the signature
    scores : (n_cases,), logit scale; training rows cross-fitted, validation rows by the final signature
    p_values : split to the p-value of Mann and Whitney between cases with and without the event
    models : clinical, the arm's own and combined, those that have terms
    alone : each clinical variable and the rad-score alone, see `core.prediction.screen.univariable_screen`
    """

    chosen: Chosen
    scores: pd.Series[float]
    p_values: Mapping[str, float]
    models: Mapping[str, FittedModel]
    alone: pd.DataFrame

    @property
    def cut(self) -> float:
        """The rad-score at which the risk by the arm's own model is the threshold of that model."""
        model = self.models[self.chosen.selection.arm].model
        intercept, slope = map(float, model.coefficients)
        threshold = min(max(model.threshold, 1e-9), 1 - 1e-9)
        return (math.log(threshold / (1 - threshold)) - intercept) / slope


@dataclass(frozen=True)
class Kept:
    """What a prediction set is written from."""

    selections: dict[str, Selection]
    signatures: dict[str, Signature]
    models: dict[str, LogisticModel]


def choose_signature(
    cohort: Cohort, arm: str, settings: SelectionSettings, on_progress: OnProgress | None = None
) -> Chosen:
    """Choose the features of one arm on the training rows; errors as in `core.signature.select.select_features`."""
    from core.signature.build import build_signature
    from core.signature.select import select_features

    _report(on_progress, 0.1, STEPS[0])
    begin = time.perf_counter()
    selection = select_features(cohort, arm, settings)
    return Chosen(selection, build_signature(cohort, selection), time.perf_counter() - begin)


def study_signature(
    cohort: Cohort,
    arm: str,
    settings: SelectionSettings,
    clinical: ModelRecipe,
    on_progress: OnProgress | None = None,
) -> Study:
    """Choose a signature, score the cohort so that no case is scored by a signature that saw it, and fit the models.

    Parameters
    ----------
    clinical : how the clinical and, with the rad-score, the combined model are learnt; without terms there is the
        radiomic model alone
    on_progress : called with the share done, 0–1, and one of `STEPS`

    Notes
    -----
    The models are fitted on cross-fitted rad-scores: a signature is too sure of the patients it was built on.
    """
    from core.signature.build import cross_fit_scores

    chosen = choose_signature(cohort, arm, settings, on_progress)
    _report(on_progress, 0.15, STEPS[1])
    scores = cross_fit_scores(cohort, arm, settings, lambda share, _arm: _report(on_progress, share, STEPS[1]))
    _report(on_progress, 0.95, STEPS[2])
    table = cohort.clinical.assign(rad_score=scores)
    recipes = {arm: ModelRecipe(()).keep(RAD_SCORE)}
    if clinical.terms:
        recipes = {"clinical": clinical, **recipes, "combined": clinical.keep(RAD_SCORE)}
    models = {name: fit_model(cohort, table, own, name) for name, own in recipes.items()}
    seen, terms = cohort.is_training, (*clinical.terms, RAD_SCORE)
    alone = univariable_screen(table[seen], cohort.outcome[seen], terms, cohort.event_name)
    return Study(chosen, scores, _compare_outcomes(cohort, scores), models, alone)


def save_study(folder: Path, cohort: Cohort, study: Study, simulated: bool) -> Card:
    """Keep signature and models as a prediction set; returns its card, which says whether it can be used on images.

    Parameters
    ----------
    folder : made when it is not there; its name becomes the set's
    simulated : whether the patients are
    """
    from core.prediction_set_files import describe_set, known_origin, write_prediction_set

    arm = study.chosen.selection.arm
    learnt = Kept(
        {arm: study.chosen.selection},
        {arm: study.chosen.signature},
        {name: fitted.model for name, fitted in study.models.items()},
    )
    own = replace(cohort, features={arm: cohort.features[arm]})
    card = describe_set(folder.name, own, learnt, known_origin(own))
    write_prediction_set(folder, learnt, replace(card, extra={**card.extra, "simulated": simulated}))
    return card


def fit_model(cohort: Cohort, table: pd.DataFrame, recipe: ModelRecipe, name: str) -> FittedModel:
    """Fit one model on the training rows.

    Parameters
    ----------
    table : (n_cases, n_columns), clinical values and ``rad_score``
    """
    seen = table[cohort.is_training]
    learnt = recipe.fit(seen, cohort.outcome[cohort.is_training], cohort.event_name, name)
    rows, model = learnt.prepare(seen).loc[list(learnt.cases)], learnt.model
    odds = odds_ratios(model, rows, cohort.outcome[rows.index])
    return FittedModel(model, odds, variance_inflation(model), len(seen) - len(rows))


def _compare_outcomes(cohort: Cohort, scores: pd.Series[float]) -> dict[str, float]:
    from core.signature.screen import rank_sum_p_values

    parts = {"training": cohort.training, "validation": cohort.validation}
    found = {}
    for split, part in parts.items():
        if part.outcome.nunique() == len((False, True)):
            values = scores[part.outcome.index].to_numpy()[:, None]
            found[split] = float(rank_sum_p_values(values.astype(np.float64), part.outcome.to_numpy(dtype=bool))[0])
    return found


def _report(on_progress: OnProgress | None, share: float, step: str) -> None:
    if on_progress is not None:
        on_progress(share, step)
