"""Two outlines compared on shapes whose distances are known."""

import numpy as np
import pytest
from scipy import ndimage
from scipy.spatial.distance import cdist

from core.clinical.masks import compare_masks
from core.errors import EmptyMask, GeometryMismatch
from core.values import Mask

SPACING = np.diag([1.0, 1.0, 3.0, 1.0])


def box(low: int, high: int, affine: np.ndarray = SPACING) -> Mask:
    """Marked from `low` to `high` along the first axis, and from 5 to 15 along the others."""
    data = np.zeros((30, 20, 20), bool)
    data[low:high, 5:15, 5:15] = True
    return Mask(data, affine)


def ball(radius: float) -> Mask:
    i, j, k = np.indices((60, 60, 60))
    return Mask((i - 30) ** 2 + (j - 30) ** 2 + (k - 30) ** 2 <= radius**2, np.eye(4))


def test_a_mask_agrees_fully_with_itself() -> None:
    found = compare_masks(box(5, 15), box(5, 15))

    assert (found.dice, found.mean_distance_mm, found.hausdorff_95_mm, found.volume_difference) == (1, 0, 0, 0)


def test_half_of_a_box_has_dice_two_thirds_and_half_the_volume() -> None:
    found = compare_masks(box(5, 15), box(5, 10))

    assert (found.dice, found.volume_difference) == (pytest.approx(2 / 3), -50)


def test_balls_of_20_and_23_mm_lie_3_mm_apart() -> None:
    found = compare_masks(ball(20), ball(23))

    assert found.mean_distance_mm == pytest.approx(3, abs=0.15)
    assert found.hausdorff_95_mm == pytest.approx(3, abs=0.5)


def test_distances_are_in_millimetres_whatever_the_spacing() -> None:
    first, second = np.zeros((3, 3, 9), bool), np.zeros((3, 3, 9), bool)
    first[1, 1, 2] = second[1, 1, 6] = True

    assert compare_masks(Mask(first, SPACING), Mask(second, SPACING)).hausdorff_95_mm == pytest.approx(12)


def test_distances_are_those_between_all_pairs_of_surface_voxels() -> None:
    noise = ndimage.gaussian_filter(np.random.default_rng(3).normal(size=(2, 18, 18, 9)), (0, 2, 2, 1))
    first, second = (Mask(half > 0.02, SPACING) for half in noise)
    points = [np.argwhere(m.data & ~ndimage.binary_erosion(m.data)) * (1, 1, 3) for m in (first, second)]
    apart = cdist(*points)
    there, back = apart.min(axis=1), apart.min(axis=0)

    found = compare_masks(first, second)

    assert found.mean_distance_mm == pytest.approx(np.concatenate([there, back]).mean())
    assert found.hausdorff_95_mm == pytest.approx(max(np.percentile(there, 95), np.percentile(back, 95)))


def test_the_order_turns_the_volume_difference_alone() -> None:
    forward, back = compare_masks(box(5, 15), box(7, 12)), compare_masks(box(7, 12), box(5, 15))

    assert (forward.dice, forward.hausdorff_95_mm) == (back.dice, back.hausdorff_95_mm)
    assert (forward.volume_difference, back.volume_difference) == (-50, 100)


def test_masks_on_two_grids_are_refused() -> None:
    with pytest.raises(GeometryMismatch, match="one grid"):
        compare_masks(box(5, 15), box(5, 15, np.eye(4)))


def test_an_empty_outline_is_refused() -> None:
    with pytest.raises(EmptyMask, match="one of the two is empty"):
        compare_masks(box(5, 15), box(5, 5))
