"""Largest distances across the mesh around a region. This file knows points on a grid of half voxels."""

from __future__ import annotations

import numba
import numpy as np
import numpy.typing as npt
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist

Array = npt.NDArray[np.float64]
Points = npt.NDArray[np.intp]


def measure_diameters(mask: npt.NDArray[np.bool_], spacing: Array) -> tuple[float, float, float, float]:
    """Largest distance between crossings of one plane across k, j and i, and between any two, mm.

    Parameters
    ----------
    mask : (I, J, K), no voxel marked on its outermost layers
    spacing : (3,), mm

    Notes
    -----
    The farthest points of a set are corners of its convex hull, and the corners are first or last of their rows: in a
    plane the ends of all rows are compared, in space the corners of their hull.
    """
    points, half = crossings(mask), spacing / 2
    sizes = 2 * np.array(mask.shape)
    by_k, by_j, by_i = (row_ends(points, np.array(axes), sizes) for axes in ((2, 1, 0), (1, 0, 2), (0, 1, 2)))
    across_k = widest_plane(by_k, half[1], half[0])
    across_j = widest_plane(by_j, half[0], half[2])
    across_i = widest_plane(by_i, half[1], half[2])
    return across_k, across_j, across_i, _widest(by_i, half)


def _widest(ends: Points, half: Array) -> float:
    """Largest distance between any two ends of rows along k in planes across i."""
    filled = ends[0] <= ends[1]
    corners = np.concatenate([np.column_stack([np.argwhere(filled), end[filled]]) for end in ends]) * half
    return float(pdist(corners[ConvexHull(corners).vertices]).max())


def crossings(mask: npt.NDArray[np.bool_]) -> Points:
    """Halfway points between marked voxels and unmarked neighbours, (n, 3), in half voxels.

    Parameters
    ----------
    mask : (I, J, K), no voxel marked on its outermost layers
    """
    steps = np.eye(3, dtype=np.intp)
    return np.concatenate([2 * np.argwhere(np.diff(mask, axis=axis)) + steps[axis] for axis in range(3)])


@numba.njit(cache=True, nogil=True)
def row_ends(points: Points, axes: Points, sizes: Points) -> Points:
    """Where the points (n, 3) of each row of each plane begin and end.

    Parameters
    ----------
    axes : (3,), across the planes, across the rows, along them
    sizes : (3,), more than the largest coordinate of each axis of the points

    Returns
    -------
    (2, n_planes, n_rows): begin and end; begin > end where a row holds no point
    """
    plane, row, along = axes
    ends = np.empty((2, sizes[plane], sizes[row]), np.int64)
    ends[0], ends[1] = sizes[along], -1
    for point in points:
        p, r = point[plane], point[row]
        ends[0, p, r] = min(ends[0, p, r], point[along])
        ends[1, p, r] = max(ends[1, p, r], point[along])
    return ends


@numba.njit(cache=True, nogil=True)
def widest_plane(ends: Points, across: float, along: float) -> float:
    """Largest distance between two `row_ends` (2, n_planes, n_rows) of one plane; steps across and along rows in mm."""
    widest = 0.0
    for plane in range(ends.shape[1]):
        begin, end = ends[0, plane], ends[1, plane]
        rows = np.flatnonzero(begin <= end)
        for n, row in enumerate(rows):
            for other in rows[n:]:
                reach = max(end[row] - begin[other], end[other] - begin[row])
                widest = max(widest, ((other - row) * across) ** 2 + (reach * along) ** 2)
    return float(np.sqrt(widest))
