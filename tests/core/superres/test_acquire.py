import numpy as np
import pytest

from core.superres.acquire import interpolate_volume, measure_volume
from core.superres.degrade import Degradation
from core.superres.quality import consistency_error
from core.values import Volume
from core.values.images import corners

RNG = np.random.default_rng(1)
AFFINE = np.array([[0, 1.0, 0.1, 7], [-1.2, 0, 0, -3], [0, 0.1, 4.0, 20], [0, 0, 0, 1]])
TRUTH = Volume(300 * RNG.random((16, 20, 12)) - 40, AFFINE)


def test_a_measured_volume_fills_the_box_of_its_truth() -> None:
    coarse = measure_volume(TRUTH, Degradation())

    assert coarse.shape == (8, 10, 6)
    assert np.abs(corners(coarse) - corners(TRUTH)).max() < 1e-9


def test_an_ideal_measurement_keeps_mean_and_scale() -> None:
    assert measure_volume(TRUTH, Degradation()).data.mean() == pytest.approx(TRUTH.data.mean(), rel=1e-4)


def test_interpolation_inverts_the_measurement() -> None:
    coarse = measure_volume(TRUTH, Degradation())

    assert consistency_error(coarse.data, interpolate_volume(coarse).data) < 1e-6


def test_a_slice_profile_blurs_the_thickest_axis_wherever_it_is_stored() -> None:
    how = Degradation(sampling="profile")
    turned = Volume(TRUTH.data.transpose(2, 0, 1), AFFINE[:, [2, 0, 1, 3]])

    assert np.allclose(measure_volume(turned, how).data, measure_volume(TRUTH, how).data.transpose(2, 0, 1), atol=1e-3)


def test_noise_repeats_with_its_seed() -> None:
    noisy = Degradation(noise=0.01)

    assert measure_volume(TRUTH, noisy, seed=2) == measure_volume(TRUTH, noisy, seed=2)
    assert measure_volume(TRUTH, noisy, seed=2) != measure_volume(TRUTH, noisy, seed=3)
