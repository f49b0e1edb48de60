"""Neighbouring voxels as pairs of gray levels: how probable each is along a direction, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from core.features.engine.region import Region, Steps

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Probabilities of pairs along the D directions that hold one.

    joint : (D, n, n), symmetric, each direction sums to 1
    independent : (D, n, n), what `joint` would be if neighbours were independent
    marginal : (D, n)
    sums, differences : (D, 2 n_gray + 1) and (D, n_gray), probability that i + j, or the distance of i and j, is k
    levels : (n,), the gray levels present
    """

    joint: Floats
    independent: Floats
    marginal: Floats
    sums: Floats
    differences: Floats
    levels: Floats


def build_pairs(region: Region) -> Pairs:
    """Count both ways along each direction, and leave out directions without a pair."""
    counts = _count_pairs(region.ranks, region.positions, region.steps, len(region.gray_levels)).astype(np.float64)
    joint = counts + counts.transpose(0, 2, 1)
    joint = joint[joint.any((1, 2))]
    joint /= joint.sum((1, 2), keepdims=True)
    marginal = joint.sum(2)
    sums, differences = _diagonals(joint, region.gray_levels)
    independent = marginal[:, :, None] * marginal[:, None, :]
    return Pairs(joint, independent, marginal, sums, differences, region.gray_levels.astype(np.float64))


@numba.njit(cache=True, nogil=True)
def _count_pairs(ranks: Counts, positions: Steps, steps: Steps, n_levels: int) -> Counts:
    """Pairs (D, n, n) of a voxel's level and its later neighbour's."""
    counts = np.zeros((steps.size, n_levels, n_levels), np.int32)
    for position in positions:
        here = ranks[position] - 1
        for direction, step in enumerate(steps):
            there = ranks[position + step]
            if there:
                counts[direction, here, there - 1] += 1
    return counts


@numba.njit(cache=True, nogil=True)
def _diagonals(joint: Floats, gray_levels: Steps) -> tuple[Floats, Floats]:
    """Probability of each i + j and of each |i - j|."""
    sums = np.zeros((len(joint), 2 * gray_levels[-1] + 1))
    differences = np.zeros((len(joint), gray_levels[-1]))
    for direction, row, column in np.ndindex(joint.shape):
        i, j = gray_levels[row], gray_levels[column]
        sums[direction, i + j] += joint[direction, row, column]
        differences[direction, abs(i - j)] += joint[direction, row, column]
    return sums, differences
