"""What is seen of voxels while they stream by."""

import gzip
import io
import zlib

import numpy as np
import pytest

from core.errors import EmptyMask, ImageContent, UnreadableFile
from core.imaging.survey import (
    Survey,
    inflate,
    inflate_blocks,
    read_blocks,
    require_image,
    require_labels,
    survey_voxels,
)

VOXELS = np.array([3, -7, np.nan, 900, np.inf, 0], dtype="<f4").tobytes()


@pytest.mark.parametrize("size", [1, 3, 4, 7, 24])
def test_voxels_are_counted_however_blocks_cut_them(size: int):
    blocks = [VOXELS[at : at + size] for at in range(0, len(VOXELS), size)]

    assert survey_voxels(blocks, np.dtype("<f4"), 24) == Survey(6, -7.0, 900.0, 2)


def test_bytes_behind_the_last_voxel_are_not_looked_at():
    assert survey_voxels([b"\1\2", b"\xff" * 512], np.dtype("u1"), 2) == Survey(2, 1.0, 2.0, 0)


def test_a_stream_that_goes_on_is_left_at_once():
    endless = (bytes(1 << 20) for _ in iter(int, 1))

    with pytest.raises(UnreadableFile, match="goes on"):
        survey_voxels(endless, np.dtype("u1"), 100)


def test_a_scale_below_zero_turns_the_ends_round():
    assert Survey(2, 1.0, 5.0, 0).scaled(-2.0, 1.0) == Survey(2, -9.0, -1.0, 0)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_packed_blocks_are_what_was_packed(pack):
    plain = np.random.default_rng(0).bytes(3 << 20)

    assert b"".join(inflate_blocks(io.BytesIO(pack(plain)))) == plain == b"".join(read_blocks(io.BytesIO(plain)))


@pytest.mark.parametrize("spoil", [lambda p: p[:-9], lambda p: p[:-6] + b"12" + p[-4:], lambda p: b"no" + p])
def test_damaged_packed_voxels_are_refused(spoil):
    with pytest.raises(UnreadableFile, match="compressed voxels must"):
        list(inflate_blocks(io.BytesIO(spoil(gzip.compress(bytes(range(256)) * 99)))))


def test_inflating_gives_exactly_the_announced_bytes():
    assert inflate(gzip.compress(b"voxels"), 6) == b"voxels"


@pytest.mark.parametrize("total", [5, 7])
def test_inflating_to_another_length_is_refused(total: int):
    with pytest.raises(UnreadableFile, match=f"must unpack to {total} bytes"):
        inflate(gzip.compress(b"voxels"), total)


@pytest.mark.parametrize(
    ("survey", "said"),
    [(Survey(8, 0, 9, 3), "but 3 of 8 are NaN"), (Survey(8, 7, 7, 0), "but all 8 are 7")],
)
def test_what_is_no_image_is_refused(survey: Survey, said: str):
    with pytest.raises(ImageContent, match=said):
        require_image(survey)


@pytest.mark.parametrize(("survey", "error"), [(Survey(8, 0, 9, 3), ImageContent), (Survey(8, 0, 0, 0), EmptyMask)])
def test_what_is_no_mask_is_refused(survey: Survey, error: type[Exception]):
    with pytest.raises(error):
        require_labels(survey)
