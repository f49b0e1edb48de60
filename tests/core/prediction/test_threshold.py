"""The threshold of the training cases is Youden's."""

import numpy as np
import pytest

from core.errors import FitError
from core.prediction.threshold import youden_threshold


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
        youden_threshold(np.arange(10) < 5, np.full(10, 0.5))
