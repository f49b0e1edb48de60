"""A calibration curve is freed of what fitting the model on these very patients has flattered."""

import numpy as np
import pandas as pd
import pytest

from core.calibration_study import correct_model_calibration
from core.prediction.logistic import fit_logistic, predict_risk
from core.values import Term

TERMS = tuple(Term(f"x{place}") for place in range(5))


@pytest.fixture(scope="module")
def cohort():
    """Sixty patients, five predictors of which one knows a little."""
    rng = np.random.default_rng(3)
    ids = [f"P{n:03d}" for n in range(60)]
    table = pd.DataFrame(rng.normal(size=(60, 5)), ids, [term.name for term in TERMS])
    return table, pd.Series(rng.random(60) < 1 / (1 + np.exp(-table["x0"])), ids)


@pytest.fixture(scope="module")
def corrected(cohort):
    model = fit_logistic(*cohort, TERMS, "event", "clinical")
    return model, correct_model_calibration(*cohort, model, resamples=60)


def test_the_places_are_those_of_the_models_own_risks(cohort, corrected):
    model, curve = corrected
    risk = predict_risk(model, cohort[0])["risk"]

    assert (curve.at[0], curve.at[-1]) == pytest.approx((risk.min(), risk.max()))


def test_five_predictors_in_sixty_patients_are_too_sure_of_themselves(corrected):
    _, curve = corrected
    low, high = curve.at < 0.25, curve.at > 0.75

    assert np.nanmean(curve.corrected[low] - curve.apparent[low]) > 0.01
    assert np.nanmean(curve.corrected[high] - curve.apparent[high]) < -0.01


def test_the_same_seed_draws_the_same_curve(cohort, corrected):
    model, curve = corrected

    assert np.array_equal(correct_model_calibration(*cohort, model, resamples=60).corrected, curve.corrected, True)
