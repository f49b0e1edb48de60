"""Slices as pictures, in the radiologist's view: the patient's right on the left, front or head on top.

Where the picture's sides lie is read from the affine, so an image looks the same however its array is stored, and a
coarse and a fine grid over one box give pictures of one size. Pixels are square in millimetres. Knows no file and no
screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from core.errors import GeometryMismatch
from core.imaging.intensity import intensity_range
from core.values import Mask, Volume
from core.values.images import describe_grid, same_grid

Array = npt.NDArray[Any]
Picture = npt.NDArray[np.uint8]

LONG_SIDE = 768
"""Pixels of the longer side: a 384-matrix refined by two loses none."""

TEAL = (0x2D, 0xD4, 0xBF)
OUTLINE = 2
LETTER = (0xCB, 0xD5, 0xE1)

OPPOSITE = dict(zip("LRPAIS", "RLAPSI", strict=True))
AT_LEFT = {"R", "A"}
AT_TOP = {"A", "S"}


@dataclass(frozen=True)
class View:
    """How a stored slice becomes a picture.

    Attributes
    ----------
    down, across : stored axis that runs from top to bottom, and from left to right
    flip_down, flip_across : whether it runs backwards
    top, left : the side of the patient that lies there, one of L R P A I S
    """

    down: int
    across: int
    flip_down: bool
    flip_across: bool
    top: str
    left: str

    def turn(self, plane: Array) -> Array:
        """Rows and columns of the picture from a plane of the other two stored axes."""
        upright = plane if self.down < self.across else plane.T
        return np.ascontiguousarray(upright[:: -1 if self.flip_down else 1, :: -1 if self.flip_across else 1])


def view_of(image: Volume | Mask, axis: int = 2) -> View:
    """Radiological view on the slices of one stored axis; the nearest one when the grid is oblique.

    Examples
    --------
    >>> view_of(Volume(np.zeros((2, 2, 2)), np.eye(4)))
    View(down=1, across=0, flip_down=True, flip_across=True, top='A', left='R')
    """
    letters = image.orientation
    across, down = sorted((n for n in range(3) if n != axis), key=lambda n: "LRPAIS".index(letters[n]) // 2)
    flip_down, flip_across = letters[down] in AT_TOP, letters[across] in AT_LEFT
    return View(
        down=down,
        across=across,
        flip_down=flip_down,
        flip_across=flip_across,
        top=letters[down] if flip_down else OPPOSITE[letters[down]],
        left=letters[across] if flip_across else OPPOSITE[letters[across]],
    )


def plot_slice(
    volume: Volume,
    mask: Mask | None,
    index: int,
    axis: int = 2,
    window: tuple[float, float] | None = None,
    outline: bool = True,
) -> Picture:
    """Draw one slice with the outline of the region.

    Parameters
    ----------
    volume : what to show
    mask : region on the volume's grid, or None
    index : slice along the stored axis; `matching_slice` finds the one of another grid
    axis : stored axis that is cut, 0 to 2
    window : grey values shown black and white; None for the volume's own 0.5 and 99.5 percentile. Two volumes compare
        only in the same window
    outline : whether the region is drawn

    Returns
    -------
    (H, W, 3), uint8
        The longer side has 768 pixels. Grey values are interpolated linearly; the outline follows voxel edges and lies
        inside the region. The letters name the patient's sides.

    Raises
    ------
    IndexError
        The volume has no such slice.
    GeometryMismatch
        The mask lies on another grid.
    """
    if not 0 <= index < volume.shape[axis]:
        raise IndexError(f"a slice must be 0 to {volume.shape[axis] - 1}, but {index} was asked for")
    if mask is not None and not same_grid(volume, mask):
        grids = f"the volume is {describe_grid(volume)} and the mask is {describe_grid(mask)}"
        raise GeometryMismatch(f"volume and mask must lie on one grid, but {grids}: refine or crop both alike")
    view = view_of(volume, axis)
    size = _size(volume, view)
    low, high = window or intensity_range(volume)
    grey = np.clip((_plane(volume, view, index, axis) - low) / max(high - low, 1e-30), 0, 1)
    resized = Image.fromarray(np.asarray(grey * 255, dtype=np.float32)).resize(size, Image.Resampling.BILINEAR)
    picture = np.repeat(np.rint(np.asarray(resized)).astype(np.uint8)[:, :, None], 3, axis=2)
    if mask is not None and outline:
        shown = Image.fromarray(_plane(mask, view, index, axis).astype(np.uint8)).resize(size, Image.Resampling.NEAREST)
        picture[_edge(np.asarray(shown) > 0)] = TEAL
    return _lettered(picture, view)


def best_slice(mask: Mask, axis: int = 2) -> int:
    """Slice of a stored axis that shows most of the region; raises `EmptyMask` when there is none."""
    box = mask.bounding_box[axis]
    others = tuple(n for n in range(3) if n != axis)
    return int(mask.data.sum(axis=others)[box].argmax() + box.start)


def matching_slice(image: Volume | Mask, index: int, other: Volume | Mask, axis: int = 2) -> int:
    """Slice of another grid that lies nearest to the given one in the patient.

    Parameters
    ----------
    image, index : grid and slice on screen
    other : grid whose stored axes run along the same lines, e.g. refined or cropped
    axis : stored axis that is cut, of both

    Notes
    -----
    Two fine slices lie a quarter of a coarse one to either side of its centre; the first is taken.

    Examples
    --------
    >>> coarse, fine = Volume(np.zeros((2, 2, 9)), np.eye(4)), Volume(np.zeros((2, 2, 18)), np.diag([1, 1, 0.5, 1]))
    >>> matching_slice(coarse, 4, fine)
    8
    """
    centre = np.append((np.array(image.shape) - 1) / 2, 1.0)
    centre[axis] = index
    place = float(np.linalg.solve(other.affine, image.affine @ centre)[axis])
    nearest = math.ceil(place - 0.5 - 1e-6)
    return min(max(nearest, 0), other.shape[axis] - 1)


def _plane(image: Volume | Mask, view: View, index: int, axis: int) -> Array:
    return view.turn(image.data.take(index, axis=axis))


def _size(volume: Volume, view: View) -> tuple[int, int]:
    """Width and height of the picture, pixels."""
    width, height = (volume.shape[n] * volume.spacing[n] for n in (view.across, view.down))
    scale = LONG_SIDE / max(width, height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _edge(region: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    inner = np.pad(region, 1)
    for _ in range(OUTLINE):
        inside = inner[1:-1, 1:-1] & inner[:-2, 1:-1] & inner[2:, 1:-1] & inner[1:-1, :-2] & inner[1:-1, 2:]
        inner = np.pad(inside, 1)
    return region & ~inner[1:-1, 1:-1]


def _lettered(picture: Picture, view: View) -> Picture:
    image = Image.fromarray(picture)
    height, width = picture.shape[:2]
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(22)
    sides = ((view.left, (8, height / 2), "lm"), (OPPOSITE[view.left], (width - 8, height / 2), "rm"))
    ends = ((view.top, (width / 2, 8), "ma"), (OPPOSITE[view.top], (width / 2, height - 8), "md"))
    for letter, place, anchor in sides + ends:
        draw.text(place, letter, fill=LETTER, font=font, anchor=anchor, stroke_width=1, stroke_fill=(0, 0, 0))
    return np.array(image)
