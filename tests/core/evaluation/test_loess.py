"""The smoother against R's loess, and what a local quadratic must do."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation import loess
from core.evaluation.loess import fit_loess, smooth_loess

CLOSE = 1e-8


@pytest.fixture
def smoothed(witness):
    expected = witness.said["calibration"]["loess"]
    table = witness.table
    return smooth_loess(table["risk_a"], table["event"], expected["at"]), expected


def test_the_curve_equals_that_of_r(smoothed):
    smooth, expected = smoothed

    assert smooth.value == pytest.approx(expected["fit"], rel=CLOSE, abs=1e-10)


def test_the_standard_error_equals_that_of_r(smoothed):
    smooth, expected = smoothed

    assert smooth.error == pytest.approx(expected["error"], rel=CLOSE)


def test_the_band_equals_that_of_r(smoothed):
    smooth, expected = smoothed

    assert smooth.ci_low == pytest.approx(expected["low"], rel=CLOSE, abs=1e-10)
    assert smooth.ci_high == pytest.approx(expected["high"], rel=CLOSE, abs=1e-10)


def test_a_parabola_is_found_without_error():
    x = np.linspace(0, 1, 40)

    smooth = smooth_loess(x, 3 * x**2 - x, [0.1, 0.55, 1.0])

    assert smooth.value == pytest.approx([-0.07, 0.3575, 2.0])
    assert smooth.error == pytest.approx([0, 0, 0], abs=1e-9)


def test_places_may_come_in_any_order(noisy):
    event, score = noisy

    there, back = smooth_loess(score, event, [0.1, 0.4, 0.2]), smooth_loess(score, event, [0.2, 0.4, 0.1])

    assert there.value == pytest.approx(back.value[::-1])
    assert there.ci_low == pytest.approx(back.ci_low[::-1])


def test_many_cases_have_nearly_the_band_of_all_pairs(monkeypatch):
    rng = np.random.default_rng(4)
    risk = rng.random(1500)
    event, at = rng.random(1500) < risk, np.linspace(0.02, 0.98, 60)
    exact = smooth_loess(risk, event, at)
    monkeypatch.setattr(loess, "EXACT", 100)

    assert smooth_loess(risk, event, at).error == pytest.approx(exact.error, rel=5e-3)


def test_blocks_change_memory_and_nothing_else(noisy, monkeypatch):
    event, score = noisy
    at = np.linspace(0, 1, 11)
    whole = fit_loess(score, event, at)
    monkeypatch.setattr(loess, "CELLS", 80)

    assert fit_loess(score, event, at) == pytest.approx(whole)
    assert smooth_loess(score, event, at).value == pytest.approx(whole)


def test_values_that_are_mostly_the_same_are_refused():
    with pytest.raises(CohortError, match="a smooth curve needs values that differ"):
        fit_loess([0.5] * 9 + [0.9], [0, 1] * 5, [0.5])
