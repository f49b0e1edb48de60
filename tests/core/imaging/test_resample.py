"""A mask file on another grid than its volume: carried over by position, or refused in words."""

import nibabel
import numpy as np
import pytest

from core.errors import EmptyMask, GeometryMismatch, ImageContent
from core.imaging.resample import resample_mask
from core.values import Volume
from tests.core.imaging.grids import GRIDS, SHAPE, positions, sphere

THICK = 64
"""Slices of the mask where the volume has 60."""


def volume_of(shape, affine):
    return Volume(np.random.default_rng(0).normal(100, 10, shape), affine)


def encoded(data, affine, **codes):
    image = nibabel.Nifti1Image(data.astype(np.uint8), affine)
    for name, code in codes.items():
        getattr(image, f"set_{name}")(affine, code)
    return image.to_bytes()


@pytest.fixture
def volume():
    return volume_of((32, 32, 60), np.diag([1.5, 1.5, 2.0, 1.0]))


@pytest.fixture
def longer():
    """A mask of the same field with four slices more, two below and two above."""
    affine = np.diag([1.5, 1.5, 2.0, 1.0])
    affine[2, 3] = -4.0
    data = np.zeros((32, 32, THICK), bool)
    data[10:20, 12:18, 22:30] = True
    return data, affine


def test_a_mask_with_more_slices_lands_where_it_lay(volume, longer):
    mask = resample_mask(encoded(*longer), volume)

    assert np.array_equal(mask.data, longer[0][:, :, 2:-2])


def test_what_was_done_stands_in_the_note(volume, longer):
    note = resample_mask(encoded(*longer), volume).note

    assert "resampled by nearest neighbour from 32×32×64 voxels of 1.50×1.50×2.00 mm" in note
    assert note.endswith("2.16 mL became 2.16 mL")


@pytest.mark.parametrize("name", GRIDS)
def test_a_finer_mask_keeps_its_volume_and_its_middle(name):
    volume = volume_of(SHAPE, GRIDS[name])
    fine = GRIDS[name] @ np.diag([0.5, 0.5, 0.5, 1.0])
    shape = tuple(2 * n for n in SHAPE)
    data = sphere(shape, fine)

    mask = resample_mask(encoded(data, fine), volume)

    middle = positions(SHAPE, GRIDS[name])[mask.data].mean(axis=0)
    assert np.linalg.norm(middle - positions(shape, fine)[data].mean(axis=0)) < 0.3
    assert mask.volume_ml == pytest.approx(data.sum() * abs(np.linalg.det(fine)) / 1000, rel=0.06)


def test_one_label_of_several_is_taken(volume, longer):
    labels = longer[0].astype(np.uint8)
    labels[10:12] *= 3

    assert resample_mask(encoded(labels, longer[1]), volume, label=3).voxel_count == 2 * 6 * 8


def test_several_labels_need_a_choice(volume, longer):
    labels = longer[0].astype(np.uint8)
    labels[10:12] *= 3

    with pytest.raises(ImageContent, match="one label must be chosen"):
        resample_mask(encoded(labels, longer[1]), volume)


def test_a_region_beyond_the_volume_is_refused(volume, longer):
    away = longer[1].copy()
    away[0, 3] = 40.0

    with pytest.raises(GeometryMismatch, match="must lie inside the image"):
        resample_mask(encoded(longer[0], away), volume)


def test_a_file_that_states_no_position_is_refused(volume, longer):
    with pytest.raises(GeometryMismatch, match="states no orientation"):
        resample_mask(encoded(*longer, sform=0, qform=0), volume)


def test_an_empty_mask_is_refused(volume, longer):
    nothing = np.zeros_like(longer[0])

    with pytest.raises((EmptyMask, ImageContent)):
        resample_mask(encoded(nothing, longer[1]), volume)
