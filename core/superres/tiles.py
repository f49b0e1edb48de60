"""Cutting a region of a volume into tiles, each with all that a network must see around it: no seam can arise."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt

from core.superres.symmetric import Ends

Region = tuple[slice, slice, slice]
Shape = tuple[int, int, int]


@dataclass(frozen=True)
class View:
    """What a network is shown so that it can predict one tile.

    Parameters
    ----------
    tile : coarse voxels to predict
    seen : coarse voxels shown
    ends : sides at which the image ends with what is shown
    """

    tile: Region
    seen: Region
    ends: Ends

    def kept(self, halo: int) -> Region:
        """The fine voxels of the tile in what the network answers, which lacks the halo where the image goes on."""
        starts = [s.start + (0 if before else halo) for s, (before, _) in zip(self.seen, self.ends, strict=True)]
        d, h, w = (slice(2 * (t.start - a), 2 * (t.stop - a)) for t, a in zip(self.tile, starts, strict=True))
        return d, h, w


def plan_tiles(region: Region, size: int) -> list[Region]:
    """Tiles of at most `size` coarse voxels a side, as equal as the region allows.

    Examples
    --------
    >>> [tile[0] for tile in plan_tiles((slice(10, 110), slice(0, 40), slice(0, 64)), size=64)]
    [slice(10, 60, None), slice(60, 110, None)]
    """
    return [(i, j, k) for i, j, k in product(*(_split(s, size) for s in region))]


def view_tile(tile: Region, halo: int, shape: Shape) -> View:
    """What must be shown of an image of (D, H, W) coarse voxels: the tile and a halo, as far as the image goes."""
    i, j, k = ((t.start < halo, t.stop + halo > n) for t, n in zip(tile, shape, strict=True))
    return View(tile, grow_region(tile, halo, shape), (i, j, k))


def _split(side: slice, size: int) -> list[slice]:
    parts = -(-(side.stop - side.start) // size)
    cuts = np.linspace(side.start, side.stop, parts + 1).round().astype(int).tolist()
    return [slice(a, b) for a, b in pairwise(cuts)]


def reflect(index: npt.NDArray[np.intp], n: int) -> npt.NDArray[np.intp]:
    """Index (any shape) into an axis of n voxels that is mirrored about its outer edges, again and again.

    Examples
    --------
    >>> reflect(np.arange(-3, 6), 3).tolist()
    [2, 1, 0, 0, 1, 2, 2, 1, 0]
    """
    folded = index % (2 * n)
    return np.minimum(folded, 2 * n - 1 - folded)


def whole_region(shape: Shape) -> Region:
    """The region that is everything."""
    d, h, w = (slice(0, n) for n in shape)
    return d, h, w


def grow_region(region: Region, margin: int, shape: Shape) -> Region:
    """The region and `margin` coarse voxels around it, as far as the grid goes."""
    d, h, w = (slice(max(s.start - margin, 0), min(s.stop + margin, n)) for s, n in zip(region, shape, strict=True))
    return d, h, w


def refine_region(region: Region, origin: Region | None = None) -> Region:
    """The fine voxels of a coarse region, counted from the first voxel of `origin`."""
    starts = [0, 0, 0] if origin is None else [s.start for s in origin]
    d, h, w = (slice(2 * (s.start - a), 2 * (s.stop - a)) for s, a in zip(region, starts, strict=True))
    return d, h, w
