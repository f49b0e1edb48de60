"""Small cohorts, and a recipe that is quick and overfits: the one feature that tells the training rows apart best."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.resampling.folded import auc_of
from core.values import Cohort, FeatureTable

REFERENCES = Path(__file__).parents[2] / "references"


def cohort_of(seed=0, shape=(60, 30), effect=0.0, per_patient=1, training=1.0):
    """`effect` moves the first feature of cases with the event; without it all is noise."""
    rng = np.random.default_rng(seed)
    cases, features = shape
    index = pd.Index([f"case {n:03d}" for n in range(cases)], name="case_id")
    patient = np.arange(cases) // per_patient
    happened = rng.permutation(np.arange(patient.max() + 1) % 5 < 2)[patient]
    values = pd.DataFrame(rng.normal(size=shape), index=index, columns=[f"f{n}" for n in range(features)])
    values["f0"] += effect * happened
    return Cohort(
        features={"native": FeatureTable(values, "digest", {})},
        outcome=pd.Series(happened, index=index),
        event_name="non-response",
        clinical=pd.DataFrame(index=index),
        is_training=pd.Series(patient < training * (patient.max() + 1), index=index),
        patient_id=pd.Series(patient, index=index),
    )


def learn_best(cohort):
    """The feature, and its direction, with the largest AUC in the training rows."""
    seen = cohort.training
    areas = seen.features["native"].values.apply(lambda feature: auc_of(seen.outcome, feature))
    name = (areas - 0.5).abs().idxmax()
    return partial(score_by, name, np.sign(areas[name] - 0.5))


def score_by(name, sign, cohort):
    return cohort.features["native"].values[name] * sign


@pytest.fixture(scope="session")
def make_cohort():
    return cohort_of


@pytest.fixture(scope="session")
def learner():
    return learn_best


@pytest.fixture(scope="session")
def reference():
    return json.loads((REFERENCES / "resampling.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def reference_cases():
    return pd.read_csv(REFERENCES / "resampling_cases.csv")


@pytest.fixture(scope="session")
def reference_cohort(reference_cases):
    index = pd.Index([f"case {n}" for n in range(len(reference_cases))], name="case_id")
    table = reference_cases.set_axis(index)
    return Cohort(
        features={"native": FeatureTable(table[["x1", "x2", "x3", "x4"]], "digest", {})},
        outcome=table["event"] == 1,
        event_name="event",
        clinical=table[["x1", "x2", "x3", "x4"]],
        is_training=pd.Series(True, index=index),
        patient_id=pd.Series(np.arange(len(table)), index=index),
    )
