"""NRRD and MetaImage lie where ITK says they lie, and give nothing away."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.confined.picture import read_picture
from core.errors import GeometryMismatch, HepasrError, ImageContent, UnreadableFile
from core.imaging import itk
from core.imaging.itk import mask_labels, read_mask, read_volume

DIRECTION = np.array([[0, -0.8, 0.6], [1, 0, 0], [0, -0.6, -0.8]])
SPACING, ORIGIN = (0.7, 0.9, 4.5), (-11.0, 22.0, 33.5)

Write = Callable[..., bytes]


@pytest.fixture(autouse=True)
def _unconfined(monkeypatch: pytest.MonkeyPatch) -> None:
    """ITK in this process: a child for each of these small files would take minutes."""
    monkeypatch.setattr(itk, "call_confined", lambda _task, content, _limits, **words: read_picture(content, **words))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Bytes of an oblique, left-handed image as ITK writes them."""

    def written(data: np.ndarray, suffix: str, packed: bool = False) -> bytes:
        image = sitk.GetImageFromArray(data.transpose(2, 1, 0))
        image.SetSpacing(SPACING)
        image.SetOrigin(ORIGIN)
        image.SetDirection(DIRECTION.ravel().tolist())
        sitk.WriteImage(image, str(tmp_path / f"image{suffix}"), packed)
        return (tmp_path / f"image{suffix}").read_bytes()

    return written


FORMATS = pytest.mark.parametrize(
    ("suffix", "packed"), [(".nrrd", False), (".nrrd", True), (".mha", False), (".mha", True)]
)


@FORMATS
@pytest.mark.parametrize("dtype", ["u1", "i2", "u2", "i4", "f4", "f8"])
def test_voxels_keep_the_order_of_the_file(suffix: str, packed: bool, dtype: str, write: Write, voxels: np.ndarray):
    data = np.abs(voxels % 200).astype(dtype)
    np.testing.assert_array_equal(read_volume(write(data, suffix, packed)).data, data)


@FORMATS
def test_every_voxel_lies_where_itk_puts_it(suffix: str, packed: bool, write: Write, voxels: np.ndarray):
    volume = read_volume(write(voxels, suffix, packed))
    itk_position = DIRECTION @ (np.array([1, 2, 3]) * SPACING) + ORIGIN
    np.testing.assert_allclose((volume.affine @ [1, 2, 3, 1])[:3], itk_position * [-1, -1, 1])


@pytest.mark.parametrize(
    ("space", "flips"),
    [
        ("left-posterior-superior", (-1, -1, 1)),
        ("right-anterior-superior", (1, 1, 1)),
        ("left-anterior-superior", (-1, 1, 1)),
    ],
)
def test_spaces_of_nrrd_become_ras(space: str, flips: tuple[int, ...], write: Write, voxels: np.ndarray):
    content = write(voxels, ".nrrd").replace(b"left-posterior-superior", space.encode())
    np.testing.assert_allclose(read_volume(content).affine[:3, 3], np.array(ORIGIN) * flips)


def test_big_endian_voxels_are_read(write: Write, voxels: np.ndarray):
    header, _ = write(voxels, ".mha").split(b"LOCAL\n")
    content = header.replace(b"MSB = False", b"MSB = True") + b"LOCAL\n" + voxels.astype(">i2").tobytes("F")
    np.testing.assert_array_equal(read_volume(content).data, voxels)


@FORMATS
def test_truncated_file_is_refused(suffix: str, packed: bool, write: Write, voxels: np.ndarray):
    with pytest.raises(UnreadableFile):
        read_volume(write(voxels, suffix, packed)[:-20])


def test_bomb_inside_nrrd_is_refused(write: Write, voxels: np.ndarray):
    bomb = write(np.zeros((256, 256, 40), np.uint8), ".nrrd", True).replace(b"256 256 40", b"2 2 2")
    with pytest.raises(UnreadableFile, match="after 8 bytes, but goes on"):
        read_volume(bomb)


def test_another_file_is_never_opened(tmp_path: Path, write: Write, voxels: np.ndarray):
    (tmp_path / "secret").write_bytes(voxels.tobytes())
    detached = write(voxels, ".mha").split(b"LOCAL")[0] + str(tmp_path / "secret").encode() + b"\n"
    (tmp_path / "scan.mhd").write_bytes(detached)
    with pytest.raises(UnreadableFile, match="must be in one file"):
        read_volume(tmp_path / "scan.mhd")


def test_nan_voxels_are_refused(write: Write):
    with pytest.raises(ImageContent, match="NaN"):
        read_volume(write(np.full((2, 2, 2), np.nan, np.float32), ".nrrd"))


def test_mask_is_read_on_the_grid_of_its_volume(write: Write, voxels: np.ndarray):
    volume = read_volume(write(voxels, ".mha"))
    mask = read_mask(write((voxels > 500).astype(np.uint8) * 7, ".nrrd", True), volume)
    np.testing.assert_array_equal(mask.data, voxels > 500)


def test_mask_on_another_grid_is_refused(write: Write, voxels: np.ndarray):
    volume = read_volume(write(voxels, ".mha"))
    with pytest.raises(GeometryMismatch):
        read_mask(write(np.ones((4, 5, 7), np.uint8), ".nrrd"), volume)


def test_labels_are_listed_with_counts(write: Write):
    assert mask_labels(write(np.arange(8, dtype=np.uint8).reshape(2, 2, 2) // 4 * 3, ".nrrd")) == {3: 4}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 420), value=st.integers(0, 255), suffix=st.sampled_from([".nrrd", ".mha"]))
def test_any_changed_byte_ends_in_a_volume_or_its_refusal(at: int, value: int, suffix: str, write: Write, voxels):
    content = bytearray(write(voxels, suffix))
    content[at] = value
    try:
        assert read_volume(bytes(content)).data.ndim == 3
    except HepasrError:
        assert content[at] == value
