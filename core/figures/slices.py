"""Slices as pictures: grey values, and what a network added to them.

A coarse and a fine grid over one box give pictures of one size, so that panes stand side by side. How a picture is
turned is known in `views`. Knows no file and no screen.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PIL import Image

from core.errors import GeometryMismatch
from core.figures.views import LONG_SIDE, Array, Picture, View, cut_slice, letter_sides, picture_size, view_of
from core.imaging.intensity import intensity_range
from core.values import Mask, Volume
from core.values.images import describe_grid, same_grid

__all__ = [
    "LONG_SIDE",
    "Picture",
    "View",
    "added_range",
    "added_share",
    "best_slice",
    "matching_slice",
    "plot_added",
    "plot_slice",
    "view_of",
]

TEAL = (0x2D, 0xD4, 0xBF)
OUTLINE = 2

ADDED_COLOURS = ((0x5B, 0xB8, 0xFF), (0x0B, 0x0E, 0x14), (0xFF, 0xA9, 0x3A))
"""What was made darker, what was left, what was made brighter: blue and orange, which every eye tells apart."""


def plot_slice(
    volume: Volume,
    mask: Mask | None,
    index: int,
    axis: int = 2,
    window: tuple[float, float] | None = None,
    as_measured: bool = False,
) -> Picture:
    """Draw one slice with the outline of the region.

    Parameters
    ----------
    volume : what to show
    mask : region on the volume's grid, whose outline is drawn; None for none
    index : slice along the stored axis; `matching_slice` finds the one of another grid
    axis : stored axis that is cut, 0 to 2
    window : grey values shown black and white; None for the volume's own 0.5 and 99.5 percentile. Two volumes compare
        only in the same window
    as_measured : show each voxel as a block of one grey

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
    view, (low, high) = view_of(volume, axis), window or intensity_range(volume)
    plane = cut_slice(volume, view, index, axis)
    grey = np.clip((plane - low) / max(high - low, 1e-30), 0, 1)
    resampling = Image.Resampling.NEAREST if as_measured else Image.Resampling.BILINEAR
    shown = _resize(grey * 255, picture_size(volume, view), resampling)
    picture = np.repeat(np.rint(shown).astype(np.uint8)[:, :, None], 3, axis=2)
    return letter_sides(_outlined(picture, volume, mask, index, axis), view)


def plot_added(added: Volume, mask: Mask | None, index: int, axis: int = 2, limit: float | None = None) -> Picture:
    """Draw one slice of what was added to a measurement: dark where nothing was, blue below and orange above it.

    Parameters
    ----------
    added : signed, in grey values
    mask : region on the same grid, whose outline is drawn; None for none
    limit : grey values, either way, that get the full colour; None for `added_range`

    Returns
    -------
    (H, W, 3), uint8
        Of the size `plot_slice` gives the same box.

    Raises
    ------
    IndexError
        The volume has no such slice.
    GeometryMismatch
        The mask lies on another grid.
    """
    view, most = view_of(added, axis), limit or added_range(added)
    plane = cut_slice(added, view, index, axis)
    share = np.clip(_resize(plane / most, picture_size(added, view), Image.Resampling.BILINEAR), -1, 1)
    colours = [np.interp(share, (-1, 0, 1), channel) for channel in zip(*ADDED_COLOURS, strict=True)]
    picture = np.rint(np.stack(colours, axis=2)).astype(np.uint8)
    return letter_sides(_outlined(picture, added, mask, index, axis), view)


def added_range(added: Volume) -> float:
    """Grey values that 99.5 % of what was added stays within, either way; above 0 even where nothing was added."""
    return max(float(np.percentile(np.abs(added.data), 99.5)), 1e-12)


def added_share(added: Volume, mask: Mask, window: tuple[float, float]) -> float:
    """Root mean square of what was added inside a region, as share of a grey window."""
    inside = added.data[mask.data].astype(float)
    return float(np.sqrt(np.mean(inside**2)) / max(window[1] - window[0], 1e-30))


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


def _resize(plane: Array, size: tuple[int, int], resampling: Image.Resampling) -> Array:
    image = Image.fromarray(np.asarray(plane, dtype=np.float32)).resize(size, resampling)
    return np.asarray(image)


def _outlined(picture: Picture, volume: Volume, mask: Mask | None, index: int, axis: int) -> Picture:
    """The picture with the region's edge drawn; raises `GeometryMismatch` when the region lies on another grid."""
    if mask is None:
        return picture
    if not same_grid(volume, mask):
        grids = f"the volume is {describe_grid(volume)} and the mask is {describe_grid(mask)}"
        raise GeometryMismatch(f"volume and mask must lie on one grid, but {grids}: refine or crop both alike")
    view = view_of(volume, axis)
    shown = Image.fromarray(cut_slice(mask, view, index, axis).astype(np.uint8))
    region = np.asarray(shown.resize(picture_size(volume, view), Image.Resampling.NEAREST)) > 0
    picture[_edge(region)] = TEAL
    return picture


def _edge(region: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    inner = np.pad(region, 1)
    for _ in range(OUTLINE):
        inside = inner[1:-1, 1:-1] & inner[:-2, 1:-1] & inner[2:, 1:-1] & inner[1:-1, :-2] & inner[1:-1, 2:]
        inner = np.pad(inside, 1)
    return region & ~inner[1:-1, 1:-1]
