"""Gray-level runs: how many voxels in a row share a level along a direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from core.features.engine.emphasis import size_features
from core.features.engine.region import Levels, Region, Steps, build_directions, build_region

Counts = npt.NDArray[np.int32]

NAMES = {
    "GrayLevelNonUniformity": "level_non_uniformity",
    "GrayLevelNonUniformityNormalized": "level_non_uniformity_normalized",
    "GrayLevelVariance": "level_variance",
    "HighGrayLevelRunEmphasis": "high",
    "LongRunEmphasis": "large",
    "LongRunHighGrayLevelEmphasis": "large_high",
    "LongRunLowGrayLevelEmphasis": "large_low",
    "LowGrayLevelRunEmphasis": "low",
    "RunEntropy": "entropy",
    "RunLengthNonUniformity": "size_non_uniformity",
    "RunLengthNonUniformityNormalized": "size_non_uniformity_normalized",
    "RunPercentage": "percentage",
    "RunVariance": "size_variance",
    "ShortRunEmphasis": "small",
    "ShortRunHighGrayLevelEmphasis": "small_high",
    "ShortRunLowGrayLevelEmphasis": "small_low",
}
"""Pyradiomics' name and order to the formula in `size_features`."""


def glrlm_features(levels: Levels, settings: Mapping[str, Any]) -> dict[str, float]:
    """The 16 features of run-length matrices, averaged over directions along which two voxels share a line.

    Parameters
    ----------
    levels : (I, J, K), 0 outside the region

    Notes
    -----
    NaN where no two voxels of the region lie on one line of the 13 directions.

    References
    ----------
    Galloway MM. Comput Graph Image Process 1975;4:172-179. doi:10.1016/S0146-664X(75)80008-6
    Zwanenburg A, et al. Radiology 2020;295:328-338. doi:10.1148/radiol.2020191145 (section 3.7)
    """
    region = build_region(levels, settings)
    most = (len(region.gray_levels), max(region.shape))
    counts = _count_runs(region.ranks, region.positions, region.unit_steps, most)
    long = np.asarray(counts[:, :, 1:].any((1, 2)))
    counts = counts[[bool(long[direction]) or _shares_line(region, direction) for direction in range(len(long))]]
    if not len(counts):
        return dict.fromkeys(NAMES, float("nan"))
    lengths = np.flatnonzero(counts.any((0, 1)))
    values = size_features(counts.take(lengths, 2), region.gray_levels, lengths + 1)
    return {name: float(values[formula].mean()) for name, formula in NAMES.items()}


@numba.njit(cache=True, nogil=True)
def _count_runs(ranks: Counts, positions: Steps, steps: Steps, most: tuple[int, int]) -> Counts:
    """Runs (D, n_levels, longest) by level and length."""
    counts = np.zeros((steps.size, *most), np.int32)
    for position in positions:
        rank = ranks[position]
        for direction, step in enumerate(steps):
            if ranks[position - step] != rank:
                counts[direction, rank - 1, _length_of_run(ranks, position, step) - 1] += 1
    return counts


@numba.njit(cache=True, nogil=True)
def _length_of_run(ranks: Counts, position: int, step: int) -> int:
    """Voxels from here on that share this one's level."""
    length = 1
    while ranks[position + length * step] == ranks[position]:
        length += 1
    return length


def _shares_line(region: Region, direction: int) -> bool:
    """Whether two voxels lie on one line along a direction, even with a gap between them.

    A line's name is the place where it meets the plane in which its first moving coordinate is 0.
    """
    offset = build_directions([1])[direction]
    voxels = np.column_stack(np.unravel_index(region.positions, region.shape))
    wide = (4 * max(region.shape)) ** np.arange(2, -1, -1)
    lines = voxels @ wide - voxels[:, np.argmax(offset != 0)] * (offset @ wide)
    return len(np.unique(lines)) < len(lines)
