"""A mask carried to another grid stays where it lies in the patient."""

import numpy as np
import pytest

from core.errors import GeometryMismatch
from core.imaging.geometry import crop_mask, refine_mask
from core.imaging.regrid import place_mask
from core.values import Mask

AFFINE = np.array([[0.0, 2.0, 0.0, -7.0], [-2.0, 0.0, 0.0, 5.0], [0.0, 0.0, 3.0, 1.0], [0.0, 0.0, 0.0, 1.0]])


def ball(affine: np.ndarray = AFFINE) -> Mask:
    i, j, k = np.indices((24, 22, 12))
    return Mask((2 * (i - 12)) ** 2 + (2 * (j - 11)) ** 2 + (3 * (k - 6)) ** 2 < 110, affine)


def test_on_the_fine_grid_every_voxel_becomes_eight() -> None:
    assert place_mask(ball(), refine_mask(ball())) == refine_mask(ball())


def test_a_part_of_the_fine_grid_is_enough() -> None:
    part = crop_mask(refine_mask(ball()), (slice(6, 44), slice(8, 40), slice(2, 22)))

    assert place_mask(ball(), part) == part


def test_on_its_own_grid_a_mask_stays_as_it_is() -> None:
    assert place_mask(ball(), ball()) == ball()


def test_on_an_unrelated_fine_grid_the_volume_stays_near() -> None:
    fine = Mask(np.zeros((80, 80, 60), bool), np.diag([0.9, 0.9, 0.9, 1.0]) + shift(-20, -45, -4))

    assert place_mask(ball(), fine).volume_ml == pytest.approx(ball().volume_ml, rel=0.02)


def shift(x: float, y: float, z: float) -> np.ndarray:
    moved = np.zeros((4, 4))
    moved[:3, 3] = x, y, z
    return moved


def test_a_mask_that_reaches_out_of_the_image_is_refused() -> None:
    with pytest.raises(GeometryMismatch, match="must lie inside the image it is carried to"):
        place_mask(ball(), crop_mask(refine_mask(ball()), (slice(20, 44), slice(8, 40), slice(2, 22))))


def test_a_grid_too_coarse_for_the_lesion_is_refused() -> None:
    small = np.zeros((9, 9, 9), bool)
    small[1, 1, 1] = True

    with pytest.raises(GeometryMismatch, match="too large for the lesion"):
        place_mask(Mask(small, np.eye(4)), Mask(np.zeros((3, 3, 3), bool), np.diag([5.0, 5.0, 5.0, 1.0])))
