import numpy as np
import pytest
import torch

from core.superres.consistency import interpolate_sinc, project, sinc_matrix, truncate


@pytest.mark.parametrize("n", [1, 2, 5, 8, 33])
def test_truncation_undoes_interpolation(n: int) -> None:
    u = sinc_matrix(n).double()

    assert torch.allclose(u.T @ u / 2, torch.eye(n).double(), atol=1e-6)


def test_a_band_limited_image_is_interpolated_exactly() -> None:
    def wave(n: int) -> torch.Tensor:
        return torch.cos(torch.pi * 3 * (torch.arange(n) + 0.5) / n)

    fine = interpolate_sinc(wave(12)[:, None, None].expand(12, 4, 4))

    assert torch.allclose(fine[:, 0, 0], wave(24), atol=1e-5)


def test_the_projection_reproduces_the_measurement_everywhere() -> None:
    torch.manual_seed(0)
    coarse, guess = torch.rand(7, 9, 5), torch.rand(14, 18, 10)

    assert torch.allclose(truncate(project(guess, coarse)), coarse, atol=1e-5)


def test_the_projection_leaves_alone_what_was_not_measured() -> None:
    torch.manual_seed(0)
    coarse, guess = torch.rand(7, 9, 5), torch.rand(14, 18, 10)
    missing = guess - interpolate_sinc(truncate(guess))

    added = project(guess, coarse) - interpolate_sinc(coarse)

    assert torch.allclose(added, missing, atol=1e-5)


def test_inside_a_large_image_truncation_is_that_of_k_space() -> None:
    x = np.random.default_rng(1).normal(size=256)
    spectrum = np.fft.fft(np.concatenate([x, x[::-1]]))  # one period of the reflected image
    k = np.fft.fftfreq(512, 1 / 512)
    spectrum[np.abs(k) >= 128] = 0
    centres = np.arange(128) * 2 + 0.5
    expected = (spectrum[None] * np.exp(2j * np.pi * k * centres[:, None] / 512)).sum(1).real / 512
    line = torch.from_numpy(x).float()[:, None, None].expand(256, 2, 2)

    assert np.allclose(truncate(line)[:, 0, 0].numpy(), expected, atol=1e-4)
