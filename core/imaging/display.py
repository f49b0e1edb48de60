"""What a browser is shown of a volume: a copy whose axes run right, front and head, so that it sees one order only.

The volume itself stays where and as it is, in full precision. Knows no file format and no screen.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
import numpy.typing as npt

from core.values import Mask, Volume

Array = npt.NDArray[Any]
Geometry = npt.NDArray[np.float64]

FINE_VOXELS = 16_000_000
"""Larger volumes travel in 256 grey values instead of 65,536."""

BELOW, ABOVE = 0.25, 0.5
"""How far beyond the usual window 256 grey values reach, as shares of its width."""


@dataclass(frozen=True)
class Turn:
    """How stored axes become axes that run right, front and head.

    Attributes
    ----------
    order : stored axis that runs left to right, back to front, and feet to head
    flips : whether it is stored the other way round
    """

    order: tuple[int, int, int]
    flips: tuple[bool, bool, bool]

    def there(self, data: Array) -> Array:
        """The stored array, (I, J, K), as it is shown, (right, front, head)."""
        shown: Array = data.transpose(self.order)[self._steps()]
        return shown

    def back(self, data: Array) -> Array:
        """An array as it was shown, (right, front, head), in stored order, (I, J, K)."""
        stored: Array = data[self._steps()].transpose(np.argsort(self.order))
        return stored

    def _steps(self) -> tuple[slice, ...]:
        return tuple(slice(None, None, -1 if flip else 1) for flip in self.flips)


@dataclass(frozen=True)
class DisplayCopy:
    """A volume as it travels: where its voxels lie, how its numbers become grey values, and the compressed numbers.

    Attributes
    ----------
    shape : voxels to the right, front and head
    affine : (4, 4), mm, RAS+, of that order
    kind : ``"int16"`` or ``"uint8"``
    slope, intercept : grey value = slope · number + intercept
    content : zlib stream of the numbers, the axis to the right fastest
    """

    shape: tuple[int, int, int]
    affine: Geometry
    kind: str
    slope: float
    intercept: float
    content: bytes

    def described(self) -> dict[str, Any]:
        """All but the numbers, as JSON takes it."""
        named = {"shape": list(self.shape), "affine": self.affine.tolist(), "kind": self.kind}
        return named | {"slope": self.slope, "intercept": self.intercept}


def turn_of(image: Volume | Mask) -> Turn:
    """How an image is turned to be shown; the nearest way when its grid is oblique.

    Examples
    --------
    >>> turn_of(Volume(np.zeros((2, 2, 2)), np.diag([-1.0, -1.0, 1.0, 1.0])))
    Turn(order=(0, 1, 2), flips=(True, True, False))
    """
    direction = image.affine[:3, :3] / np.asarray(image.spacing)
    order = max(permutations(range(3)), key=lambda axes: sum(abs(direction[row, a]) for row, a in enumerate(axes)))
    right, front, head = (bool(direction[row, axis] < 0) for row, axis in enumerate(order))
    return Turn((order[0], order[1], order[2]), (right, front, head))


def turned_affine(image: Volume | Mask) -> Geometry:
    """Affine of the turned array: each voxel stays where it lies in the patient; (4, 4), mm, RAS+."""
    turn, affine = turn_of(image), np.array(image.affine)
    affine[:3, :3] = image.affine[:3, list(turn.order)]
    for axis, flipped in enumerate(turn.flips):
        if flipped:
            affine[:3, 3] += affine[:3, axis] * (image.shape[turn.order[axis]] - 1)
            affine[:3, axis] *= -1
    return affine


def display_copy(volume: Volume, window: tuple[float, float]) -> DisplayCopy:
    """Make the copy that is sent.

    Parameters
    ----------
    volume : what to show
    window : grey values that are black and white at first; 256 grey values reach a little beyond them, 65,536 hold
        everything
    """
    fine = volume.data.size <= FINE_VOXELS
    low, high = (float(volume.data.min()), float(volume.data.max())) if fine else _reach(window)
    steps, kind = (65_535, np.int16) if fine else (255, np.uint8)
    least = np.iinfo(kind).min
    slope = max(high - low, 1e-12) / steps
    shown = turn_of(volume).there(volume.data)
    numbers = np.clip(np.rint((shown - low) / slope), 0, steps) + least
    content = zlib.compress(numbers.astype(kind).tobytes(order="F"), 1)
    right, front, head = shown.shape
    intercept = low - slope * least
    return DisplayCopy((right, front, head), turned_affine(volume), np.dtype(kind).name, slope, intercept, content)


def pack(head: Mapping[str, Any], contents: Sequence[bytes]) -> bytes:
    """Join a description and its parts to one message: length of the JSON text (uint32), the text, the parts.

    The text says under ``"bytes"`` how long each part is.
    """
    text = json.dumps({**head, "bytes": [len(part) for part in contents]}, ensure_ascii=False).encode()
    return b"".join([struct.pack("<I", len(text)), text, *contents])


def _reach(window: tuple[float, float]) -> tuple[float, float]:
    low, high = window
    width = max(high - low, 1e-6)
    return low - BELOW * width, high + ABOVE * width
