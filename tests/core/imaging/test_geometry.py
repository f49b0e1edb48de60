"""Grids keep their place in the patient: refined, cropped, interpolated, reordered."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from core.errors import EmptyMask, GeometryMismatch
from core.imaging.geometry import (
    crop_mask,
    crop_volume,
    reconcile_mask,
    refine_affine,
    refine_mask,
    region_around,
    upsample_cubic,
)
from core.values import Mask, Volume
from core.values.images import corners, same_grid

SHAPE = (5, 6, 7)
Store = Callable[[Mask, tuple[int, ...], tuple[int, ...]], Mask]


def affine(angles: tuple[float, float, float], spacing: tuple[float, float, float], mirrored: bool) -> np.ndarray:
    """Rotation about x, y and z, degrees; the first axis reversed when mirrored."""
    a, b, c = np.deg2rad(angles)
    about_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    about_y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    about_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    matrix = np.eye(4)
    matrix[:3, :3] = about_x @ about_y @ about_z @ np.diag(spacing) @ np.diag([-1 if mirrored else 1, 1, 1])
    matrix[:3, 3] = (-120.5, 33.25, 810.0)
    return matrix


OBLIQUE = affine((18, -12, 7), (0.97, 1.3, 5.5), True)


@pytest.fixture
def volume() -> Volume:
    return Volume(np.random.default_rng(4).normal(100, 20, SHAPE), OBLIQUE)


@pytest.fixture
def mask() -> Mask:
    data = np.zeros(SHAPE, dtype=bool)
    data[1:3, 2:5, 3:4] = True
    return Mask(data, OBLIQUE, note="kept")


angle = st.floats(-180, 180)
step = st.floats(0.2, 10)


@settings(max_examples=50, deadline=None)
@given(st.tuples(angle, angle, angle), st.tuples(step, step, step), st.booleans())
def test_refined_grid_keeps_its_eight_corners(angles, spacing, mirrored):
    coarse = Mask(np.zeros(SHAPE, dtype=bool), affine(angles, spacing, mirrored))
    fine = Mask(np.zeros(tuple(2 * n for n in SHAPE), dtype=bool), refine_affine(coarse.affine))
    assert np.abs(corners(coarse) - corners(fine)).max() < 1e-6


def test_refining_twice_by_two_is_refining_by_four():
    np.testing.assert_allclose(refine_affine(refine_affine(OBLIQUE)), refine_affine(OBLIQUE, 4), atol=1e-12)


def test_refined_mask_marks_the_same_volume(mask: Mask):
    assert refine_mask(mask).volume_ml == pytest.approx(mask.volume_ml, rel=1e-12)


def test_refined_mask_repeats_each_voxel_eight_times(mask: Mask):
    fine = refine_mask(mask)
    assert all((fine.data[a::2, b::2, c::2] == mask.data).all() for a in (0, 1) for b in (0, 1) for c in (0, 1))


def test_refined_mask_keeps_name_and_note(mask: Mask):
    assert (refine_mask(mask).name, refine_mask(mask).note) == ("lesion", "kept")


@pytest.mark.parametrize("shape", [SHAPE, (1, 2, 3), (40, 2, 1)])
def test_cubic_upsampling_equals_spline_evaluation_point_by_point(shape: tuple[int, int, int]):
    volume = Volume(np.random.default_rng(1).normal(0, 1000, shape), np.eye(4))
    points = np.meshgrid(*[np.arange(2 * n) / 2 - 0.25 for n in shape], indexing="ij")
    expected = ndimage.map_coordinates(volume.data.astype(np.float64), points, order=3, mode="reflect")
    np.testing.assert_allclose(upsample_cubic(volume).data, expected, atol=2e-3)


def test_cubic_upsampling_reproduces_a_cubic_away_from_the_border():
    x = np.arange(40.0)
    line = np.broadcast_to((x**3 - 60 * x**2 + 7 * x)[:, None, None], (40, 3, 3))
    fine = upsample_cubic(Volume(line, np.eye(4))).data[30:50, 2, 2]
    t = np.arange(30, 50) / 2 - 0.25
    np.testing.assert_allclose(fine, t**3 - 60 * t**2 + 7 * t, rtol=1e-4)


def test_cubic_upsampling_keeps_a_constant(volume: Volume):
    flat = Volume(np.full(SHAPE, 7.0), OBLIQUE)
    np.testing.assert_allclose(upsample_cubic(flat).data, 7.0, rtol=1e-6)


def test_upsampled_volume_lies_on_the_refined_grid_of_the_mask(volume: Volume, mask: Mask):
    assert same_grid(upsample_cubic(volume), refine_mask(mask))


def test_cropped_voxels_stay_where_they_were(volume: Volume):
    part = crop_volume(volume, (slice(1, 4), slice(2, 6), slice(3, 5)))
    np.testing.assert_allclose(part.affine @ [0, 0, 0, 1], volume.affine @ [1, 2, 3, 1])
    assert (part.data == volume.data[1:4, 2:6, 3:5]).all()


def test_cropped_mask_matches_cropped_volume(volume: Volume, mask: Mask):
    region = region_around(mask, margin_mm=1.0, minimum=1)
    assert same_grid(crop_volume(volume, region), crop_mask(mask, region))


def test_region_outside_the_grid_is_refused(volume: Volume):
    with pytest.raises(IndexError, match="inside the grid"):
        crop_volume(volume, (slice(0, 9), slice(0, 1), slice(0, 1)))


def test_region_has_the_margin_in_millimetres():
    data = np.zeros((90, 60, 40), dtype=bool)
    data[40, 30, 20] = True
    region = region_around(Mask(data, np.diag([1.0, 2.0, 5.0, 1.0])))
    assert region == (slice(16, 65), slice(18, 43), slice(14, 27))


def test_region_stops_at_the_border(mask: Mask):
    assert region_around(mask, margin_mm=500.0) == (slice(0, 5), slice(0, 6), slice(0, 7))


def test_region_around_nothing_is_refused():
    with pytest.raises(EmptyMask):
        region_around(Mask(np.zeros(SHAPE), np.eye(4)))


ORDERS = [(0, 1, 2), (1, 0, 2), (2, 0, 1), (1, 2, 0)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("flips", [(1, 1, 1), (-1, 1, 1), (1, -1, -1)])
def test_mask_stored_along_other_axes_comes_back_voxel_for_voxel(
    order, flips, volume: Volume, mask: Mask, store: Store
):
    stored = store(mask, order, flips)
    assert reconcile_mask(stored, volume) == mask


def test_reordering_of_a_mask_is_said(volume: Volume, mask: Mask, store: Store):
    note = reconcile_mask(store(mask, (1, 0, 2), (1, 1, -1)), volume).note
    assert note == (
        "kept; the mask was stored along other axes than the volume: its axes were reordered and reversed along k"
    )


def test_mask_already_in_place_gets_no_note(volume: Volume, mask: Mask):
    assert reconcile_mask(mask, volume).note == "kept"


def test_reconciled_mask_takes_the_exact_affine_of_the_volume(volume: Volume, mask: Mask):
    nearly = Mask(mask.data, mask.affine + 1e-4)
    assert (reconcile_mask(nearly, volume).affine == volume.affine).all()


def test_mask_shifted_by_a_tenth_of_a_millimetre_is_refused_with_both_grids(volume: Volume, mask: Mask):
    moved = np.array(mask.affine)
    moved[2, 3] += 0.1
    with pytest.raises(GeometryMismatch, match=r"810\.00\) mm and the mask is .*810\.10"):
        reconcile_mask(Mask(mask.data, moved), volume)


@pytest.fixture
def store() -> Store:
    """Write a mask along other axes by index arithmetic alone, voxel after voxel."""

    def stored(mask: Mask, order: tuple[int, ...], flips: tuple[int, ...]) -> Mask:
        old_of_new = np.zeros((4, 4))
        old_of_new[3, 3] = 1
        for new, old in enumerate(order):
            old_of_new[old, new] = flips[new]
            old_of_new[old, 3] = 0 if flips[new] > 0 else mask.shape[old] - 1
        data = np.zeros([mask.shape[old] for old in order], dtype=bool)
        for new in np.ndindex(data.shape):
            data[new] = mask.data[tuple((old_of_new @ [*new, 1])[:3].astype(int))]
        return Mask(data, mask.affine @ old_of_new, mask.name, mask.note)

    return stored
