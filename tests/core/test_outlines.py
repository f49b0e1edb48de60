"""Two files of masks, compared on one grid."""

import numpy as np
import pytest

from core.errors import GeometryMismatch
from core.imaging.geometry import refine_mask
from core.imaging.nifti import encode_volume
from core.outlines import OutlineFile, compare_outlines
from core.values import Mask, Volume

AFFINE = np.diag([2.0, 2.0, 3.0, 1.0])


def box(low: int, high: int, affine: np.ndarray = AFFINE) -> Mask:
    data = np.zeros((24, 20, 12), bool)
    data[low:high, 5:15, 3:9] = True
    return Mask(data, affine)


def file(mask: Mask, value: int = 1) -> OutlineFile:
    return OutlineFile(encode_volume(Volume(value * mask.data.astype(float), mask.affine)))


def test_masks_on_one_grid_are_compared_as_they_are() -> None:
    found = compare_outlines(file(box(5, 15)), file(box(5, 10)))

    assert (found.carried, found.volume_change) == (None, 0)
    assert found.agreement.dice == pytest.approx(2 / 3)


def test_a_mask_carried_to_the_super_resolved_grid_agrees_with_itself() -> None:
    found = compare_outlines(file(box(5, 15)), file(refine_mask(box(5, 15))))

    assert (found.carried, found.volume_change, found.agreement.dice) == (0, 0, 1)
    assert [mask.shape for mask in found.drawn] == [(24, 20, 12), (48, 40, 24)]


def test_the_coarser_mask_is_carried_whichever_comes_first() -> None:
    found = compare_outlines(file(refine_mask(box(5, 15))), file(box(5, 10)))

    assert found.carried == 1
    assert found.placed[0].shape == found.placed[1].shape == (48, 40, 24)
    assert found.agreement.volume_difference == -50


def test_a_mask_stored_backwards_is_turned_and_not_resampled() -> None:
    turned = AFFINE @ np.array([[-1, 0, 0, 23], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    found = compare_outlines(file(box(5, 15)), file(box(9, 19, turned)))

    assert (found.carried, found.agreement.dice) == (None, 1)


def test_masks_of_two_places_are_refused() -> None:
    elsewhere = AFFINE + np.array([[0, 0, 0, 500.0], [0] * 4, [0] * 4, [0] * 4])

    with pytest.raises(GeometryMismatch, match="one patient and one examination"):
        compare_outlines(file(box(5, 15)), file(box(5, 15, elsewhere)))
