"""The demonstration cohort and what core says of it: one call per question a page asks. Nothing is drawn here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.demo.intervals import read_demo_intervals
from core.demo.read import read_demo, read_demo_features, read_demo_scores
from core.errors import HepasrError
from core.evaluation.roc import RocCurve, roc_curve
from core.features.params import ExtractionParams, read_extraction
from core.places import prediction_sets_folder
from core.prediction_set import DEFAULT_SET, PredictionSet, read_prediction_set
from core.review import ReviewedCohort, add_clinical
from core.values import Cohort
from pages.shared import state

DEMO_CASE = "DEMO-008"
"""The first validation patient: no model learnt from this one."""


def reviewed() -> ReviewedCohort:
    """The cohort under review: with the label sent to it from the page of responses, else as it came."""
    label = state.LABEL.value()
    return original() if label is None else _scored("labelled", label[1])


def original() -> ReviewedCohort:
    """The cohort with the outcome it came with, and with the scores sent to it from the page of responses."""
    return _scored("original", opened())


def opened() -> ReviewedCohort:
    """The team's own cohort where it opened one, else the one that ships: simulated, the same for everyone."""
    return state.own_cohort() or read_demo()


def _scored(name: str, review: ReviewedCohort) -> ReviewedCohort:
    """The cohort with the scores of this session among its clinical columns; computed once per cohort and scores."""
    if state.SCORES.value() is None:
        return review
    number, scores = state.SCORES.value()
    found: ReviewedCohort = state.keep_once(f"scored {name}", (review, number), lambda: add_clinical(review, scores))
    return found


def learnt_cohort() -> ReviewedCohort:
    """The cohort whose patients the models of a single case learnt from."""
    return read_demo()


def learnt_rows(arm: str) -> pd.DataFrame:
    """What the models that ship learnt from: clinical values, and the cross-fitted rad-score of the arm where given."""
    training = learnt_cohort().cohort.training.clinical
    return training.assign(rad_score=_demo_scores()[arm].reindex(training.index)) if arm else training


@lru_cache(maxsize=1)
def _demo_scores() -> pd.DataFrame:
    return read_demo_scores()


@lru_cache(maxsize=1)
def learning_cohort() -> Cohort:
    """The demonstration cohort with its features, to learn from."""
    return read_demo_features()


def models() -> tuple[str, ...]:
    """The models that gave the reviewed patients a risk."""
    return reviewed().models


def headline() -> str:
    """The model shown first: the combined one where there is one."""
    return models()[-1]


def splits() -> tuple[str, ...]:
    """The splits that have patients, validation first."""
    return reviewed().splits


@lru_cache(maxsize=8)
def prediction_set(name: str = DEFAULT_SET.name) -> PredictionSet:
    """Signatures and models a single case is judged by: those that ship, or a set that a team saved."""
    return read_prediction_set(set_folder(name))


def set_folder(name: str) -> Path:
    """Where the set of this name lies."""
    return DEFAULT_SET if name == DEFAULT_SET.name else prediction_sets_folder() / name


def extraction_params(name: str = DEFAULT_SET.name) -> ExtractionParams:
    """What the models of a set learnt to read: the parameters of their features."""
    return read_extraction(prediction_set(name).extraction)


def model_version() -> str:
    """Version of the models every page shows; a dash when they cannot be read, which each page then explains."""
    try:
        return str(prediction_set().card.version)
    except HepasrError:
        return "–"


def patients(split: str) -> Cohort:
    """The cases of one split, or all of them."""
    cohort = reviewed().cohort
    return {"training": cohort.training, "validation": cohort.validation}.get(split, cohort)


def outcomes(split: str) -> npt.NDArray[np.bool_]:
    """Whether the event happened, (n_cases,)."""
    return patients(split).outcome.to_numpy(dtype=bool)


def risks(split: str) -> pd.DataFrame:
    """Risk of the event by each model, (n_cases, n_models), probability 0–1; cross-fitted in training."""
    return reviewed().risks.loc[patients(split).outcome.index, list(models())]


def sizes(split: str) -> dict[str, int]:
    """Cases and events of a split, by the names the phrases use."""
    truth = outcomes(split)
    return {"n": len(truth), "events": int(truth.sum())}


def roc_curves(split: str) -> dict[str, RocCurve]:
    """The ROC curve of every model on one split."""
    table, truth = risks(split), outcomes(split)
    return {name: roc_curve(truth, table[name].to_numpy()) for name in models()}


def roc_of(split: str, model: str) -> RocCurve:
    """The ROC curve of one model on one split."""
    return roc_curve(outcomes(split), risks(split)[model].to_numpy())


def intervals(case_id: str) -> dict[str, tuple[float, float]]:
    """Model to the 95 % interval of this patient's risk; nothing where it is not known.

    Known for the demonstration's validation patients: a cross-fitted risk has none, and a team's table names none.
    """
    known = read_demo_intervals() if reviewed().simulated else {}
    found = {name: table.loc[case_id] for name, table in known.items() if case_id in table.index}
    return {name: (float(row["low"]), float(row["high"])) for name, row in found.items()}


def brier(split: str, model: str) -> float:
    """Mean squared distance of risk and outcome (Brier 1950), 0 at best."""
    return float(np.mean((risks(split)[model].to_numpy() - outcomes(split)) ** 2))
