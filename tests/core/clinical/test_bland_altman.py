"""Limits of agreement against R, and what must hold by definition."""

import numpy as np
import pytest

from core.clinical.bland_altman import bland_altman
from core.errors import CohortError


def test_r_gives_the_same_bias_and_limits(readings, r_says) -> None:
    expected = r_says["readings"][readings.attrs["set"]]["bland_altman"]

    found = bland_altman(readings["sum_1"], readings["sum_2"])

    for name, value in expected.items():
        assert getattr(found, name) == pytest.approx(value, abs=1e-9)


def test_two_equal_readings_have_no_bias_and_no_width() -> None:
    found = bland_altman([1, 2, 3], [1, 2, 3])

    assert (found.bias, found.low, found.high, found.low_interval) == (0, 0, 0, (0, 0))


def test_the_limits_hold_most_differences() -> None:
    x = np.random.default_rng(2).normal(size=(2, 4000))
    found = bland_altman(*x)

    assert np.mean((found.differences > found.low) & (found.differences < found.high)) == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize("second", [[1, 2], [1, 2, 3, 4]])
def test_what_does_not_pair_is_refused(second: list[float]) -> None:
    with pytest.raises(CohortError, match="three pairs"):
        bland_altman([1, 2, 3], second)
