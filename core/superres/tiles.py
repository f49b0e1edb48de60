"""Cutting a region of a volume into tiles with a halo, so that no seam can arise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Region = tuple[slice, slice, slice]
Shape = tuple[int, int, int]

SLOW_BELOW = 20480
"""Batch x channels x the first two axes: at or below it a CPU falls to a slow convolution."""


@dataclass(frozen=True)
class TilePlan:
    """Equal tiles that cover a region of a coarse grid.

    Parameters
    ----------
    shape : (D, H, W) coarse voxels of the region
    core : coarse voxels of a tile that are kept
    halo : coarse voxels around the core that the network sees besides
    """

    shape: Shape
    core: Shape
    halo: int

    @property
    def starts(self) -> list[Shape]:
        """First core voxel of every tile, counted from the region's."""
        d, h, w = (range(0, n, c) for n, c in zip(self.shape, self.core, strict=True))
        return [(i, j, k) for i in d for j in h for k in w]

    def together(self, channels: int) -> int:
        """Tiles to send at once: two where one alone would be slow, else one, which needs half the memory."""
        d, h, _ = (side + 2 * self.halo for side in self.core)
        return 2 if channels * d * h <= SLOW_BELOW else 1

    def groups(self, channels: int) -> list[list[Shape]]:
        """`starts`, as they are sent `together`."""
        starts, size = self.starts, self.together(channels)
        return [starts[n : n + size] for n in range(0, len(starts), size)]

    @property
    def covered(self) -> Shape:
        """The region after rounding up to whole tiles."""
        d, h, w = (-(-n // c) * c for n, c in zip(self.shape, self.core, strict=True))
        return d, h, w

    def surround(self, coarse: npt.NDArray[np.float32], region: Region) -> Tensor:
        """The region of a coarse image with all that its tiles see: the image itself, reflected beyond its edges."""
        rows = [
            reflect(np.arange(s.start - self.halo, s.start + covered + self.halo), n)
            for s, covered, n in zip(region, self.covered, coarse.shape, strict=True)
        ]
        return torch.from_numpy(coarse[np.ix_(*rows)])

    def cut(self, surrounded: Tensor, start: Shape) -> Tensor:
        """What the network sees of one tile."""
        return surrounded[tuple(slice(s, s + c + 2 * self.halo) for s, c in zip(start, self.core, strict=True))]

    def keep(self, fine: Tensor) -> Tensor:
        """The fine core in the middle of one tile's output (D, H, W)."""
        starts = [n // 2 - c for n, c in zip(fine.shape, self.core, strict=True)]
        return fine[tuple(slice(a, a + 2 * c) for a, c in zip(starts, self.core, strict=True))]


def plan_tiles(shape: Shape, size: int, halo: int) -> TilePlan:
    """Tiles of at most `size` coarse voxels a side, as equal as the grid allows.

    Examples
    --------
    >>> plan_tiles((100, 40, 64), size=64, halo=8).core
    (50, 40, 64)
    """
    d, h, w = (-(-n // -(-n // size)) for n in shape)
    return TilePlan(shape, (d, h, w), halo)


def reflect(index: npt.NDArray[np.intp], n: int) -> npt.NDArray[np.intp]:
    """Index into an axis of n voxels that is mirrored about its outer edges, again and again.

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
