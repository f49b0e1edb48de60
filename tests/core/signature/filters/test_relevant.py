"""mRMR against the obvious walk, and against a copy of the best feature."""

import numpy as np
import pytest
from scipy.stats import pearsonr

from core.signature.filters.relevant import RelevantFeatures

RNG = np.random.default_rng(6)
OUTCOME = np.arange(50) % 2 == 0
VALUES = RNG.normal(size=(50, 9)) + RNG.normal(size=(50, 1)) + OUTCOME[:, None] * np.linspace(1.5, 0, 9)


def information(one, other):
    return -0.5 * np.log(1 - pearsonr(one, other).statistic ** 2)


def walk(count):
    """One feature after the other, everything computed anew."""
    taken = []
    for _ in range(count):
        left = [j for j in range(VALUES.shape[1]) if j not in taken]
        gain = [information(VALUES[:, j], OUTCOME) for j in left]
        if taken:
            gain -= np.array([np.mean([information(VALUES[:, j], VALUES[:, k]) for k in taken]) for j in left])
        taken.append(left[int(np.argmax(gain))])
    return sorted(taken)


@pytest.mark.parametrize("count", [1, 3, 6])
def test_features_are_those_of_the_obvious_walk(count):
    found = RelevantFeatures(count, "pearson").fit(VALUES, OUTCOME).get_support()
    assert np.flatnonzero(found).tolist() == walk(count)


def test_a_copy_of_the_best_comes_last():
    copied = np.column_stack([VALUES, VALUES[:, 0]])
    assert RelevantFeatures(9).fit(copied, OUTCOME).get_support().sum() == 9
    assert not RelevantFeatures(9).fit(copied, OUTCOME).get_support()[[0, 9]].all()


def test_more_than_there_are_keeps_all():
    assert RelevantFeatures(99).fit(VALUES, OUTCOME).get_support().all()
