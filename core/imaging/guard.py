"""The door for image files: what is refused before a library reads one voxel.

The reading libraries fill missing slices with zeros, read past wrong checksums and believe impossible headers. So the
kind of a file is told from its first bytes, its length must be what its header says, and a grid must be one a body can
have. This file knows limits and bytes; `header` (NIfTI) and `attached` (NRRD, MetaImage) know what headers mean.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, cast

import numpy as np
import numpy.typing as npt

from core.errors import ImageContent, UnreadableFile

Source = str | Path | bytes
Kind = Literal["NIfTI", "NRRD", "MetaImage"]

MAX_VOXELS = 512**3
SPACING_MM = (0.01, 50.0)
FARTHEST_MM = 100_000.0
SHEAR = 1e-3
TRAILING = 4096
"""Bytes allowed after the last voxel: some writers pad to whole blocks."""

HEAD = 1 << 20
"""Bytes in which a text header must end; segmentations list their segments there."""

CHUNK = 1 << 20

SIZES_1 = {(348).to_bytes(4, "little"), (348).to_bytes(4, "big")}
SIZES_2 = {(540).to_bytes(4, "little"), (540).to_bytes(4, "big")}
"""How NIfTI-1 (or Analyze) and NIfTI-2 headers begin."""

ALIENS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive",
    b"\x89HDF": "an HDF5 file",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
}


@contextmanager
def open_source(source: Source) -> Iterator[BinaryIO]:
    """Open a path or bytes for reading, decompressed on the way when gzipped.

    Raises
    ------
    UnreadableFile
        The file cannot be opened, or its compressed data are damaged or end early.
    """
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            yield cast(BinaryIO, gzip.GzipFile(fileobj=raw) if packed else raw)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        message = (
            "compressed data must be whole and pass their checksum, but these are damaged: transfer the file again"
        )
        raise UnreadableFile(message) from error
    except OSError as error:
        message = f"the file must exist and be readable, but opening it failed ({error.strerror}): choose another file"
        raise UnreadableFile(message) from error


def identify(source: Source, filename: str = "") -> Kind:
    """Tell the format from the first bytes, whatever the file is called.

    Raises
    ------
    UnreadableFile
        The bytes are not of a format that can be read here; says what they are where that is known.
    """
    with open_source(source) as stream:
        head = stream.read(4096)
    if (head[:4] in SIZES_1 and head[344:348] == b"n+1\0") or (head[:4] in SIZES_2 and head[4:8] == b"n+2\0"):
        return "NIfTI"
    if head.startswith(b"NRRD000"):
        return "NRRD"
    if re.match(rb"\s*(ObjectType|NDims|Comment)\s*=", head):
        return "MetaImage"
    name = filename or ("" if isinstance(source, bytes) else Path(source).name)
    called = re.sub(r"[^\w.() -]", "?", re.split(r"[/\\]", name)[-1])[-80:] or "this file"
    raise UnreadableFile(
        "an image must be NIfTI (.nii, .nii.gz), NRRD or MetaImage (.mha), "
        f"but {called} is {_describe_alien(head)}: export the image in one of these formats"
    )


def read_exactly(stream: BinaryIO, head: bytes, total: int) -> bytearray:
    """Read on from `head` to the end of the stream, which must come at `total` bytes.

    Reading goes to the very end, because only there a gzip stream checks itself, but never far beyond that.

    Raises
    ------
    UnreadableFile
        The stream ends early, or goes on for more than a block of padding.
    """
    content = read_to_end(stream, head, total)
    require_length(len(content), total)
    return content


def require_length(length: int, total: int) -> None:
    """Raise `UnreadableFile` when a file ended early, or goes on for more than a block of padding."""
    if length < total:
        raise UnreadableFile(
            f"the file must hold the {total:,} bytes its header announces, but ends after {length:,}: transfer it again"
        )
    if length > total + TRAILING:
        raise UnreadableFile(
            f"the file must end where its header says, after {total:,} bytes, but goes on: re-export the image"
        )


def read_to_end(stream: BinaryIO, head: bytes, limit: int) -> bytearray:
    """Read on from `head` to the end of the stream; raises `UnreadableFile` when that lies far beyond the limit."""
    content = bytearray(head)
    while len(content) <= limit + TRAILING and (chunk := stream.read(CHUNK)):
        content += chunk
    require_length(max(len(content), limit), limit)
    return content


def check_shape(shape: tuple[int, ...]) -> None:
    """Refuse a grid without voxels or with more than 512³; raises `UnreadableFile`."""
    voxels = 1
    for n in shape:
        voxels *= max(n, 0)
    if not 0 < voxels <= MAX_VOXELS:
        axes = "×".join(map(str, shape))
        raise UnreadableFile(f"an image must have 1 to 512³ voxels, but the header claims {axes}: crop or re-export it")


def check_affine(affine: npt.NDArray[np.float64]) -> None:
    """Refuse a grid no scanner makes: unplaced, sheared, or of impossible voxel size.

    Parameters
    ----------
    affine : (4, 4), mm, RAS+

    Raises
    ------
    ImageContent
        The affine is not finite, spacing lies outside 0.01-50 mm, or the axes are not at right angles (1e-3).
    """
    if not np.isfinite(affine).all() or np.abs(affine[:3, 3]).max() > FARTHEST_MM:
        message = (
            "the orientation must be finite numbers within 100 m, but it is not: re-export with a valid orientation"
        )
        raise ImageContent(message)
    spacing = np.linalg.norm(affine[:3, :3], axis=0)
    low, high = SPACING_MM
    if spacing.min() < low or spacing.max() > high:
        came = " × ".join(f"{s:.4g}" for s in spacing)
        raise ImageContent(
            f"voxels must measure {low} to {high:g} mm, but these are {came} mm: check the header's unit"
        )
    direction = affine[:3, :3] / spacing
    shear = float(np.abs(direction.T @ direction - np.eye(3)).max())
    if shear > SHEAR:
        raise ImageContent(
            f"the image axes must be at right angles, but they are sheared (cosine {shear:.3f}): "
            "resample the image to a regular grid"
        )


def _describe_alien(head: bytes) -> str:
    if head[:4] in SIZES_1 | SIZES_2:
        return "an Analyze header or one half of a .hdr/.img pair"
    if head[128:132] == b"DICM":
        return "a DICOM file"
    known = [name for magic, name in ALIENS.items() if head.startswith(magic)]
    if known or not head:
        return known[0] if known else "empty"
    return "plain text" if all(byte in b"\t\n\r" or 31 < byte < 254 for byte in head[:512]) else "of no known format"
