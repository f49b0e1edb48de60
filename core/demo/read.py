"""Open the demonstration cohort as it ships: what the pages show before anybody uploads anything. Loads no network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from core.cards import MODELS, read_card
from core.features.tables import read_features
from core.prediction_set import DEFAULT_SET, PredictionSet, read_prediction_set
from core.values import ARMS, Cohort, FeatureTable

COHORT_FOLDER = MODELS / "demo-cohort-2026.11"


@dataclass(frozen=True, eq=False)
class ReviewedCohort:
    """A cohort with what the models say of it.

    Parameters
    ----------
    rad_scores : (n_cases, n_arms), logit scale
    risks : (n_cases, n_models), probability 0–1; training rows are cross-fitted
    prediction_set : the models
    simulated : whether the patients are
    """

    cohort: Cohort
    rad_scores: pd.DataFrame
    risks: pd.DataFrame
    prediction_set: PredictionSet
    simulated: bool


@lru_cache(maxsize=1)
def read_demo() -> ReviewedCohort:
    """The demonstration cohort without its feature tables, which the pages do not need."""
    card = read_card(COHORT_FOLDER)
    table, scores, risks = (
        pd.read_csv(COHORT_FOLDER / name, index_col="case_id")
        for name in ("clinical.csv", "rad-scores.csv", "risks.csv")
    )
    cohort = _build_cohort(table, str(card.extra["event"]))
    return ReviewedCohort(cohort, scores, risks, read_prediction_set(DEFAULT_SET), bool(card.extra["simulated"]))


def read_demo_features() -> Cohort:
    """The demonstration cohort with the feature tables of all arms."""
    card = read_card(COHORT_FOLDER)
    table = pd.read_csv(COHORT_FOLDER / "clinical.csv", index_col="case_id")
    features = {arm: read_features(COHORT_FOLDER / f"features-{arm}.parquet") for arm in ARMS}
    return _build_cohort(table, str(card.extra["event"]), features)


def _build_cohort(table: pd.DataFrame, event: str, features: dict[str, FeatureTable] | None = None) -> Cohort:
    return Cohort(
        features=features or {},
        outcome=table["event"],
        event_name=event,
        clinical=table.drop(columns=["event", "is_training"]),
        is_training=table["is_training"],
        patient_id=pd.Series(table.index, index=table.index, name="patient_id"),
    )
