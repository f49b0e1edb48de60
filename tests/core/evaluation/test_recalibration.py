"""The line from logit to logit where it exists, and where it does not."""

import numpy as np
import pytest
from scipy.special import expit

from core.evaluation.recalibration import fit_line, fit_shift


@pytest.fixture
def many():
    rng = np.random.default_rng(1)
    logit = rng.normal(size=4000)
    return logit, rng.random(4000) < expit(0.3 + 0.6 * logit)


def test_the_line_that_made_the_outcomes_is_found_again(many):
    line = fit_line(*many)

    assert abs(line.intercept - 0.3) < 3 * line.intercept_error
    assert abs(line.slope - 0.6) < 3 * line.slope_error


def test_at_the_maximum_expected_events_are_those_observed(many):
    logit, event = many

    line = fit_line(logit, event)

    assert expit(line.intercept + line.slope * logit).sum() == pytest.approx(event.sum())
    assert expit(fit_shift(logit, event) + logit).sum() == pytest.approx(event.sum())


def test_twice_the_logit_has_half_the_slope(many):
    logit, event = many

    assert fit_line(2 * logit, event).slope == pytest.approx(fit_line(logit, event).slope / 2)


@pytest.mark.parametrize("logit", [[-2.0, -1, 1, 2], [2.0, 1, -1, -2], [-2.0, 0, 0, 2], [1.0, 1, 1, 1]])
def test_divided_outcomes_and_equal_risks_have_no_line(logit):
    line = fit_line(np.array(logit), np.array([False, False, True, True]))

    assert np.isnan([line.intercept, line.slope, line.slope_error]).all()


def test_extreme_risks_that_were_wrong_still_have_a_line():
    logit = np.array([-30.0, 30, -30, 30, 25, -25])

    line = fit_line(logit, np.array([True, False, False, True, True, False]))

    assert 0 < line.slope < 0.1


def test_one_outcome_alone_has_neither_line_nor_shift():
    logit = np.array([0.1, 0.2])

    assert np.isnan([fit_line(logit, np.ones(2, bool)).slope, fit_shift(logit, np.zeros(2, bool))]).all()
