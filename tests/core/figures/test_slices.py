"""Pictures show the patient as a radiologist expects, whatever the array's order, and both grids alike."""

from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest

from core.errors import EmptyMask, GeometryMismatch
from core.figures.slices import (
    ADDED_COLOURS,
    OUTLINE,
    TEAL,
    added_range,
    added_share,
    best_slice,
    matching_slice,
    plot_added,
    plot_slice,
    view_of,
)
from core.imaging.geometry import crop_volume, refine_affine, refine_mask, upsample_cubic
from core.imaging.nifti import read_mask, read_volume
from core.values import Mask, Volume

SHAPE = (32, 48, 20)
RAS = np.array([[1.0, 0, 0, -16], [0, 1, 0, -24], [0, 0, 3, -30], [0, 0, 0, 1]])
WINDOW = (0.0, 100.0)


def patient() -> np.ndarray:
    """RAS voxels: dim body, bright block on the patient's right, in front, at the head end."""
    data = np.full(SHAPE, 20.0)
    data[20:28, 34:44, 12:18] = 100
    return data


def stored(order: tuple[int, ...], flips: tuple[int, ...]) -> Volume:
    """The same patient with axes stored in another order and direction."""
    data, affine = patient().transpose(order), RAS[:, [*order, 3]].copy()
    for axis in (n for n in range(3) if flips[n] < 0):
        data = np.flip(data, axis)
        affine[:3, 3] += affine[:3, axis] * (data.shape[axis] - 1)
        affine[:3, axis] *= -1
    return Volume(data, affine)


def brightest(picture: np.ndarray) -> tuple[float, float]:
    """Centre of the bright block, as shares of height and width."""
    rows, columns = np.nonzero((picture == picture[..., :1]).all(axis=2) & (picture[..., 0] > 250))
    return float(rows.mean() / picture.shape[0]), float(columns.mean() / picture.shape[1])


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("flips", list(product((1, -1), repeat=3)))
def test_axial_picture_has_right_on_the_left_and_front_on_top_however_stored(order, flips):
    volume, axis = stored(order, flips), order.index(2)
    index = 15 if flips[axis] > 0 else 19 - 15
    row, column = brightest(plot_slice(volume, None, index, axis, WINDOW))
    assert (row, column) == (pytest.approx(9 / 48, abs=0.02), pytest.approx(8 / 32, abs=0.02))


def test_coronal_picture_has_head_on_top_and_right_on_the_left():
    row, column = brightest(plot_slice(stored((0, 1, 2), (1, 1, 1)), None, 40, 1, WINDOW))
    assert row < 0.5 > column


def test_sagittal_picture_has_head_on_top_and_front_on_the_left():
    row, column = brightest(plot_slice(stored((0, 1, 2), (1, 1, 1)), None, 24, 0, WINDOW))
    assert row < 0.5 > column


LETTERS = {0: ("S", "A"), 1: ("S", "R"), 2: ("A", "R")}


@pytest.mark.parametrize("axis", LETTERS)
def test_letters_name_top_and_left(axis: int):
    view = view_of(stored((0, 1, 2), (-1, -1, -1)), axis)
    assert (view.top, view.left) == LETTERS[axis]


@pytest.mark.parametrize(("axis", "shape"), [(2, (768, 512)), (1, (768, 410)), (0, (768, 614))])
def test_pixels_are_square_in_millimetres(axis: int, shape: tuple[int, int]):
    assert plot_slice(Volume(patient(), RAS), None, 4, axis, WINDOW).shape == (*shape, 3)


def test_native_and_refined_volume_give_nearly_the_same_picture():
    smooth = Volume(np.fromfunction(lambda i, j, k: 50 + 30 * np.sin(i / 5) * np.cos(j / 6) + k, SHAPE), RAS)
    fine = upsample_cubic(smooth)
    one, other = (
        plot_slice(smooth, None, 9, 2, WINDOW),
        plot_slice(fine, None, matching_slice(smooth, 9, fine), 2, WINDOW),
    )
    assert one.shape == other.shape
    assert np.abs(one.astype(int) - other)[30:-30, 30:-30].mean() < 1.5


def test_outline_is_the_same_on_the_native_and_the_refined_grid():
    volume, mask = Volume(patient(), RAS), Mask(patient() > 50, RAS)
    fine = Volume(np.zeros(tuple(2 * n for n in SHAPE)), refine_affine(RAS))
    pictures = plot_slice(volume, mask, 15, 2, WINDOW), plot_slice(fine, refine_mask(mask), 30, 2, WINDOW)
    drawn = [(picture == TEAL).all(axis=2) for picture in pictures]
    assert np.array_equal(*drawn)


def test_outline_is_crisp_and_inside_the_region():
    volume, mask = Volume(patient(), RAS), Mask(patient() > 50, RAS)
    drawn = (plot_slice(volume, mask, 15, 2, WINDOW) == TEAL).all(axis=2)
    height, width = 10 * 16, 8 * 16
    assert drawn.sum() == height * width - (height - 2 * OUTLINE) * (width - 2 * OUTLINE)


def test_a_slice_as_measured_shows_every_voxel_as_a_block():
    volume = Volume(np.random.default_rng(0).uniform(0, 100, SHAPE), RAS)
    block = plot_slice(volume, None, 4, 2, WINDOW, as_measured=True)[64:80, 64:80]
    assert len(np.unique(block)) == 1


def test_where_nothing_was_added_all_is_dark():
    picture = plot_added(Volume(np.zeros(SHAPE), RAS), None, 4)
    assert (picture[100:700, 60:440] == ADDED_COLOURS[1]).all()


def test_what_was_made_brighter_and_darker_has_opposite_colours():
    signed = np.zeros(SHAPE)
    signed[:16], signed[16:] = 5, -5
    picture = plot_added(Volume(signed, RAS), None, 4, limit=5)
    right, left = picture[300, 380], picture[300, 120]
    assert tuple(right) == ADDED_COLOURS[2]
    assert tuple(left) == ADDED_COLOURS[0]


def test_the_scale_of_the_added_part_is_the_same_either_way():
    added = Volume(np.where(patient() > 50, -8.0, 2.0), RAS)
    assert added_range(added) == 8
    assert added_range(Volume(-added.data, RAS)) == 8


def test_what_was_added_is_told_as_share_of_the_window_inside_the_region_alone():
    added = Volume(np.where(patient() > 50, -8.0, 2.0), RAS)
    assert added_share(added, Mask(patient() > 50, RAS), (100, 260)) == pytest.approx(0.05)


def test_the_added_part_is_as_large_as_the_slice_and_outlined_alike():
    volume, mask = Volume(patient(), RAS), Mask(patient() > 50, RAS)
    pictures = plot_slice(volume, mask, 15, 2, WINDOW), plot_added(volume, mask, 15)
    assert np.array_equal(*((picture == TEAL).all(axis=2) for picture in pictures))


def test_window_maps_to_black_and_white():
    ramp = Volume(np.broadcast_to(np.arange(32.0)[:, None, None], SHAPE), RAS)
    picture = plot_slice(ramp, None, 0, 2, (8, 16))
    assert set(np.unique(picture[200, :200])) == {255}
    assert set(np.unique(picture[200, 400:490])) == {0}


def test_constant_volume_can_be_shown():
    assert plot_slice(Volume(np.full(SHAPE, 7.0), RAS), None, 0).dtype == np.uint8


def test_absent_slice_is_refused():
    with pytest.raises(IndexError, match="0 to 19, but 20"):
        plot_slice(Volume(patient(), RAS), None, 20)


def test_mask_of_another_grid_is_refused():
    with pytest.raises(GeometryMismatch, match="one grid"):
        plot_slice(Volume(patient(), RAS), refine_mask(Mask(patient() > 50, RAS)), 3)


def test_best_slice_shows_most_of_the_region():
    data = np.zeros(SHAPE, dtype=bool)
    data[3:6, 3:6, 4:9] = True
    data[3:9, 3:9, 6] = True
    assert best_slice(Mask(data, RAS)) == 6


def test_best_slice_of_nothing_is_refused():
    with pytest.raises(EmptyMask):
        best_slice(Mask(np.zeros(SHAPE), RAS))


@pytest.mark.parametrize("index", [0, 7, 19])
def test_matching_slice_finds_refined_and_cropped_planes(index: int):
    volume = Volume(patient(), RAS)
    fine = Volume(np.zeros(tuple(2 * n for n in SHAPE)), refine_affine(RAS))
    part = crop_volume(volume, (slice(3, 9), slice(4, 8), slice(index, index + 1)))
    assert (matching_slice(volume, index, fine), matching_slice(volume, index, part)) == (2 * index, 0)
    assert matching_slice(fine, 2 * index + 1, volume) == index


def test_liver_of_a_real_abdomen_lies_on_the_left_of_the_picture(real_images: Path):
    volume = read_volume(real_images / "abdomen_other/totalseg_example_mr.nii.gz")
    liver = read_mask(real_images / "masks/abdomen_other/totalseg_example_mr.nii.gz", volume, label=5)
    drawn = (plot_slice(volume, liver, best_slice(liver)) == TEAL).all(axis=2)
    assert np.nonzero(drawn)[1].mean() < 0.4 * drawn.shape[1]
