"""What is drawn in a browser comes back exactly: its voxels, its labels and its place in the patient."""

import zlib

import numpy as np
import pytest

from core.errors import EmptyMask, GeometryMismatch
from core.imaging.display import display_copy, turned_affine
from core.imaging.drawing import display_labels, middle_of, place_to_start, read_drawing
from core.values import Mask, Volume
from tests.core.imaging.grids import GRIDS, positions, sphere

SHAPE = (20, 24, 16)

every_grid = pytest.mark.parametrize("affine", GRIDS.values(), ids=GRIDS)


@every_grid
def test_a_drawn_sphere_returns_with_its_voxels_and_its_place(affine: np.ndarray) -> None:
    volume = Volume(np.zeros(SHAPE), affine)
    shown = sphere(display_copy(volume, (0, 1)).shape, turned_affine(volume))

    drawn = read_drawing(zlib.compress(shown.astype(np.uint8).tobytes(order="F")), volume)

    centre = positions(SHAPE, affine)[drawn == 1].mean(axis=0)
    wanted = positions(shown.shape, turned_affine(volume))[shown].mean(axis=0)
    assert (drawn == 1).sum() == shown.sum()
    assert np.linalg.norm(centre - wanted) < 1e-9


@every_grid
def test_a_mask_survives_the_way_there_and_back(affine: np.ndarray) -> None:
    mask = Mask(sphere(SHAPE, affine), affine)

    assert np.array_equal(read_drawing(display_labels(mask), mask), mask.data)


def test_labels_keep_their_numbers() -> None:
    labels = np.zeros(SHAPE, np.uint8)
    labels[2:4], labels[7:9] = 1, 3

    drawn = read_drawing(zlib.compress(labels.tobytes(order="F")), Volume(np.zeros(SHAPE), np.eye(4)))

    assert np.array_equal(drawn, labels)


@pytest.mark.parametrize("voxels", [10, 20 * 24 * 16 + 1])
def test_a_drawing_of_another_size_is_refused(voxels: int) -> None:
    with pytest.raises(GeometryMismatch, match="must hold the 7,680 voxels of its volume"):
        read_drawing(zlib.compress(bytes(voxels)), Volume(np.zeros(SHAPE), np.eye(4)))


def test_a_damaged_drawing_is_refused() -> None:
    with pytest.raises(GeometryMismatch, match="one whole stream"):
        read_drawing(b"no stream", Volume(np.zeros(SHAPE), np.eye(4)))


def test_an_empty_drawing_is_refused() -> None:
    with pytest.raises(EmptyMask, match="nothing is drawn"):
        read_drawing(zlib.compress(bytes(7680)), Volume(np.zeros(SHAPE), np.eye(4)))


@every_grid
def test_a_look_begins_inside_the_region(affine: np.ndarray) -> None:
    marked = sphere(SHAPE, affine)

    away = np.linalg.norm(positions(SHAPE, affine)[marked].mean(axis=0) - place_to_start(Mask(marked, affine)))

    assert away < 2.5


@every_grid
def test_the_middle_of_a_volume_is_amid_its_voxels(affine: np.ndarray) -> None:
    middle = positions(SHAPE, affine).reshape(-1, 3).mean(axis=0)

    assert middle_of(Volume(np.zeros(SHAPE), affine)) == pytest.approx(tuple(middle))
