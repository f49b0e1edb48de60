"""The intervals of the risks of the demonstration's validation patients, by the models that ship."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from core.demo.read import read_demo, read_demo_scores
from core.prediction.logistic import predict_risk
from core.prediction_set import read_prediction_set


@lru_cache(maxsize=1)
def read_demo_intervals() -> Mapping[str, pd.DataFrame]:
    """Model to the 95 % interval of every validation patient, (n_validation, 2), columns low and high, probability 0–1.

    Training patients have none: their risks are cross-fitted, each by a model that was learnt without them, and not
    kept.
    """
    held, cohort = read_prediction_set(), read_demo().cohort.validation
    scores = read_demo_scores().loc[cohort.outcome.index]
    found = {}
    for name, model in held.models.items():
        arm = held.arm_of(model)
        table = cohort.clinical if arm is None else cohort.clinical.assign(rad_score=scores[arm])
        found[name] = predict_risk(model, table)[["low", "high"]]
    return found
