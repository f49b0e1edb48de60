"""What is shown in a browser lies where the volume lies, in the volume's grey values."""

import json
import struct
import zlib

import numpy as np
import pytest

from core.imaging import display
from core.imaging.display import display_copy, pack, turn_of, turned_affine
from core.values import Volume
from tests.core.imaging.grids import GRIDS, positions

SHAPE = (20, 24, 16)


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


def test_a_message_says_how_long_its_parts_are() -> None:
    message = pack({"name": "动脉期"}, [b"one", b"three"])

    (length,) = struct.unpack("<I", message[:4])
    assert json.loads(message[4 : 4 + length]) == {"name": "动脉期", "bytes": [3, 5]}
    assert message[4 + length :] == b"onethree"


def test_a_message_is_the_same_each_time(volume: Volume) -> None:
    one, other = (display_copy(volume, (0, 200)) for _ in range(2))

    assert pack(one.described(), [one.content]) == pack(other.described(), [other.content])
