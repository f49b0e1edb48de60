"""What cannot be estimated is refused; the threshold is Youden's."""

import numpy as np
import pytest

from core.errors import FitError
from core.prediction.likelihood import maximise_likelihood, youden_threshold

OUTCOME = np.array([True] * 5 + [False] * 5)


def design_of(*columns):
    return np.column_stack([np.ones(10), *columns])


def test_intercept_alone_is_the_logit_of_the_prevalence():
    coefficients, covariance = maximise_likelihood(np.ones((10, 1)), np.arange(10) < 2, "")
    assert coefficients[0] == pytest.approx(np.log(2 / 8))
    assert covariance[0, 0] == pytest.approx(1 / 2 + 1 / 8)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_separation_is_refused_whatever_the_unit(scale):
    with pytest.raises(FitError, match=r"outcomes must overlap, but the predictors .diameter. divide"):
        maximise_likelihood(design_of(scale * np.arange(10.0)), OUTCOME, "diameter")


def test_separation_but_for_a_tie_is_refused():
    with pytest.raises(FitError, match="perfectly"):
        maximise_likelihood(design_of([9, 8, 7, 6, 5, 5, 4, 3, 2, 1]), OUTCOME, "diameter")


def test_a_level_that_only_events_have_is_refused():
    with pytest.raises(FitError, match="perfectly"):
        maximise_likelihood(design_of([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], np.tile([0, 1], 5)), OUTCOME, "a, b")


def test_overlapping_outcomes_are_not_taken_for_separation():
    coefficients, _ = maximise_likelihood(design_of([9, 8, 7, 6, 4, 5, 4, 3, 2, 1]), OUTCOME, "diameter")
    assert np.isfinite(coefficients).all()


@pytest.mark.parametrize("column", [np.ones(10), 2 * np.tile([0.0, 1.0], 5) + 3])
def test_predictors_that_repeat_one_another_are_refused(column):
    with pytest.raises(FitError, match="among a, b one repeats the others"):
        maximise_likelihood(design_of(np.tile([0.0, 1.0], 5), column), OUTCOME, "a, b")


@pytest.mark.parametrize("outcome", [np.ones(10, bool), np.zeros(10, bool)])
def test_one_outcome_alone_is_refused(outcome):
    with pytest.raises(FitError, match="cases with and without the event are needed"):
        maximise_likelihood(design_of(np.arange(10.0)), outcome, "a")


def test_threshold_is_the_best_of_all_pairs_of_neighbours():
    rng = np.random.default_rng(2)
    risk, outcome = rng.random(40).round(2), rng.random(40) < 0.4
    youden = {t: (risk[outcome] >= t).mean() + (risk[~outcome] < t).mean() for t in np.arange(0.005, 1, 0.01)}
    found = youden_threshold(outcome, risk)
    assert (risk[outcome] >= found).mean() + (risk[~outcome] < found).mean() == pytest.approx(max(youden.values()))


def test_threshold_lies_midway_between_two_risks():
    assert youden_threshold(np.array([False, False, True]), np.array([0.1, 0.2, 0.6])) == pytest.approx(0.4)


def test_highest_of_equally_good_thresholds_is_taken():
    risk, outcome = np.array([0.1, 0.2, 0.3, 0.4]), np.array([False, True, False, True])
    assert youden_threshold(outcome, risk) == pytest.approx(0.35)


def test_equal_risks_give_no_threshold():
    with pytest.raises(FitError, match="all have the same"):
        youden_threshold(OUTCOME, np.full(10, 0.5))
