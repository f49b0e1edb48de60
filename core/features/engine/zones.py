"""Connected zones of one gray level, by union-find. This file knows neighbours, not features."""

from __future__ import annotations

import numba
import numpy as np
import numpy.typing as npt

from core.features.engine.region import Region, Steps

Integers = npt.NDArray[np.int32]


def build_zones(region: Region) -> tuple[Integers, Integers]:
    """Rank of the gray level and number of voxels of each zone, both (n_zones,): neighbours in 26 directions.

    References
    ----------
    Tarjan RE. Efficiency of a good but not linear set union algorithm. J ACM 1975;22:215-225. doi:10.1145/321879.321884
    """
    parents = _join(region.ranks, region.positions, region.unit_steps)
    sizes = _count_members(parents, region.positions)
    roots = region.positions[sizes[region.positions] > 0]
    return region.ranks[roots], sizes[roots]


@numba.njit(cache=True, nogil=True)
def _join(ranks: Integers, positions: Steps, steps: Steps) -> Integers:
    """The parent of each voxel: an earlier one of its zone, or itself for the first."""
    parents = np.zeros(ranks.size, np.int32)
    for position in positions:
        parents[position] = position
        root = position
        for step in steps:
            if ranks[position - step] == ranks[position]:
                root = _unite(parents, root, _find(parents, position - step))
    return parents


@numba.njit(cache=True, nogil=True)
def _find(parents: Integers, voxel: int) -> int:
    """The first voxel of a zone, halving the way there."""
    while parents[voxel] != voxel:
        parents[voxel] = parents[parents[voxel]]
        voxel = parents[voxel]
    return voxel


@numba.njit(cache=True, nogil=True)
def _unite(parents: Integers, one: int, other: int) -> int:
    """Join two zones under the earlier of their roots."""
    first, second = min(one, other), max(one, other)
    parents[second] = first
    return first


@numba.njit(cache=True, nogil=True)
def _count_members(parents: Integers, positions: Steps) -> Integers:
    """Voxels of a zone, counted at its root; parents come before their children."""
    sizes = np.zeros(parents.size, np.int32)
    for position in positions:
        parents[position] = parents[parents[position]]
        sizes[parents[position]] += 1
    return sizes
