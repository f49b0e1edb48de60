"""The paired DeLong test against pROC, by hand for few cases, and at its edges."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.delong import component_variance, delong_test, structural_components
from core.evaluation.roc import roc_curve

CLOSE = 1e-9
PAIRS = {
    "a_b": ("score_a", "score_b"),
    "b_a": ("score_b", "score_a"),
    "b_tied": ("score_b", "score_tied"),
    "small_a_b": ("score_a", "score_b"),
}


@pytest.fixture(params=PAIRS)
def compared(request, cases, r_says):
    table = cases.head(24) if request.param.startswith("small") else cases
    one, other = PAIRS[request.param]
    return delong_test(table["event"], table[one], table[other]), r_says["test"][request.param]


def test_z_and_p_equal_those_of_proc_sign_included(compared):
    test, expected = compared

    assert (test.z, test.p_value) == pytest.approx((expected["z"], expected["p_value"]), rel=CLOSE)


def test_interval_of_the_difference_equals_that_of_proc(compared):
    test, expected = compared

    assert (test.ci_low, test.ci_high) == pytest.approx(expected["interval"], rel=CLOSE)


def test_both_aucs_equal_those_of_proc(compared):
    test, expected = compared

    assert (test.auc_a, test.auc_b) == pytest.approx(expected["auc"], rel=CLOSE)


def test_the_aucs_are_those_of_the_curves(noisy):
    event, score = noisy

    test = delong_test(event, score, -score)

    assert (test.auc_a, test.auc_b) == (roc_curve(event, score).auc, roc_curve(event, -score).auc)


def test_a_score_against_itself_does_not_differ(noisy):
    event, score = noisy

    test = delong_test(event, score, score)

    assert (test.difference, test.ci_low, test.ci_high, test.z, test.p_value) == (0, 0, 0, 0, 1)


def test_a_rising_map_of_the_score_does_not_differ(noisy):
    event, score = noisy

    test = delong_test(event, score, 5 + np.exp(score))

    assert (test.z, test.p_value) == (0, 1)


def test_exchanging_the_scores_turns_the_sign(noisy):
    event, score = noisy
    other = np.random.default_rng(9).normal(size=40)

    one, two = delong_test(event, score, other), delong_test(event, other, score)

    assert (one.z, one.ci_low) == pytest.approx((-two.z, -two.ci_high), abs=1e-12)
    assert one.p_value == pytest.approx(two.p_value, abs=1e-12)


def test_the_interval_excludes_zero_exactly_when_p_is_below_its_complement(noisy):
    event, score = noisy
    other = np.random.default_rng(3).normal(size=40)

    test = delong_test(event, score, other, level=0.8)

    assert (test.ci_low > 0 or test.ci_high < 0) == (test.p_value < 0.2)


def test_a_difference_without_variance_is_not_called_significant():
    event = np.arange(8) >= 4

    test = delong_test(event, np.arange(8), -np.arange(8))

    assert test.difference == 1
    assert np.isnan([test.z, test.p_value, test.ci_low, test.ci_high]).all()


def test_one_event_alone_cannot_be_compared():
    test = delong_test([0, 0, 0, 1], [1, 2, 4, 3], [4, 1, 2, 3])

    assert np.isnan([test.z, test.p_value]).all()


def test_variance_equals_the_one_written_over_all_pairs(noisy):
    event, score = noisy
    wins, losses = structural_components(event, score[None])
    pairs = score[event][:, None] - score[~event][None]
    kernel = np.where(pairs > 0, 1.0, np.where(pairs == 0, 0.5, 0.0))

    plain = kernel.mean(1).var(ddof=1) / len(kernel) + kernel.mean(0).var(ddof=1) / kernel.shape[1]

    assert component_variance(wins[0], losses[0]) == pytest.approx(plain, rel=1e-12)


def test_counts_behind_the_test_are_told(cases):
    test = delong_test(cases["event"], cases["score_a"], cases["score_b"])

    assert (test.n_events, test.n_non_events) == (54, 68)


def test_scores_of_unequal_length_are_refused():
    with pytest.raises(CohortError, match="one entry per case"):
        delong_test([0, 1, 1], [1, 2, 3], [1, 2])
