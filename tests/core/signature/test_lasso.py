"""The LASSO path against glmnet, and against the conditions every optimum meets."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import FitError
from core.signature import lasso
from core.signature.lasso import case_deviance, cross_validated_lasso, fit_path, penalty_path, standard_of

HERE = Path(__file__).parents[2] / "references"


def wide(cases=40, features=90):
    rng = np.random.default_rng(5)
    values = rng.normal(size=(cases, 1)) + rng.normal(size=(cases, features))
    outcome = (values[:, 0] + rng.normal(size=cases) > 0).astype(float)
    return (values - values.mean(axis=0)) / values.std(axis=0), outcome


def test_coefficients_are_those_of_glmnet():
    reference = json.loads((HERE / "signature.json").read_text())
    cases = pd.read_csv(HERE / "signature_cases.csv")
    values = cases.drop(columns="event").to_numpy()
    values = (values - values.mean(axis=0)) / values.std(axis=0)
    path = fit_path(values, cases["event"].to_numpy(dtype=float), np.array(reference["penalties"]))
    np.testing.assert_allclose(path[:, 1:], reference["coefficients"], atol=1e-6)
    np.testing.assert_allclose(path[:, 0], reference["intercepts"], atol=1e-6)


def test_gradient_meets_the_conditions_of_an_optimum_with_more_features_than_cases():
    values, outcome = wide()
    penalties = np.geomspace(0.5, 0.01, 20)
    path = fit_path(values, outcome, penalties)
    residual = outcome[:, None] - 1 / (1 + np.exp(-(path[:, 0] + values @ path[:, 1:].T)))
    gradient, limit = values.T @ residual / len(outcome), penalties[None, :] * np.ones((values.shape[1], 1))
    kept = path[:, 1:].T != 0
    np.testing.assert_allclose(residual.mean(axis=0), 0, atol=1e-7)
    np.testing.assert_allclose(gradient[kept], (limit * np.sign(path[:, 1:].T))[kept], atol=1e-6)
    assert (np.abs(gradient) <= limit + 1e-6).all()


def test_a_large_penalty_leaves_the_prevalence_alone():
    values, outcome = wide()
    intercept, *slopes = fit_path(values, outcome, np.array([0.5]))[0]
    assert 1 / (1 + np.exp(-intercept)) == pytest.approx(outcome.mean())
    assert not any(slopes)


def test_path_stops_before_it_keeps_too_many():
    values, outcome = wide()
    path = fit_path(values, outcome, np.geomspace(0.5, 0.005, 40), most=6)
    assert np.count_nonzero(path[:, 1:], axis=1).max() <= 6
    assert 1 < len(path) < 40


def test_deviance_of_even_odds_is_two_log_two():
    deviance = case_deviance(np.zeros((1, 3)), np.ones((4, 2)), np.array([0.0, 1.0, 0.0, 1.0]))
    np.testing.assert_allclose(deviance, np.full((1, 4), 2 * np.log(2)))


def test_a_path_that_does_not_settle_is_refused(monkeypatch):
    monkeypatch.setattr(lasso, "follow_path", lambda *_: (np.empty((0, 91)), False))
    with pytest.raises(FitError, match=r"must settle within 100 steps, but it did not at penalty 0\.05"):
        fit_path(*wide(), np.array([0.05]))


@pytest.fixture(scope="module", params=["tall", "wide", "alike"])
def glmnet(request):
    """What glmnet says of one matrix, and the matrix, outcome and folds."""
    cases = pd.read_csv(HERE / "lasso_cases.csv").query("set == @request.param")
    values = cases.filter(regex="^f[0-9]").dropna(axis=1).to_numpy()
    reference = json.loads((HERE / "lasso.json").read_text())[request.param]
    return reference, values, cases["event"].to_numpy(dtype=float), cases["fold"].to_numpy()


def test_penalties_are_those_of_glmnet(glmnet):
    reference, values, outcome, _ = glmnet
    center, scale = standard_of(values)
    found = penalty_path((values - center) / scale, outcome)[: len(reference["penalties"])]
    np.testing.assert_allclose(found, reference["penalties"], rtol=1e-12)


def test_cross_validation_is_that_of_glmnet(glmnet):
    reference, values, outcome, folds = glmnet
    choice = cross_validated_lasso(values, outcome, folds, np.array(reference["penalties"]))
    np.testing.assert_allclose(choice.deviance["mean"], reference["mean"], atol=1e-4)
    np.testing.assert_allclose(choice.deviance["standard_error"], reference["standard_error"], atol=1e-4)
    assert choice.smallest == pytest.approx(reference["penalty_min"], rel=1e-12)
    assert choice.sparsest == pytest.approx(reference["penalty_1se"], rel=1e-12)


@pytest.mark.parametrize("rule", ["min", "1se"])
def test_coefficients_at_the_chosen_penalty_are_those_of_glmnet(glmnet, rule):
    reference, values, outcome, _ = glmnet
    center, scale = standard_of(values)
    path = fit_path((values - center) / scale, outcome, np.array([reference[f"penalty_{rule}"]]))
    np.testing.assert_allclose(path[0, 1:], reference[f"coefficients_{rule}"], atol=1e-5)


def test_coefficients_rest_once_nearly_all_is_explained():
    values = np.linspace(-1, 1, 20)[:, None]
    path = fit_path(values, (values[:, 0] > 0).astype(float), np.geomspace(0.4, 1e-8, 60))
    assert np.isfinite(path).all()
    assert (path[-1] == path[-2]).all()
