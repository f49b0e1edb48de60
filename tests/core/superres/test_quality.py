import numpy as np
import pytest

from core.superres.quality import consistency_error, intensity_span, psnr, ssim

RNG = np.random.default_rng(0)
TRUTH = RNG.random((12, 12, 12))
ALL = np.ones(TRUTH.shape, bool)


def test_a_perfect_estimate_has_no_noise() -> None:
    assert psnr(TRUTH, TRUTH, ALL) == float("inf")
    assert ssim(TRUTH, TRUTH, ALL) == pytest.approx(1.0)


def test_ten_times_the_error_costs_twenty_decibel() -> None:
    gap = psnr(TRUTH, TRUTH + 0.01, ALL) - psnr(TRUTH, TRUTH + 0.1, ALL)

    assert gap == pytest.approx(20.0)


def test_only_the_foreground_counts() -> None:
    spoiled = TRUTH.copy()
    spoiled[0] += 5

    assert psnr(TRUTH, spoiled, np.arange(12)[:, None, None] + 0 * ALL > 0) == float("inf")


def test_structure_is_lost_in_noise() -> None:
    assert ssim(TRUTH, RNG.random(TRUTH.shape), ALL) < 0.3


def test_a_constant_image_has_span_one() -> None:
    assert intensity_span(np.full((3, 3, 3), 7.0)) == 1.0


def test_a_shifted_image_contradicts_the_measurement() -> None:
    assert consistency_error(TRUTH, np.repeat(np.repeat(np.repeat(TRUTH, 2, 0), 2, 1), 2, 2) + 1) > 0.5
