"""Volume, Mask and Case are born whole, stay as they are, and are equal by content."""

import pickle

import numpy as np
import pytest

from core.errors import EmptyMask, GeometryMismatch, ImageContent
from core.values import Case, Mask, Volume
from core.values.images import corners

AFFINE = np.diag([-1.0, 2.0, 4.0, 1.0])


@pytest.fixture
def volume() -> Volume:
    return Volume(np.arange(24.0).reshape(2, 3, 4), AFFINE)


@pytest.fixture
def mask() -> Mask:
    return Mask(np.arange(24).reshape(2, 3, 4) > 20, AFFINE)


def test_voxels_cannot_be_changed(volume: Volume):
    with pytest.raises(ValueError, match="read-only"):
        volume.data[0, 0, 0] = 1


def test_affine_cannot_be_changed(mask: Mask):
    with pytest.raises(ValueError, match="read-only"):
        mask.affine[0, 0] = 1


def test_changing_the_source_array_does_not_change_the_volume():
    source = np.zeros((2, 2, 2), dtype=np.float32)
    volume = Volume(source, AFFINE)
    source[0, 0, 0] = 9
    assert volume.data.max() == 0


def test_fields_cannot_be_replaced(volume: Volume):
    with pytest.raises(AttributeError):
        volume.data = np.zeros((1, 1, 1))  # type: ignore[misc]


def test_volumes_with_equal_content_are_equal(volume: Volume):
    twin = Volume(volume.data.astype(np.int16), AFFINE)
    assert (twin, hash(twin)) == (volume, hash(volume))


def test_one_voxel_makes_a_volume_unequal(volume: Volume):
    data = volume.data.copy()
    data[1, 1, 1] += 1
    assert Volume(data, AFFINE) != volume


def test_another_place_makes_a_volume_unequal(volume: Volume):
    assert Volume(volume.data, np.eye(4)) != volume


def test_mask_and_volume_of_the_same_numbers_are_unequal():
    zeros = np.zeros((2, 2, 2))
    assert Volume(zeros, AFFINE) != Mask(zeros, AFFINE)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_non_finite_voxels_are_refused_with_their_number(bad: float):
    data = np.zeros((2, 2, 2))
    data[0, 1] = bad
    with pytest.raises(ImageContent, match="2 of 8 are NaN or infinite"):
        Volume(data, AFFINE)


@pytest.mark.parametrize("shape", [(4, 4), (2, 2, 2, 2), (0, 3, 3)])
def test_other_than_three_axes_are_refused(shape: tuple[int, ...]):
    with pytest.raises(ImageContent, match="three non-empty axes"):
        Mask(np.zeros(shape), AFFINE)


@pytest.mark.parametrize("affine", [np.eye(3), np.diag([1.0, 0, 1, 1]), np.full((4, 4), np.nan)])
def test_affine_that_places_no_voxel_is_refused(affine: np.ndarray):
    with pytest.raises(ImageContent, match="invertible 4×4"):
        Volume(np.zeros((2, 2, 2)), affine)


def test_spacing_and_voxel_volume_come_from_the_affine(volume: Volume):
    assert (volume.spacing, volume.voxel_volume) == ((1.0, 2.0, 4.0), pytest.approx(8.0))


def test_orientation_names_where_the_axes_point(volume: Volume):
    assert volume.orientation == "LAS"


def test_volume_of_the_mask_is_in_millilitres(mask: Mask):
    assert mask.volume_ml == pytest.approx(3 * 8 / 1000)


def test_bounding_box_holds_the_marked_voxels_tightly(mask: Mask):
    assert mask.bounding_box == (slice(1, 2), slice(2, 3), slice(1, 4))


def test_corners_are_outer_edges_of_voxels(volume: Volume):
    assert corners(volume).min(axis=0).tolist() == [-1.5, -1.0, -2.0]


def test_case_refuses_an_empty_mask(volume: Volume):
    with pytest.raises(EmptyMask, match="at least one voxel"):
        Case("a", volume, Mask(np.zeros(volume.shape), AFFINE))


def test_case_refuses_a_mask_on_another_grid_and_shows_both(volume: Volume, mask: Mask):
    moved = Mask(mask.data, AFFINE + np.eye(4, k=3) * 0.02)
    with pytest.raises(GeometryMismatch, match=r"volume is 2×3×4 .*mask is 2×3×4 .*\(0\.02, 0\.00, 0\.00\)"):
        Case("a", volume, moved)


def test_case_refuses_a_mask_of_another_shape(volume: Volume):
    with pytest.raises(GeometryMismatch, match="2×3×5"):
        Case("a", volume, Mask(np.ones((2, 3, 5)), AFFINE))


def test_case_accepts_a_mask_five_micrometres_away(volume: Volume, mask: Mask):
    nearly = Mask(mask.data, AFFINE + np.eye(4, k=3) * 0.005)
    assert Case("a", volume, nearly).mask == nearly


def test_clinical_values_of_a_case_cannot_be_changed(volume: Volume, mask: Mask):
    case = Case("a", volume, mask, {"hbv": True})
    with pytest.raises(TypeError):
        case.clinical["hbv"] = False  # type: ignore[index]


def test_cases_differ_by_clinical_values(volume: Volume, mask: Mask):
    assert Case("a", volume, mask, {"hbv": True}) != Case("a", volume, mask, {"hbv": False})


def test_case_survives_pickling(volume: Volume, mask: Mask):
    case = Case("a", volume, mask, {"hbv": True})
    assert pickle.loads(pickle.dumps(case)) == case  # noqa: S301 - written one call earlier


def test_pickled_mask_keeps_name_and_note_and_stays_read_only(mask: Mask):
    named = Mask(mask.data, mask.affine, "segment 4", "reversed along k")
    copy = pickle.loads(pickle.dumps(named))  # noqa: S301 - written one call earlier
    assert (copy.name, copy.note, copy.data.flags.writeable) == ("segment 4", "reversed along k", False)
