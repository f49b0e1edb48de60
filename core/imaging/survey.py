"""Every voxel of a file looked at once while it streams by, before memory is given to any.

A kilobyte of gzip can hold a gigabyte of one value. So what no image can be is refused here, in a block's memory:
voxels that are too few or too many, that are no numbers, or that are all the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from core.errors import EmptyMask, ImageContent, UnreadableFile
from core.imaging.guard import CHUNK, require_length


@dataclass(frozen=True)
class Survey:
    """What the voxels of a file are, as they are stored: how many, the lowest and highest, and how many no number."""

    count: int
    low: float
    high: float
    bad: int

    def scaled(self, slope: float, intercept: float) -> Survey:
        """The same of the values that the stored ones stand for."""
        low, high = (end * slope + intercept for end in (self.low, self.high))
        return Survey(self.count, min(low, high), max(low, high), self.bad)


def survey_voxels(blocks: Iterable[bytes], dtype: np.dtype[Any], total: int) -> Survey:
    """Look at voxels block by block, to the end, where compressed data check themselves.

    Parameters
    ----------
    blocks : the file's bytes from the first voxel on
    dtype : of a voxel
    total : bytes of all voxels

    Raises
    ------
    UnreadableFile
        They end early, or go on for more than a block of padding.
    """
    seen, bad, low, high, rest = 0, 0, np.inf, -np.inf, b""
    for block in blocks:
        part = rest + block[: max(total - seen, 0)]
        seen += len(block)
        if seen > total:
            require_length(seen, total)
        whole = len(part) - len(part) % dtype.itemsize
        voxels, rest = np.frombuffer(part[:whole], dtype), part[whole:]
        finite = voxels[np.isfinite(voxels)] if dtype.kind == "f" else voxels
        bad += len(voxels) - len(finite)
        if len(finite):
            low, high = min(low, float(finite.min())), max(high, float(finite.max()))
    require_length(seen, total)
    return Survey(total // dtype.itemsize, low, high, bad)


def read_blocks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, a block at a time."""
    while block := stream.read(CHUNK):
        yield block


def inflate_blocks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes that gzip or zlib data unpack to, a block at a time; raises `UnreadableFile` when they are damaged."""
    engine = zlib.decompressobj(wbits=47)
    try:
        while not engine.eof:
            packed = engine.unconsumed_tail or stream.read(CHUNK)
            block = engine.decompress(packed, CHUNK)
            if not packed and not block:
                break
            yield block
    except zlib.error as error:
        raise UnreadableFile(
            "compressed voxels must pass their checksum, but these are damaged: transfer the file again"
        ) from error
    if not engine.eof:
        raise UnreadableFile("compressed voxels must be whole, but these end early: transfer the file again")


def inflate(packed: bytes | bytearray, total: int) -> bytes:
    """Decompress voxels after a text header; raises `UnreadableFile` unless they are exactly `total` bytes."""
    engine = zlib.decompressobj(wbits=47)
    try:
        content = engine.decompress(packed, max_length=total + 1)
    except zlib.error as error:
        message = "compressed voxels must pass their checksum, but these are damaged: transfer the file again"
        raise UnreadableFile(message) from error
    if not engine.eof or len(content) != total:
        message = (
            f"compressed voxels must unpack to {total:,} bytes, but these do not: transfer or export the file again"
        )
        raise UnreadableFile(message)
    return content


def require_image(survey: Survey) -> None:
    """Raise `ImageContent` unless every voxel is a number, and they are not all the same."""
    if survey.bad:
        raise ImageContent(
            f"every voxel must be a finite number, but {survey.bad:,} of {survey.count:,} are NaN or infinite: "
            "export the volume again"
        )
    if survey.low == survey.high:
        raise ImageContent(
            f"an image must have darker and brighter voxels, but all {survey.count:,} are {survey.low:g}: "
            "export the volume again"
        )


def require_labels(survey: Survey) -> None:
    """Raise `ImageContent` unless every voxel is a number, and `EmptyMask` when all are 0."""
    if survey.bad:
        raise ImageContent(
            f"a mask must hold whole numbers, but {survey.bad:,} of {survey.count:,} voxels are NaN or infinite: "
            "export the mask again"
        )
    if survey.low == survey.high == 0:
        raise EmptyMask("the mask must mark at least one voxel, but every voxel is 0: export it again with the region")
