"""How a stored slice becomes a picture as radiologists look: the patient's right on the left, front or head on top.

Where the picture's sides lie is read from the affine, so an image looks the same however its array is stored. What a
picture shows is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from core.values import Mask, Volume

Array = npt.NDArray[Any]
Picture = npt.NDArray[np.uint8]

LONG_SIDE = 768
"""Pixels of the longer side: a 384-matrix refined by two loses none."""

LETTER, LETTER_SIZE = (0xCB, 0xD5, 0xE1), 28

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


def cut_slice(image: Volume | Mask, view: View, index: int, axis: int) -> Array:
    """One slice as rows and columns of its picture, (H, W) stored voxels; raises `IndexError` when there is none."""
    if not 0 <= index < image.shape[axis]:
        raise IndexError(f"a slice must be 0 to {image.shape[axis] - 1}, but {index} was asked for")
    return view.turn(image.data.take(index, axis=axis))


def picture_size(image: Volume | Mask, view: View) -> tuple[int, int]:
    """Width and height of the picture, pixels; a pixel is square in millimetres."""
    width, height = (image.shape[n] * image.spacing[n] for n in (view.across, view.down))
    scale = LONG_SIDE / max(width, height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def letter_sides(picture: Picture, view: View) -> Picture:
    """The picture (H, W, 3) with the patient's sides named at its edges."""
    image = Image.fromarray(picture)
    height, width = picture.shape[:2]
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(LETTER_SIZE)
    sides = ((view.left, (8, height / 2), "lm"), (OPPOSITE[view.left], (width - 8, height / 2), "rm"))
    ends = ((view.top, (width / 2, 8), "ma"), (OPPOSITE[view.top], (width / 2, height - 8), "md"))
    for letter, place, anchor in sides + ends:
        draw.text(place, letter, fill=LETTER, font=font, anchor=anchor, stroke_width=1, stroke_fill=(0, 0, 0))
    return np.array(image)
