"""The likelihood where it has a maximum, Firth's where it has none, and a sentence where nothing can be estimated."""

import numpy as np
import pytest
from scipy.optimize import linprog

from core.errors import FitError
from core.prediction.likelihood import fit_likelihood
from core.values.models import FIRTH, MAXIMUM_LIKELIHOOD

OUTCOME = np.array([True] * 5 + [False] * 5)


def design_of(*columns):
    return np.column_stack([np.ones(10), *columns])


def test_intercept_alone_is_the_logit_of_the_prevalence():
    found = fit_likelihood(np.ones((10, 1)), np.arange(10) < 2, "")
    assert found.coefficients[0] == pytest.approx(np.log(2 / 8))
    assert found.covariance[0, 0] == pytest.approx(1 / 2 + 1 / 8)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_separation_is_answered_by_firth_whatever_the_unit(scale):
    found = fit_likelihood(design_of(scale * np.arange(10.0)), OUTCOME, "diameter")
    plain = fit_likelihood(design_of(np.arange(10.0)), OUTCOME, "diameter")
    assert found.method == FIRTH
    assert found.coefficients[1] * scale == pytest.approx(plain.coefficients[1], rel=1e-6)


@pytest.mark.parametrize(
    "columns", [([9, 8, 7, 6, 5, 5, 4, 3, 2, 1],), ([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], np.tile([0, 1], 5))]
)
def test_separation_but_for_ties_is_seen(columns):
    assert fit_likelihood(design_of(*columns), OUTCOME, "a, b").method == FIRTH


def is_divided(design, outcome):
    """Whether a plane divides the outcomes, ties allowed, by linear programming (Konis 2007)."""
    signed = np.where(outcome, 1.0, -1.0)[:, None] * design
    best = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1), method="highs")
    return bool(-best.fun > 1e-6)


@pytest.mark.parametrize("seed", range(40))
def test_method_is_firth_s_exactly_when_a_plane_divides_the_outcomes(seed):
    rng = np.random.default_rng(seed)
    predictors = np.column_stack([rng.random(24) < 0.3, rng.normal(size=(24, 2)).round(1)])
    design = np.column_stack([np.ones(24), predictors])
    outcome = rng.random(24) < 1 / (1 + np.exp(-3 * predictors.sum(axis=1)))
    assert (fit_likelihood(design, outcome, "a").method == FIRTH) == is_divided(design, outcome)


def test_overlapping_outcomes_are_not_taken_for_separation():
    found = fit_likelihood(design_of([9, 8, 7, 6, 4, 5, 4, 3, 2, 1]), OUTCOME, "diameter")
    assert found.method == MAXIMUM_LIKELIHOOD
    assert np.isfinite(found.coefficients).all()


def test_two_by_two_table_under_firth_is_that_with_a_half_added_to_each_cell():
    sign = np.array([1.0] * 5 + [0.0] * 5)
    found = fit_likelihood(design_of(sign), OUTCOME, "sign")
    assert np.exp(found.coefficients[1]) == pytest.approx((5.5 * 5.5) / (0.5 * 0.5))


@pytest.mark.parametrize("column", [np.ones(10), 2 * np.tile([0.0, 1.0], 5) + 3])
def test_predictors_that_repeat_one_another_are_refused(column):
    with pytest.raises(FitError, match="among a, b one repeats the others"):
        fit_likelihood(design_of(np.tile([0.0, 1.0], 5), column), OUTCOME, "a, b")


@pytest.mark.parametrize("outcome", [np.ones(10, bool), np.zeros(10, bool)])
def test_one_outcome_alone_is_refused(outcome):
    with pytest.raises(FitError, match="cases with and without the event are needed"):
        fit_likelihood(design_of(np.arange(10.0)), outcome, "a")
