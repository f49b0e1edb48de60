import numpy as np
import torch

from core.superres.consistency import interpolate_sinc, truncate
from core.superres.degrade import build_pair, upper_share
from core.values import Volume

WHITE = np.random.default_rng(0).normal(size=(40, 36, 34))


def test_the_pair_adds_up_to_the_truth() -> None:
    pair = build_pair(Volume(WHITE, np.eye(4)))
    truth = interpolate_sinc(pair.coarse.float()) + pair.missing.float()
    low, high = np.percentile(WHITE, (0.5, 99.5))

    assert np.allclose(truth.numpy(), (WHITE - low) / (high - low), atol=2e-3)


def test_what_is_missing_cannot_be_measured() -> None:
    pair = build_pair(Volume(WHITE, np.eye(4)))

    assert truncate(pair.missing.float()).abs().max() < 2e-3


def test_an_interpolated_axis_is_found_and_halved() -> None:
    smooth = interpolate_sinc(torch.from_numpy(WHITE)[:, ::2, ::2].float()).numpy()
    only_first = smooth[:, ::2, ::2]

    assert upper_share(only_first, 0) < 0.001
    assert build_pair(Volume(only_first, np.eye(4))).missing.shape == (40, 18, 16)


def test_white_noise_fills_half_of_its_spectrum_above_the_middle() -> None:
    assert 0.45 < upper_share(WHITE, 1) < 0.55


def test_only_axes_of_equal_spacing_may_be_swapped() -> None:
    assert build_pair(Volume(WHITE, np.diag([1, 1, 3, 1.0]))).swappable == ((0, 1),)
