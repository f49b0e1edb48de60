"""What is refused at the door, and that real images pass it."""

import gzip
import io
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ImageContent, UnreadableFile
from core.imaging.guard import check_affine, check_shape, identify, open_source, read_exactly

ALIENS = {
    b"": "empty",
    b"\x89PNG\r\n\x1a\n": "a PNG picture",
    b"\xff\xd8\xff\xe0": "a JPEG picture",
    b"%PDF-1.7": "a PDF document",
    b"PK\x03\x04": "a ZIP archive",
    bytes(128) + b"DICM": "a DICOM file",
    b"case_id,age\n1,60\n": "plain text",
    (348).to_bytes(4, "little") + bytes(344): "an Analyze header",
    b"\x01\x02\x03": "of no known format",
}


@pytest.mark.parametrize(("content", "said"), ALIENS.items(), ids=ALIENS.values())
def test_other_files_are_refused_with_what_they_are(content: bytes, said: str):
    with pytest.raises(UnreadableFile, match=f"scan.nii is {said}"):
        identify(content, "scan.nii")


def test_name_in_the_message_shows_no_folder_and_no_control_characters():
    with pytest.raises(UnreadableFile, match=r"but sc\?an.png is plain text"):
        identify(b"hello", "/home/someone/sc\x1ban.png")


def test_format_is_told_from_content_not_from_the_name(nifti: bytes):
    assert identify(gzip.compress(nifti), "picture.png") == "NIfTI"


@pytest.mark.parametrize(("content", "kind"), [(b"NRRD0005\n", "NRRD"), (b"NDims = 3\n", "MetaImage")])
def test_text_headers_are_recognised(content: bytes, kind: str):
    assert identify(content) == kind


def test_missing_file_is_refused_without_its_folder(tmp_path):
    with pytest.raises(UnreadableFile, match="No such file") as caught:
        identify(tmp_path / "absent.nii")
    assert str(tmp_path) not in str(caught.value)


def test_folder_in_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="Is a directory"):
        identify(tmp_path)


@given(st.binary(max_size=600))
def test_any_bytes_end_in_a_format_or_its_refusal(content: bytes):
    with suppress(UnreadableFile):
        assert identify(content) in ("NIfTI", "NRRD", "MetaImage")


def refused(packed: bytes, total: int) -> str:
    with pytest.raises(UnreadableFile) as caught, open_source(packed) as stream:
        read_exactly(stream, b"", total)
    return str(caught.value)


def test_wrong_checksum_at_the_end_of_gzip_is_refused():
    packed = bytearray(gzip.compress(bytes(5000)))
    packed[-6] ^= 1
    assert "pass their checksum" in refused(bytes(packed), 5000)


def test_gzip_cut_in_half_is_refused():
    packed = gzip.compress(np.random.default_rng(0).bytes(5000))
    assert "pass their checksum" in refused(packed[:2500], 5000)


def test_content_that_ends_early_is_refused_with_both_lengths():
    assert "5,000 bytes its header announces, but ends after 4,999" in refused(bytes(4999), 5000)


def test_bomb_behind_the_last_voxel_is_refused_without_unpacking_it():
    bomb = gzip.compress(bytes(100)) + gzip.compress(bytes(50 << 20))
    with open_source(bomb) as stream, pytest.raises(UnreadableFile, match="goes on"):
        read_exactly(stream, b"", 100)


def test_a_block_of_padding_behind_the_last_voxel_is_allowed():
    assert len(read_exactly(io.BytesIO(bytes(612)), b"", 512)) == 612


@pytest.mark.parametrize("shape", [(0, 5, 5), (-1, 5, -5), (513, 512, 512), (30000, 30000, 30000)])
def test_impossible_shapes_are_refused(shape: tuple[int, ...]):
    with pytest.raises(UnreadableFile, match=r"1 to 512³ voxels"):
        check_shape(shape)


def test_largest_shape_is_allowed():
    check_shape((512, 512, 512))


SHEARED = np.eye(4) + np.eye(4, k=1) * 0.01
FAR = np.eye(4) + np.eye(4, k=3) * 1e9
BAD = {
    "0.01 to 50 mm": np.diag([0.001, 1, 1, 1]),
    "0.01 to 50 mm, but these are 1 × 1 × 60": np.diag([1, 1, 60.0, 1]),
    "0.01 to 50 mm, but these are 0": np.diag([0, 1, 1, 1.0]),
    "finite numbers": np.diag([np.nan, 1, 1, 1]),
    "within 100 m": FAR,
    r"sheared \(cosine 0.010\)": SHEARED,
    r"sheared \(cosine 1.000\)": np.ones((4, 4)),
}


@pytest.mark.parametrize(("said", "affine"), BAD.items(), ids=BAD)
def test_grids_no_scanner_makes_are_refused(said: str, affine: np.ndarray):
    with pytest.raises(ImageContent, match=said):
        check_affine(affine)
