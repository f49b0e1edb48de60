import numpy as np
import pytest
import torch

from core.errors import SettingError
from core.superres.consistency import (
    ALL_K_SPACE,
    BOX,
    K_SPACE,
    REACH,
    interpolate,
    interpolation_matrix,
    measure,
    measured_part_matrix,
    measurement_matrix,
    measurement_of,
    unmeasured_part,
)

SLICES = (K_SPACE, K_SPACE, BOX)


@pytest.mark.parametrize("model", [K_SPACE, BOX])
@pytest.mark.parametrize("n", [1, 2, 5, 8, 33])
def test_measuring_undoes_interpolation(n: int, model: str) -> None:
    again = measurement_matrix(n, model).double() @ interpolation_matrix(n, model).double()

    assert torch.allclose(again, torch.eye(n).double(), atol=1e-6)


def test_a_band_limited_image_is_interpolated_exactly() -> None:
    def wave(n: int) -> torch.Tensor:
        return torch.cos(torch.pi * 3 * (torch.arange(n) + 0.5) / n)

    fine = interpolate(wave(12)[:, None, None].expand(12, 4, 4))

    assert torch.allclose(fine[:, 0, 0], wave(24), atol=1e-5)


def test_averaged_slices_are_interpolated_to_what_was_averaged() -> None:
    fine = torch.cos(torch.pi * 3 * (torch.arange(24) + 0.5) / 24).expand(4, 4, 24)

    assert torch.allclose(interpolate(measure(fine, SLICES), SLICES), fine, atol=1e-5)


def test_inside_a_large_image_measuring_is_truncation_of_k_space() -> None:
    x = np.random.default_rng(1).normal(size=256)
    spectrum = np.fft.fft(np.concatenate([x, x[::-1]]))  # one period of the reflected image
    k = np.fft.fftfreq(512, 1 / 512)
    spectrum[np.abs(k) >= 128] = 0
    centres = np.arange(128) * 2 + 0.5
    expected = (spectrum[None] * np.exp(2j * np.pi * k * centres[:, None] / 512)).sum(1).real / 512
    line = torch.from_numpy(x).float()[:, None, None].expand(256, 2, 2)

    assert np.allclose(measure(line)[:, 0, 0].numpy(), expected, atol=1e-4)


def test_a_region_is_interpolated_as_in_the_whole() -> None:
    coarse = torch.rand(9, 8, 7)
    whole = interpolate(coarse)

    part = interpolate(coarse, region=(slice(2, 6), slice(0, 8), slice(5, 7)))

    assert torch.allclose(part, whole[4:12, :, 10:14], atol=1e-6)


def test_what_is_known_of_averaged_slices_leaves_nothing_to_measure() -> None:
    added = unmeasured_part(torch.rand(8, 8, 8), (BOX, BOX, BOX))

    assert measure(added, (BOX, BOX, BOX)).abs().max() < 1e-6


def cube(cycles: int) -> torch.Tensor:
    """The cosine of so many half cycles along each of three axes of 64 voxels."""
    wave = torch.cos(torch.pi * cycles * (torch.arange(64) + 0.5) / 64)
    return wave[:, None, None] * wave[:, None] * wave


@pytest.mark.parametrize("cycles", [8, 16, 26])
def test_detail_well_within_the_measured_band_is_known(cycles: int) -> None:
    assert unmeasured_part(cube(cycles)).square().mean() < 0.01 * cube(cycles).square().mean()


@pytest.mark.parametrize("measurement", [ALL_K_SPACE, SLICES])
def test_a_smooth_image_is_known_to_its_measurement(measurement: tuple[str, str, str]) -> None:
    assert unmeasured_part(cube(2), measurement).square().mean() < 0.01 * cube(2).square().mean()


def test_averaged_slices_know_what_truncation_would_know() -> None:
    steep = cube(2) + torch.cos(torch.pi * 26 * (torch.arange(64) + 0.5) / 64)

    assert unmeasured_part(steep, SLICES).square().mean() < 0.01 * steep.square().mean()


def test_the_finest_detail_is_unknown_to_a_measurement() -> None:
    assert torch.allclose(unmeasured_part(cube(63)), cube(63), atol=1e-3)


def test_the_known_part_reaches_no_further_than_it_says() -> None:
    matrix = measured_part_matrix(60)
    distance = (torch.arange(120)[:, None] - torch.arange(120)).abs()

    assert matrix[distance > 2 * REACH].abs().max() == 0
    assert torch.allclose(matrix, matrix.T, atol=1e-7)


def test_a_filter_first_used_in_inference_serves_training() -> None:
    measured_part_matrix.cache_clear()
    with torch.inference_mode():
        unmeasured_part(torch.rand(8, 8, 8))

    x = torch.rand(8, 8, 8, requires_grad=True)
    unmeasured_part(x).square().sum().backward()

    assert x.grad is not None


def test_an_acquisition_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingError, match="an acquisition is one of 3D, 2D, but 4D came"):
        measurement_of("4D", (1, 1, 1))
