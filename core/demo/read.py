"""Open the demonstration cohort as it ships: what the pages show before anybody uploads anything. Loads no network."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from core.cards import MODELS as FOLDER
from core.cards import read_card
from core.features.tables import read_features
from core.review import MODELS, ReviewedCohort
from core.values import ARMS, Cohort, FeatureTable

COHORT_FOLDER = FOLDER / "demo-cohort-2026.11"


@lru_cache(maxsize=1)
def read_demo() -> ReviewedCohort:
    """The demonstration cohort with its risks; without its feature tables, which the pages do not need."""
    card = read_card(COHORT_FOLDER)
    table, risks = (pd.read_csv(COHORT_FOLDER / name, index_col="case_id") for name in ("clinical.csv", "risks.csv"))
    cohort = _build_cohort(table, str(card.extra["event"]))
    return ReviewedCohort(cohort, risks[list(MODELS)], bool(card.extra["simulated"]))


def read_demo_scores() -> pd.DataFrame:
    """Rad-scores of the demonstration cohort, (n_cases, n_arms), logit scale; training rows are cross-fitted."""
    read_card(COHORT_FOLDER)
    return pd.read_csv(COHORT_FOLDER / "rad-scores.csv", index_col="case_id")


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
