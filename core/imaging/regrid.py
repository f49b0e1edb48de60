"""A mask on another grid of the same patient: each voxel there takes the mark at its centre.

Nothing is registered: both grids must be of one space, as an image and its super-resolved version are.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from core.errors import GeometryMismatch
from core.values import Mask, Volume
from core.values.images import describe_grid

Places = npt.NDArray[np.float64]

EDGE = 0.501
"""Voxels by which a centre may lie beyond the outermost centres of a grid and still be in it."""


def place_mask(mask: Mask, like: Volume | Mask) -> Mask:
    """The mask on the grid of another image, by nearest neighbour.

    Parameters
    ----------
    mask : at least one marked voxel
    like : whose grid is taken

    Raises
    ------
    GeometryMismatch
        A marked voxel lies outside that grid, or none of its voxel centres lies in the mask.
    EmptyMask
        The mask marks no voxel.

    Notes
    -----
    On the ×2 grid of `core.imaging.geometry.refine_affine` every marked voxel becomes eight, as in `refine_mask`.
    """
    box = mask.bounding_box
    across: Places = np.linalg.solve(like.affine, mask.affine).astype(np.float64)
    centres = np.argwhere(mask.data[box]) + [part.start for part in box]
    places = centres @ across[:3, :3].T + across[:3, 3]
    if (places < -EDGE).any() or (places > np.array(like.shape) - 1 + EDGE).any():
        raise GeometryMismatch(
            f"an outline must lie inside the image it is carried to, but part of it lies outside "
            f"{describe_grid(like)}: choose masks of one patient and one examination"
        )
    data = np.zeros(like.shape, bool)
    part = _reach(places, across, like.shape)
    back = np.linalg.inv(across)
    start = back[:3, :3] @ [one.start for one in part] + back[:3, 3]
    shape = tuple(one.stop - one.start for one in part)
    data[part] = ndimage.affine_transform(mask.data.view(np.uint8), back[:3, :3], start, shape, order=0) > 0
    if not data.any():
        raise GeometryMismatch(
            "an outline must hold a voxel centre of the image it is carried to, but it holds none: its voxels are too "
            "large for the lesion, so compare on the finer image"
        )
    return Mask(data, like.affine, mask.name, mask.note)


def _reach(places: Places, across: Places, shape: tuple[int, int, int]) -> tuple[slice, ...]:
    """Box of the other grid that the marked voxels, with half a voxel around them, reach into."""
    half = np.abs(across[:3, :3]).sum(axis=1) / 2
    low = np.floor(places.min(axis=0) - half).clip(0).astype(int)
    high = np.minimum(np.ceil(places.max(axis=0) + half).astype(int) + 1, shape)
    return tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
