"""AUCs of different cases against pROC, and at the edges."""

import numpy as np
import pytest

from core.evaluation.roc import roc_curve
from core.evaluation.unpaired import unpaired_test

CLOSE = 1e-8


@pytest.fixture
def apart(witness):
    half = np.arange(1, len(witness.table) + 1) % 2 == 0
    one, other = witness.table[half], witness.table[~half]
    return unpaired_test(one["event"], one["score_a"], other["event"], other["score_b"]), witness.said["test"][
        "unpaired"
    ]


def test_t_freedom_and_p_equal_those_of_proc(apart):
    test, expected = apart

    ours = (test.t, test.degrees_of_freedom, test.p_value)

    assert ours == pytest.approx([expected[name] for name in ("t", "degrees_of_freedom", "p_value")], rel=CLOSE)


def test_aucs_equal_those_of_proc(apart):
    test, expected = apart

    assert (test.auc_a, test.auc_b) == pytest.approx(expected["auc"], rel=CLOSE)


def test_the_interval_excludes_zero_exactly_when_p_is_below_its_complement(apart):
    test, _ = apart

    assert (test.ci_low > 0 or test.ci_high < 0) == (test.p_value < 0.05)
    assert (test.ci_low + test.ci_high) / 2 == pytest.approx(test.difference)


def test_exchanging_the_sides_turns_the_sign(noisy):
    event, score = noisy

    one, two = unpaired_test(event, score, event, -score), unpaired_test(event, -score, event, score)

    assert (one.t, one.ci_low) == pytest.approx((-two.t, -two.ci_high))


def test_more_cases_than_the_other_side_are_welcome(noisy):
    event, score = noisy
    few = np.flatnonzero(event)[:3].tolist() + np.flatnonzero(~event)[:3].tolist()

    test = unpaired_test(event, score, event[few], score[few])

    assert test.auc_a == roc_curve(event, score).auc


def test_two_perfect_scores_have_no_test():
    event = np.arange(8) >= 4

    test = unpaired_test(event, np.arange(8), event, -np.arange(8))

    assert test.difference == 1
    assert np.isnan([test.t, test.p_value, test.ci_low, test.degrees_of_freedom]).all()
