import numpy as np
import torch

from core.superres.consistency import measure
from core.superres.degrade import Degradation
from core.superres.pairs import build_pair, build_truth, random_block, thicken_truth
from core.values import Volume

WHITE = np.random.default_rng(0).normal(size=(40, 36, 34))
TRUTH = build_truth(Volume(WHITE, np.eye(4)))


def test_the_pair_adds_up_to_the_truth() -> None:
    pair = build_pair(TRUTH)
    low, high = np.percentile(WHITE, (0.5, 99.5))

    assert np.allclose((pair.known + pair.missing).float().numpy(), (WHITE - low) / (high - low), atol=4e-3)


def test_what_is_missing_cannot_be_measured() -> None:
    assert measure(build_pair(TRUTH).missing.float()).abs().max() < 2e-3


def test_a_faulty_measurement_asks_for_the_same_detail() -> None:
    faulty = build_pair(TRUTH, Degradation("box", noise=0.05), np.random.default_rng(0))

    assert torch.equal(faulty.missing, build_pair(TRUTH).missing)
    assert not torch.equal(faulty.coarse, build_pair(TRUTH).coarse)


def test_the_thickest_axis_of_a_truth_comes_last() -> None:
    truth = build_truth(Volume(WHITE, np.diag([4.0, 1.0, 1.0, 1.0])))

    assert truth.spacing == (1.0, 1.0, 4.0)
    assert truth.image.shape == (36, 34, 40)


def test_thick_slices_are_half_as_many() -> None:
    thick = thicken_truth(TRUTH, 1)

    assert thick is not None
    assert thick.image.shape == (40, 36, 16)
    assert thick.spacing == (1.0, 1.0, 2.0)


def test_slices_that_would_be_too_few_are_not_thickened() -> None:
    assert thicken_truth(TRUTH, 2) is None


def test_only_axes_of_equal_spacing_may_be_swapped() -> None:
    assert build_pair(build_truth(Volume(WHITE, np.diag([1, 1, 3, 1.0])))).swappable == ((0, 1),)


def test_a_block_begins_at_an_even_voxel_and_fits() -> None:
    block = random_block(TRUTH, 20, np.random.default_rng(0))
    where = (TRUTH.image.unfold(0, 20, 2).unfold(1, 20, 2).unfold(2, 20, 2) == block.image).flatten(3).all(-1)

    assert where.sum() == 1
