"""What is shown in a browser lies where the volume lies, and what is drawn there comes back exactly."""

import json
import struct
import zlib

import numpy as np
import pytest

from core.errors import EmptyMask, GeometryMismatch
from core.imaging import display
from core.imaging.display import (
    display_copy,
    display_labels,
    pack,
    read_drawing,
    turn_of,
    turned_affine,
)
from core.values import Mask, Volume

SHAPE = (20, 24, 16)


def oblique() -> np.ndarray:
    """Turned by 18° about the head axis and 12° about the left-right axis; the first axis runs to the left."""
    a, b = np.deg2rad((18, 12))
    about_z = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    affine = np.eye(4)
    affine[:3, :3] = about_z @ about_x @ np.diag([-1.7, 1.7, 3.1])
    affine[:3, 3] = (31.0, -44.5, 112.25)
    return affine


PERMUTED = np.array([[0, 0, 2.0, -30], [-1.5, 0, 0, 40], [0, 1.2, 0, 7], [0, 0, 0, 1]])
GRIDS = {
    "RAS": np.diag([1.5, 1.5, 3.0, 1.0]),
    "LPS": np.diag([-1.5, -1.5, 3.0, 1.0]),
    "permuted": PERMUTED,
    "oblique": oblique(),
}
every_grid = pytest.mark.parametrize("affine", GRIDS.values(), ids=GRIDS)


def positions(shape: tuple[int, ...], affine: np.ndarray) -> np.ndarray:
    """World position of every voxel, (I, J, K, 3), mm."""
    grid = np.stack(np.meshgrid(*map(np.arange, shape), indexing="ij"), axis=-1)
    return grid @ affine[:3, :3].T + affine[:3, 3]


def sphere(shape: tuple[int, ...], affine: np.ndarray, radius_mm: float = 9.0) -> np.ndarray:
    """Voxels within a distance of a point a little off the middle."""
    places = positions(shape, affine)
    middle = places.reshape(-1, 3).mean(axis=0) + np.array([2.0, -3.0, 1.0])
    return np.linalg.norm(places - middle, axis=-1) <= radius_mm


def numbers_of(copy: display.DisplayCopy) -> np.ndarray:
    return np.frombuffer(zlib.decompress(copy.content), copy.kind).reshape(copy.shape, order="F")


@pytest.fixture(params=GRIDS.values(), ids=GRIDS)
def volume(request: pytest.FixtureRequest) -> Volume:
    return Volume(np.random.default_rng(2).normal(100, 20, SHAPE), request.param)


def test_the_copy_runs_right_front_and_head(volume: Volume) -> None:
    affine = display_copy(volume, (0.0, 200.0)).affine

    assert (np.abs(affine[:3, :3]).argmax(axis=0) == [0, 1, 2]).all()
    assert (np.diag(affine)[:3] > 0).all()


def test_every_voxel_of_the_copy_lies_where_it_lay(volume: Volume) -> None:
    turned = turn_of(volume).there(positions(volume.shape, volume.affine)[..., 0])

    shown = positions(display_copy(volume, (0, 200)).shape, turned_affine(volume))[..., 0]

    assert np.abs(turned - shown).max() < 1e-9


def test_grey_values_of_the_copy_are_those_of_the_volume(volume: Volume) -> None:
    copy = display_copy(volume, (0.0, 200.0))

    shown = copy.slope * numbers_of(copy).astype(float) + copy.intercept

    assert np.abs(shown - turn_of(volume).there(volume.data)).max() <= 0.51 * copy.slope


def test_a_large_volume_travels_in_256_grey_values_around_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "FINE_VOXELS", 10)
    volume = Volume(np.linspace(-500, 500, 64).reshape(4, 4, 4), np.eye(4))

    copy = display_copy(volume, (0.0, 100.0))

    assert copy.kind == "uint8"
    assert copy.slope * np.array([0, 255]) + copy.intercept == pytest.approx([-25, 150])


def test_a_constant_volume_is_shown() -> None:
    copy = display_copy(Volume(np.full((3, 3, 3), 7.0), np.eye(4)), (7.0, 7.0))

    assert copy.slope * numbers_of(copy).astype(float) + copy.intercept == pytest.approx(7.0)


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


def test_a_message_says_how_long_its_parts_are() -> None:
    message = pack({"name": "动脉期"}, [b"one", b"three"])

    (length,) = struct.unpack("<I", message[:4])
    assert json.loads(message[4 : 4 + length]) == {"name": "动脉期", "bytes": [3, 5]}
    assert message[4 + length :] == b"onethree"


def test_a_message_is_the_same_each_time(volume: Volume) -> None:
    one, other = (display_copy(volume, (0, 200)) for _ in range(2))

    assert pack(one.described(), [one.content]) == pack(other.described(), [other.content])
