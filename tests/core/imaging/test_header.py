"""A NIfTI header is believed only where it can be true."""

import gzip

import nibabel
import numpy as np
import pytest

from core.errors import ImageContent, UnreadableFile
from core.imaging.header import check_extensions, parse_header, read_header

UNREADABLE = {
    "1 to 7 axes": {"dim0": 9},
    "1 to 7 axes, but the header claims 0": {"dim0": 0},
    "1 to 512³": {"nx": 30000, "ny": 30000, "nz": 30000},
    "claims 0×5×6": {"nx": 0},
    "claims -4×5×6": {"nx": -4},
    "must have 16 bits, but the header says 8": {"bitpix": 8},
    "start at byte 352 or later, but the header says 0": {"vox_offset": 0},
    "start at byte 352 or later, but the header says -1": {"vox_offset": -1},
    "but the header says nan": {"vox_offset": np.nan},
    "but the header says inf": {"vox_offset": np.inf},
    "but the header says 352.5": {"vox_offset": 352.5},
    r"voxel sizes must be positive, but the header says \[0.0": {"dx": 0},
    r"voxel sizes must be positive, but the header says \[nan": {"dx": np.nan},
    "intensity scale must be finite": {"slope": np.inf},
    "intensity scale must be finite, but it is 1.0 and nan": {"slope": 1, "inter": np.nan},
}


@pytest.mark.parametrize(("said", "fields"), UNREADABLE.items(), ids=UNREADABLE)
def test_impossible_fields_are_refused(said: str, fields: dict[str, float], spoil):
    with pytest.raises(UnreadableFile, match=said):
        parse_header(spoil(**fields))


CONTENT = {
    "complex numbers": {"datatype": 32},
    "RGB colours": {"datatype": 128},
    "RGBA colours": {"datatype": 2304},
    "one bit per voxel": {"datatype": 1},
    "128-bit floats": {"datatype": 1536},
    "unknown type 77": {"datatype": 77},
    "holds 20: export one frame": {"dim0": 4, "nt": 20},
    "three axes, but this one has 2": {"dim0": 2},
}


@pytest.mark.parametrize(("said", "fields"), CONTENT.items(), ids=CONTENT)
def test_images_of_another_kind_are_refused(said: str, fields: dict[str, float], spoil):
    with pytest.raises(ImageContent, match=said):
        parse_header(spoil(**fields))


def test_short_header_is_refused(nifti: bytes):
    with pytest.raises(UnreadableFile, match="352 bytes, but 349 came"):
        parse_header(nifti[:349])


def test_fields_agree_with_nibabel(nifti: bytes):
    header = parse_header(nifti)
    assert (header.shape, header.dtype, header.offset, header.total) == ((4, 5, 6), np.dtype("<i2"), 352, len(nifti))


def test_both_versions_and_byte_orders_are_read():
    kinds = [(nibabel.Nifti1Image, 1, 352), (nibabel.Nifti2Image, 2, 544)]
    for kind, version, offset in kinds:
        for order in "<>":
            blank = kind.header_class(endianness=order)
            content = kind(np.zeros((2, 3, 4), np.float32), np.eye(4), blank).to_bytes()
            header = parse_header(content)
            assert (header.version, header.order, header.offset, header.total) == (version, order, offset, len(content))


def test_single_frame_of_a_time_series_is_one_image(spoil):
    assert parse_header(spoil(dim0=4, nt=1)).shape == (4, 5, 6)


@pytest.mark.parametrize(("code", "length"), [(0, 1.0), (1, 1000.0), (2, 1.0), (3, 0.001), (10, 1.0)])
def test_unit_codes_have_their_length_in_millimetres(code: int, length: float, spoil):
    assert parse_header(spoil(unit=code)).unit_mm == length


@pytest.mark.parametrize("length", [-16, 0, 2**31 - 1])
def test_extension_beyond_the_voxels_is_refused(length: int, spoil):
    content = bytearray(spoil(vox_offset=368, ext=1))
    content[352:356] = int(length).to_bytes(4, "little", signed=True)
    with pytest.raises(UnreadableFile, match=f"one claims {length} bytes"):
        check_extensions(bytes(content), parse_header(bytes(content)))


def test_extension_that_fits_is_skipped():
    image = nibabel.Nifti1Image(np.zeros((2, 2, 2), np.uint8), np.eye(4))
    image.header.extensions.append(nibabel.nifti1.Nifti1Extension("comment", b"hello"))
    content = image.to_bytes()
    assert check_extensions(content, parse_header(content)) is None


def test_a_header_is_read_without_the_voxels_behind_it(nifti: bytes):
    header, head = read_header(gzip.compress(nifti))

    assert (header.shape, len(head)) == ((4, 5, 6), header.offset)


def test_a_file_that_ends_before_its_voxels_is_refused(spoil):
    with pytest.raises(UnreadableFile, match="but ends after"):
        read_header(spoil(vox_offset=60000.0))
