"""Simulated cases of two splits, with two risks and a score that is none."""

import numpy as np
import pandas as pd
import pytest

from core.report.evaluation_settings import EvaluationSettings
from core.scores import ScoredCases


@pytest.fixture(scope="session")
def scored() -> ScoredCases:
    rng = np.random.default_rng(2)
    index = pd.Index([f"c{n}" for n in range(90)], name="case_id")
    outcome = pd.Series(rng.random(90) < 0.4, index=index)
    scores = pd.DataFrame(
        {"risk": 0.6 * rng.random(90) + 0.4 * outcome, "second": 0.8 * rng.random(90) + 0.2 * outcome}
    )
    scores["logit"] = rng.normal(size=90) + outcome.to_numpy()
    return ScoredCases(outcome, scores.set_axis(index), pd.Series(np.arange(90) < 60, index=index), pd.DataFrame())


@pytest.fixture(scope="session")
def settings() -> EvaluationSettings:
    return EvaluationSettings(resamples=50)
