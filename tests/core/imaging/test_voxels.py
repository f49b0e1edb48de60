"""Which voxels are the region: labels are counted, chosen, or refused with the list."""

import numpy as np
import pytest

from core.errors import EmptyMask, GeometryMismatch, ImageContent
from core.imaging import voxels as room
from core.imaging.voxels import build_mask, build_volume, count_labels, require_size
from core.values import Mask, Volume

LIKE = Volume(np.zeros((2, 3, 4)), np.eye(4))


def mask(values: list[float], label: int | None = None, dtype: str = "f8") -> Mask:
    data = np.zeros(24, dtype=dtype)
    data[: len(values)] = values
    return build_mask(data.reshape(2, 3, 4), np.eye(4), LIKE, label)


def test_labels_are_counted_over_all_blocks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(room, "BLOCK", 3)
    data = np.array([0, 5, 5, 2, 0, 5, 0, 2], dtype=np.uint8)

    assert list(count_labels(data).items()) == [(2, 2), (5, 3)]


@pytest.mark.parametrize("shape", [(2, 3, 4), (4, 2, 3)])
def test_a_grid_that_may_be_turned_round_goes_on(shape: tuple[int, ...]):
    require_size(shape, LIKE)


def test_a_grid_of_another_size_is_refused_before_it_is_read():
    with pytest.raises(GeometryMismatch, match="the volume has 2×3×4 and the mask 2×3×5 voxels"):
        require_size((2, 3, 5), LIKE)


def test_labels_are_counted_without_background():
    assert count_labels(np.array([0, 2, 2, 7, -1, 0], dtype=np.int16)) == {-1: 1, 2: 2, 7: 1}


@pytest.mark.parametrize("value", [1, 2, 255, 1 / 255, 0.9999999])
def test_single_value_is_the_region_whatever_it_is(value: float):
    assert mask([value, value]).voxel_count == 2


def test_taking_another_label_than_one_is_said():
    assert mask([255.0]).note == "label 255 was taken as the region"


def test_taking_label_one_needs_no_words():
    assert mask([1.0]).note == ""


def test_several_labels_are_refused_with_their_counts():
    with pytest.raises(ImageContent, match=r"holds 2: 1 \(3 voxels\), 4 \(1 voxels\); choose one"):
        mask([1, 1, 1, 4])


def test_long_lists_of_labels_are_cut():
    with pytest.raises(ImageContent, match=r"12 \(1 voxels\) and 8 more"):
        mask(list(range(1, 21)))


def test_chosen_label_alone_is_marked():
    assert mask([1, 1, 4, 1], label=4).bounding_box == (slice(0, 1), slice(0, 1), slice(2, 3))


@pytest.mark.parametrize("dtype", ["u1", "i1", "u2", "i4", "u8", "f4"])
def test_labels_are_found_in_any_number_type(dtype: str):
    assert mask([1, 3, 3], label=3, dtype=dtype).voxel_count == 2


def test_label_that_is_absent_is_refused_with_what_is_there():
    with pytest.raises(EmptyMask, match=r"chosen label 9, but it holds 1 \(2 voxels\)"):
        mask([1, 1], label=9)


def test_mask_of_zeros_is_refused():
    with pytest.raises(EmptyMask, match="every voxel is 0"):
        mask([])


def test_probabilities_are_no_mask():
    with pytest.raises(ImageContent, match=r"whole numbers, but this one holds 0\.4"):
        mask([1, 0.4])


def test_nan_in_a_mask_is_refused():
    with pytest.raises(ImageContent, match="NaN or infinite"):
        mask([1, np.nan])


def test_image_given_as_mask_is_refused():
    with pytest.raises(ImageContent, match="holds 1,999 values: choose the mask"):
        count_labels(np.arange(2000))


def test_numbers_beyond_float32_are_refused_like_infinity():
    with pytest.raises(ImageContent, match="1 of 8 are NaN or infinite"):
        build_volume(np.array([[[1e300, 0], [0, 0]], [[0, 0], [0, 0]]]), np.eye(4))
