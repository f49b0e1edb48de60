"""The gray levels of a region, laid out so that a voxel's neighbour is one addition away.

This file knows where voxels stand and which are neighbours, and nothing of intensities, millimetres or features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from core.features.engine.neighbours import Neighbourhood, build_neighbourhood

Steps = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Region:
    """Gray levels in a margin of zeros, flattened: the neighbours of voxel n stand at n ± step.

    shape : (I, J, K) of the box with its margin
    ranks : (n_padded,), 0 outside the region, else the place of the voxel's gray level among those present, from 1
    positions : (n_voxels,), where in `ranks` the region's voxels stand, ascending
    gray_levels : (n_levels,), those present, ascending
    steps : (n_directions,), one way along each direction at the distances of the settings
    unit_steps : (13,), the same for distance 1
    alpha : largest difference of gray levels at which two neighbours depend on each other
    """

    shape: tuple[int, ...]
    ranks: npt.NDArray[np.int32]
    positions: Steps
    gray_levels: Steps
    steps: Steps
    unit_steps: Steps
    alpha: float

    @cached_property
    def neighbourhood(self) -> Neighbourhood:
        """What neighbours say of each gray level."""
        return build_neighbourhood(self.ranks, self.positions, self.steps, self.gray_levels, self.alpha)


Levels = npt.NDArray[np.int32] | Region
"""Gray levels (I, J, K), 0 outside the region; or the `Region` built from them, when several classes share it."""


def build_region(levels: Levels, settings: Mapping[str, Any]) -> Region:
    """Lay gray levels (I, J, K), 0 outside the region, out for the texture matrices; a `Region` is passed through.

    Parameters
    ----------
    settings : ``distances`` in voxels (chessboard norm, default [1]), ``gldm_a`` in gray levels
    """
    if isinstance(levels, Region):
        return levels
    distances = settings.get("distances", [1])
    margin = max(distances)
    gray_levels = np.flatnonzero(np.bincount(levels.ravel())[1:]) + 1
    rank_of = np.zeros(levels.max() + 1, np.int32)
    rank_of[gray_levels] = np.arange(1, len(gray_levels) + 1)
    padded = np.pad(rank_of[levels], margin)
    strides = np.array(padded.strides) // padded.itemsize
    ranks = padded.ravel()
    steps, unit_steps = build_directions(distances) @ strides, build_directions([1]) @ strides
    alpha = float(settings.get("gldm_a", 0))
    return Region(padded.shape, ranks, np.flatnonzero(ranks), gray_levels, steps, unit_steps, alpha)


def build_directions(distances: Sequence[int]) -> Steps:
    """Offsets (n_directions, 3) at the chessboard distances: of two opposite ones, that whose first part is positive.

    Examples
    --------
    >>> len(build_directions([1])), len(build_directions([1, 2]))
    (13, 62)
    """
    reach = range(-max(distances), max(distances) + 1)
    offsets = [offset for offset in product(reach, repeat=3) if max(map(abs, offset)) in distances]
    return np.array([offset for offset in offsets if offset > (0, 0, 0)])
