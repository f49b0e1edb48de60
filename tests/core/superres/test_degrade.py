import numpy as np
import pytest
import torch

from core.superres.consistency import measure
from core.superres.degrade import Degradation, bias_field, draw_degradation, simulate_measurement, vary_scene

TRUTH = torch.from_numpy(np.random.default_rng(0).random((24, 20, 16)).astype(np.float32))


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def test_an_ideal_acquisition_truncates_k_space() -> None:
    assert torch.equal(simulate_measurement(TRUTH, Degradation(), rng()), measure(TRUTH))


def test_averaging_keeps_the_mean_of_every_eight_voxels() -> None:
    coarse = simulate_measurement(TRUTH, Degradation("box"), rng())

    assert torch.allclose(coarse[3, 2, 1], TRUTH[6:8, 4:6, 2:4].mean(), atol=1e-6)


@pytest.mark.parametrize("sampling", ["k-space", "box", "profile"])
def test_every_sampling_keeps_a_constant(sampling: str) -> None:
    coarse = simulate_measurement(torch.full((12, 10, 8), 0.7), Degradation(sampling), rng())

    assert torch.allclose(coarse, torch.full((6, 5, 4), 0.7), atol=1e-5)


def test_a_slice_profile_has_the_width_it_says() -> None:
    line = torch.zeros(4, 4, 200)
    line[..., 100] = 1
    seen = simulate_measurement(line, Degradation("profile", width=4.0), rng())[0, 0]

    centre = torch.arange(100) - (seen * torch.arange(100)).sum() / seen.sum()
    deviation = torch.sqrt((seen * centre**2).sum() / seen.sum())
    assert 2.3548 * float(deviation) == pytest.approx(4.0, rel=0.05)


def test_a_taper_dims_high_frequencies_only() -> None:
    def share(taper: float, cycles: int) -> float:
        wave = torch.cos(torch.pi * cycles * (torch.arange(64) + 0.5) / 64)[:, None, None].expand(64, 4, 4)
        coarse = simulate_measurement(wave, Degradation(taper=taper), rng())
        return float(coarse.std() / measure(wave).std())

    assert share(0.5, 4) == pytest.approx(1, abs=1e-3)
    assert share(0.5, 28) < 0.5


def test_partial_fourier_halves_what_was_seen_once() -> None:
    wave = torch.cos(torch.pi * 28 * (torch.arange(64) + 0.5) / 64)[:, None, None].expand(64, 4, 4)

    coarse = simulate_measurement(wave, Degradation(partial=0.75), rng())

    assert float(coarse.std() / measure(wave).std()) == pytest.approx(0.5, abs=1e-3)


def test_noise_has_the_strength_it_says_far_from_zero() -> None:
    noisy = simulate_measurement(torch.full((40, 40, 40), 0.8), Degradation(noise=0.02), rng())

    assert float(noisy.std()) == pytest.approx(0.02, rel=0.05)


def test_noise_on_nothing_is_of_rayleigh_s_mean() -> None:
    noisy = simulate_measurement(torch.zeros(60, 60, 60), Degradation(noise=0.02), rng())

    assert float(noisy.mean()) == pytest.approx(0.02 * np.sqrt(np.pi / 2), rel=0.02)


def test_a_bias_field_stays_within_its_strength() -> None:
    field = bias_field((9, 8, 7), 0.2, rng())

    assert np.abs(field - 1).max() == pytest.approx(0.2, abs=1e-6)


def test_gamma_and_bias_leave_black_and_order_alone() -> None:
    varied = vary_scene(torch.tensor([[[0.0, 0.25, 1.0]]]), Degradation(gamma=0.5), rng())

    assert torch.allclose(varied, torch.tensor([[[0.0, 0.5, 1.0]]]))


def test_the_same_seed_draws_and_measures_the_same() -> None:
    def once() -> torch.Tensor:
        same = rng()
        return simulate_measurement(TRUTH, draw_degradation(same), same)

    assert torch.equal(once(), once())
