"""Calibration against rms, glm and ResourceSelection, and where its numbers have an obvious value."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.calibration import calibration, calibration_groups, hosmer_lemeshow

CLOSE = 1e-8


@pytest.fixture
def judged(witness):
    return calibration(witness.table["event"], witness.table["risk_a"]), witness.said["calibration"]


def test_intercept_and_slope_equal_those_of_rms_at_its_maximum(judged):
    ours, expected = judged

    assert (ours.intercept, ours.slope) == pytest.approx(expected["line"], rel=CLOSE)


def test_intercept_and_slope_equal_val_prob_as_far_as_it_iterates(judged):
    """val.prob stops when the deviance moves by less than 0.00025, a few 1e-6 before the maximum."""
    ours, expected = judged

    assert (ours.intercept, ours.slope) == pytest.approx((expected["intercept"], expected["slope"]), rel=2e-4)


def test_standard_errors_and_the_intercept_in_the_large_equal_those_of_r(judged):
    ours, expected = judged

    assert (ours.intercept_error, ours.slope_error) == pytest.approx(expected["error"], rel=CLOSE)
    assert ours.in_the_large == pytest.approx(expected["in_the_large"], rel=CLOSE)


def test_brier_scores_and_expected_events_equal_those_of_r(judged):
    ours, expected = judged

    assert (ours.brier, ours.scaled_brier) == pytest.approx((expected["brier"], expected["scaled_brier"]), rel=CLOSE)
    assert ours.expected_to_observed == pytest.approx(expected["expected_to_observed"], rel=CLOSE)


@pytest.mark.parametrize("place", [0, 1])
def test_hosmer_lemeshow_equals_that_of_resource_selection(sourced, place):
    expected = sourced.said["hosmer_lemeshow"][place]

    ours = hosmer_lemeshow(sourced.table["event"], sourced.table["risk_a"], expected["groups"])

    assert ours.degrees_of_freedom == expected["degrees_of_freedom"]
    assert (ours.statistic, ours.p_value) == pytest.approx((expected["statistic"], expected["p_value"]), rel=CLOSE)


def test_on_other_cases_every_group_is_a_degree_of_freedom(cases):
    inside, outside = (hosmer_lemeshow(cases["event"], cases["risk_a"], 5, external) for external in (False, True))

    assert (inside.degrees_of_freedom, outside.degrees_of_freedom) == (3, 5)
    assert outside.statistic == inside.statistic
    assert outside.p_value > inside.p_value


def test_groups_hold_every_case_once(cases):
    table = calibration_groups(cases["event"], cases["risk_a"], 7)

    assert (table["n"].sum(), table["events"].sum()) == (122, cases["event"].sum())
    assert table["expected"].sum() == pytest.approx(cases["risk_a"].sum())
    assert ((table["ci_low"] <= table["observed"]) & (table["observed"] <= table["ci_high"])).all()


def test_a_risk_on_an_edge_belongs_below_it():
    table = calibration_groups([0, 1, 0, 1, 1], [0.1, 0.2, 0.3, 0.4, 0.5], 2)

    assert (table["n"].to_list(), table["high"].to_list()) == ([3, 2], [0.3, 0.5])


def test_risks_of_two_values_make_two_groups_at_most():
    with pytest.raises(CohortError, match="risks must form at least two groups, but 1 came"):
        calibration_groups([0, 1, 0, 1], [0.2, 0.2, 0.7, 0.7], 1)


def test_a_true_risk_is_well_calibrated():
    rng = np.random.default_rng(0)
    risk = rng.random(20_000)
    ours = calibration(rng.random(20_000) < risk, risk)

    assert (ours.intercept, ours.slope, ours.expected_to_observed) == pytest.approx((0, 1, 1), abs=0.06)
    assert ours.brier == pytest.approx(1 / 6, abs=0.005)


def test_the_prevalence_as_risk_is_worth_nothing_and_has_no_slope():
    ours = calibration([0, 0, 0, 1], [0.25] * 4)

    assert (ours.scaled_brier, ours.expected_to_observed) == (0, 1)
    assert np.isnan([ours.slope, ours.intercept]).all()
    assert ours.in_the_large == pytest.approx(0, abs=1e-12)


def test_perfect_separation_has_no_slope_but_a_brier_score():
    ours = calibration([0, 0, 1, 1], [0.1, 0.2, 0.7, 0.9])

    assert np.isnan(ours.slope)
    assert ours.brier == pytest.approx(0.0375)


def test_risks_of_nothing_and_of_certainty_are_left_out_of_the_line_and_counted():
    ours = calibration([0, 1, 0, 1, 0, 1], [0.0, 1.0, 0.3, 0.4, 0.6, 0.5])
    without = calibration([0, 1, 0, 1], [0.3, 0.4, 0.6, 0.5])

    assert (ours.left_out, ours.n) == (2, 6)
    assert ours.slope == without.slope


def test_one_outcome_only_is_refused():
    with pytest.raises(CohortError, match="both outcomes must occur"):
        calibration([1, 1], [0.2, 0.4])
