"""What each voxel's neighbourhood says of it: how many depend on it, how far their mean lies."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int32]
Steps = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """Summed by gray level.

    dependence : (n_levels, most + 1), voxels by the number of neighbours within alpha of their level
    difference : (n_levels,), sum of the distances of voxels' levels from their neighbours' mean
    """

    dependence: Steps
    difference: Floats


def build_neighbourhood(ranks: Ranks, positions: Steps, steps: Steps, levels: Steps, alpha: float) -> Neighbourhood:
    """Visit the neighbours of each voxel once for the two matrices that need them.

    Parameters
    ----------
    ranks : (n_padded,), positions : (n_voxels,), steps : (n_directions,)
        as in `core.features.engine.region.Region`
    levels : (n_levels,), the gray level of each rank from 1
    alpha : largest difference of gray levels at which two neighbours depend on each other
    """
    both_ways, level_of = np.concatenate([steps, -steps]), np.concatenate([[0], levels])
    return Neighbourhood(*_visit(ranks, positions, both_ways, level_of, alpha))


@numba.njit(cache=True, nogil=True)
def _visit(ranks: Ranks, positions: Steps, steps: Steps, level_of: Steps, alpha: float) -> tuple[Steps, Floats]:
    dependence = np.zeros((level_of.size - 1, steps.size + 1), np.int64)
    difference = np.zeros(level_of.size - 1)
    for position in positions:
        rank = ranks[position]
        near = count = total = 0
        for step in steps:
            other = ranks[position + step]
            near += other == rank or (alpha > 0 and other > 0 and abs(level_of[other] - level_of[rank]) <= alpha)
            count += other > 0
            total += level_of[other]
        dependence[rank - 1, near] += 1
        difference[rank - 1] += abs(level_of[rank] - total / count) if count else 0.0
    return dependence, difference
