"""From an array as it stood in a file to a Volume or a Mask: which label is the region, and does it lie on the volume.

Knows nothing of file formats; both readers end here.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt

from core.errors import EmptyMask, GeometryMismatch, ImageContent
from core.imaging.geometry import reconcile_mask
from core.values import Mask, Volume

Array = npt.NDArray[Any]

MOST_LABELS = 1000
BLOCK = 1 << 20
WHOLE = 1e-3
"""How far a stored label may lie from a whole number."""


def build_volume(data: Array, affine: Array) -> Volume:
    """Make a volume; numbers too large for float32 become infinite and are refused with the NaN.

    Parameters
    ----------
    data : (I, J, K), any real type
    affine : (4, 4), mm, RAS+
    """
    with np.errstate(over="ignore", invalid="ignore"):
        return Volume(data, affine)


def require_size(shape: tuple[int, ...], like: Volume | None) -> None:
    """Raise `GeometryMismatch` before voxels are read when no turning of axes could bring them onto the volume."""
    if like is not None and sorted(shape) != sorted(like.shape):
        volume, mask = ("×".join(map(str, each)) for each in (like.shape, shape))
        raise GeometryMismatch(
            f"volume and mask must lie on one grid, but the volume has {volume} and the mask {mask} voxels: "
            "export both from the same series"
        )


def build_mask(data: Array, affine: Array, like: Volume, label: int | None) -> Mask:
    """Make a mask of one label, on the grid of the volume.

    Parameters
    ----------
    data : (I, J, K), labels
    affine : (4, 4), mm, RAS+
    like : the volume it was drawn on
    label : value to take; None where there is one beside 0

    Raises
    ------
    ImageContent
        The array is no label image, or several labels stand in it and none was chosen.
    EmptyMask
        No voxel carries the label.
    GeometryMismatch
        The mask lies on another grid than the volume, however its axes are turned.
    """
    labels = count_labels(data)
    chosen, note = _choose(labels, label)
    marked = data != 0 if len(labels) == 1 else np.abs(data - chosen) <= WHOLE
    return reconcile_mask(Mask(marked, affine, note=note), like)


def count_labels(data: Array) -> dict[int, int]:
    """Labels other than 0 with their voxel counts, ascending; a single fractional value counts as label 1.

    Parameters
    ----------
    data : (I, J, K), labels

    Raises
    ------
    ImageContent
        Values are NaN, fractions, or far too many to be labels.
    """
    values, counts = _tally(data)
    if not np.isfinite(values).all():
        raise ImageContent("a mask must hold whole numbers, but some voxels are NaN or infinite: export the mask again")
    if len(values) == 1 and abs(values[0] - np.rint(values[0])) > WHOLE:
        return {1: int(counts[0])}
    if len(values) and np.abs(values - np.rint(values)).max() > WHOLE:
        odd = float(values[np.abs(values - np.rint(values)).argmax()])
        raise ImageContent(
            f"a mask must hold whole numbers, but this one holds {odd:.4g}: threshold it and export again"
        )
    if len(values) > MOST_LABELS:
        message = (
            f"a mask must hold a few labels, but this file holds {len(values):,} values: choose the mask, not the image"
        )
        raise ImageContent(message)
    return {int(np.rint(value)): int(count) for value, count in zip(values, counts, strict=True)}


def _tally(data: Array) -> tuple[Array, Array]:
    """Values other than 0, ascending, and how often each stands; a block at a time, for memory's sake."""
    found: Counter[Any] = Counter()
    flat = data.ravel(order="K")
    for begin in range(0, flat.size, BLOCK):
        block = flat[begin : begin + BLOCK]
        values, counts = np.unique(block[block != 0], return_counts=True)
        found.update(dict(zip(values.tolist(), counts.tolist(), strict=True)))
        if len(found) > MOST_LABELS + BLOCK:
            break  # an image, whatever follows
    values = np.array(sorted(found), dtype=data.dtype)
    return values, np.array([found[value] for value in values.tolist()], dtype=np.int64)


def _choose(labels: dict[int, int], label: int | None) -> tuple[int, str]:
    listed = ", ".join(f"{name} ({count:,} voxels)" for name, count in list(labels.items())[:12])
    listed += f" and {len(labels) - 12} more" if len(labels) > 12 else ""
    if not labels:
        raise EmptyMask("the mask must mark at least one voxel, but every voxel is 0: export it again with the region")
    if label is None and len(labels) > 1:
        raise ImageContent(f"one label must be chosen, but the mask holds {len(labels)}: {listed}; choose one of them")
    chosen = next(iter(labels)) if label is None else label
    if chosen not in labels:
        raise EmptyMask(f"the mask must hold the chosen label {chosen}, but it holds {listed}: choose one of these")
    return chosen, "" if label is not None or chosen == 1 else f"label {chosen} was taken as the region"
