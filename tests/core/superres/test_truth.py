import numpy as np
import torch

from core.superres.consistency import interpolate
from core.superres.truth import prepare_truth, upper_share
from core.values import Mask, Volume
from core.values.images import corners

WHITE = np.random.default_rng(0).normal(size=(40, 36, 34))
SMOOTH_FIRST = interpolate(torch.from_numpy(WHITE)[:, ::2, ::2].float()).numpy()[:, ::2, ::2]


def test_white_noise_fills_half_of_its_spectrum_above_the_middle() -> None:
    assert 0.45 < upper_share(WHITE, 1) < 0.55


def test_an_interpolated_axis_is_found_and_halved() -> None:
    truth, _, halved = prepare_truth(Volume(SMOOTH_FIRST, np.diag([1.0, 2.0, 2.0, 1.0])))

    assert halved == (0,)
    assert truth.shape == (40, 18, 16)
    assert truth.spacing == (2.0, 2.0, 2.0)


def test_halving_an_axis_moves_no_corner() -> None:
    volume = Volume(SMOOTH_FIRST, np.diag([1.0, 2.0, 2.0, 1.0]))
    truth, _, _ = prepare_truth(volume)

    assert np.abs(corners(truth) - corners(Volume(SMOOTH_FIRST[:, :18, :16], volume.affine))).max() < 1e-9


def test_a_full_axis_is_left_alone() -> None:
    truth, _, halved = prepare_truth(Volume(WHITE, np.eye(4)))

    assert halved == ()
    assert np.array_equal(truth.data, WHITE.astype(np.float32))


def test_a_short_axis_is_left_alone() -> None:
    assert prepare_truth(Volume(SMOOTH_FIRST[:30], np.eye(4)))[2] == ()


def test_a_mask_keeps_its_place_and_volume() -> None:
    marked = np.zeros(SMOOTH_FIRST.shape, bool)
    marked[20:40, 4:10, 4:10] = True
    mask = Mask(marked, np.eye(4))

    truth, honest, _ = prepare_truth(Volume(SMOOTH_FIRST, np.eye(4)), mask)

    assert honest is not None
    assert honest.volume_ml == mask.volume_ml
    assert honest.shape == truth.shape
