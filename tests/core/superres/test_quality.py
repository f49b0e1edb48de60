import numpy as np
import pytest
import torch

from core.superres.consistency import interpolate, measure, measurement_of
from core.superres.quality import (
    BANDS,
    band_energies,
    band_images,
    consistency_error,
    foreground_of,
    intensity_span,
    nrmse,
    psnr,
    recovered_shares,
    ssim,
)

RNG = np.random.default_rng(0)
TRUTH = RNG.random((12, 12, 12)).astype(np.float32)
ALL = np.ones(TRUTH.shape, bool)
SINC = interpolate(measure(torch.from_numpy(TRUTH))).numpy()


def test_a_perfect_estimate_has_no_noise() -> None:
    assert psnr(TRUTH, TRUTH, ALL) == float("inf")
    assert ssim(TRUTH, TRUTH, ALL) == pytest.approx(1.0)
    assert nrmse(TRUTH, TRUTH, ALL) == 0


def test_ten_times_the_error_costs_twenty_decibel() -> None:
    gap = psnr(TRUTH, TRUTH + 0.01, ALL) - psnr(TRUTH, TRUTH + 0.1, ALL)

    assert gap == pytest.approx(20.0, abs=1e-3)


def test_only_the_foreground_counts() -> None:
    spoiled = TRUTH.copy()
    spoiled[0] += 5
    rest = np.arange(12)[:, None, None] + 0 * ALL > 0

    assert psnr(TRUTH, spoiled, rest) == float("inf")
    assert nrmse(TRUTH, spoiled, rest) == 0


def test_structure_is_lost_in_noise() -> None:
    assert ssim(TRUTH, RNG.random(TRUTH.shape), ALL) < 0.3


def test_a_constant_image_has_span_one() -> None:
    assert intensity_span(np.full((3, 3, 3), 7.0)) == 1.0


def test_the_dark_surroundings_are_no_foreground() -> None:
    image = np.pad(np.full((4, 4, 4), 100.0), 2)

    assert np.array_equal(foreground_of(image), image > 0)


def test_a_wave_along_one_axis_lies_in_the_band_of_that_axis() -> None:
    wave = np.cos(np.pi * 10 * (np.arange(12) + 0.5) / 12)[None, :, None] + 0 * TRUTH
    energies = band_energies(band_images(wave), ALL)

    assert energies.pop("y") == pytest.approx(0.5, rel=1e-5)
    assert max(energies.values()) < 1e-6


def test_the_axes_of_the_array_may_be_called_otherwise() -> None:
    turned = band_energies(band_images(TRUTH.transpose(2, 0, 1), axes=(1, 2, 0)), ALL)

    assert turned == pytest.approx(band_energies(band_images(TRUTH), ALL), rel=1e-5)


def test_sinc_recovers_nothing_and_the_truth_everything() -> None:
    missing, after_sinc, none = (band_energies(band_images(v), ALL) for v in (TRUTH, TRUTH - SINC, 0 * TRUTH))
    sinc, truth = (recovered_shares(missing, left) for left in (after_sinc, none))

    assert list(sinc.values()) == pytest.approx([0.0] * 9, abs=1e-4)
    assert list(truth.values()) == [1.0] * 9
    assert set(BANDS) < set(truth)


def test_a_shifted_image_contradicts_the_measurement() -> None:
    assert consistency_error(TRUTH, np.repeat(np.repeat(np.repeat(TRUTH, 2, 0), 2, 1), 2, 2) + 1) > 0.5


def test_repeated_slices_agree_with_the_mean_of_thick_ones_alone() -> None:
    box = measurement_of("2D", (1.0, 1.0, 6.0))
    fine = interpolate(torch.from_numpy(TRUTH), box).numpy()

    assert consistency_error(TRUTH, fine, box) < 1e-5 < consistency_error(TRUTH, fine)
