"""Small cohorts with and without anything to learn."""

import numpy as np
import pandas as pd
import pytest

from core.values import Cohort, FeatureTable


def cohort_of(seed, shape=(60, 60), strength=0.0, training=45):
    """`strength` ties the event to two of the hidden causes that all features share; without it all is noise."""
    rng = np.random.default_rng(seed)
    cases, features = shape
    hidden = rng.normal(size=(cases, 6))
    values = bool(strength) * hidden @ rng.normal(size=(6, features)) + 2 * rng.normal(size=(cases, features))
    chance = 1 / (1 + np.exp(-strength * hidden[:, :2].sum(axis=1)))
    index = pd.Index([f"case {n:03d}" for n in range(cases)], name="case_id")
    frame = pd.DataFrame(values, index=index, columns=[f"f{n}" for n in range(features)])
    return Cohort(
        features={"native": FeatureTable(frame, "digest", {})},
        outcome=pd.Series(rng.random(cases) < chance, index=index),
        event_name="non-response",
        clinical=pd.DataFrame(index=index),
        is_training=pd.Series(np.arange(cases) < training, index=index),
        patient_id=pd.Series(index.to_numpy(), index=index),
    )


@pytest.fixture(scope="session")
def make_cohort():
    return cohort_of
