"""What is drawn on a display copy in a browser: a mask as a drawing, and a drawing on the volume's own grid.

A drawing travels in the order of the copy and is turned by the turn the copy was made with, so that it lies exactly
where it was drawn, however the volume is stored. Knows no file format and no screen.
"""

from __future__ import annotations

import zlib

import numpy as np
import numpy.typing as npt

from core.errors import EmptyMask, GeometryMismatch
from core.imaging.display import turn_of
from core.values import Mask, Volume

Labels = npt.NDArray[np.uint8]


def display_labels(mask: Mask) -> bytes:
    """The voxels of a mask as label 1 of a drawing: zlib stream of one byte each, the axis to the right fastest."""
    return zlib.compress(turn_of(mask).there(mask.data).astype(np.uint8).tobytes(order="F"), 1)


def read_drawing(content: bytes, like: Volume | Mask) -> Labels:
    """Turn what was drawn on the display copy onto the grid of the volume itself.

    Parameters
    ----------
    content : zlib stream of one byte per voxel of the copy, the axis to the right fastest; 0 where nothing was drawn
    like : the volume that was shown

    Returns
    -------
    (I, J, K), labels on the grid of `like`

    Raises
    ------
    GeometryMismatch
        The drawing holds another number of voxels than the volume, or is no such stream.
    EmptyMask
        Nothing was drawn.
    """
    expected, stream = int(np.prod(like.shape)), zlib.decompressobj()
    try:
        drawn = stream.decompress(content, expected + 1)
    except zlib.error as error:
        raise GeometryMismatch("a drawing must be one whole stream, but this one is damaged: draw again") from error
    if len(drawn) != expected:
        raise GeometryMismatch(
            f"a drawing must hold the {expected:,} voxels of its volume, but it holds {len(drawn):,}: draw again"
        )
    turn = turn_of(like)
    shown = np.frombuffer(drawn, np.uint8).reshape([like.shape[axis] for axis in turn.order], order="F")
    if not shown.any():
        raise EmptyMask("the mask must mark at least one voxel, but nothing is drawn: delineate the lesion first")
    return np.ascontiguousarray(turn.back(shown))


def place_to_start(mask: Mask) -> tuple[float, float, float]:
    """Where a look begins, mm: amid the marked voxels of the slice that shows most of the region.

    Raises
    ------
    EmptyMask
        The mask marks no voxel.
    """
    head = turn_of(mask).order[2]
    box = mask.bounding_box[head]
    slices = np.moveaxis(mask.data, head, 0)
    index = int(slices[box].sum(axis=(1, 2)).argmax()) + box.start
    inside = np.insert(np.argwhere(slices[index]).mean(axis=0), head, index)
    x, y, z = mask.affine[:3, :3] @ inside + mask.affine[:3, 3]
    return float(x), float(y), float(z)


def middle_of(volume: Volume) -> tuple[float, float, float]:
    """Middle of a volume, mm."""
    x, y, z = volume.affine[:3, :3] @ ((np.array(volume.shape) - 1) / 2) + volume.affine[:3, 3]
    return float(x), float(y), float(z)
