"""Which voxels a filter needs to be right inside a region. This file knows boxes and positions, and no intensities."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Box = tuple[slice, slice, slice]
Shape = tuple[int, int, int]
Positions = npt.NDArray[np.intp]


def crop_window(region: Box, reach: npt.ArrayLike, shape: Shape) -> tuple[Box, Box]:
    """Widen a region by `reach` voxels (3,) as far as the image of `shape` goes.

    Returns
    -------
    The window in the image, and the region in the window

    Examples
    --------
    >>> crop_window((slice(3, 5), slice(0, 2), slice(7, 9)), [2, 1, 4], (6, 6, 9))[0]
    (slice(1, 6, None), slice(0, 3, None), slice(3, 9, None))
    """
    needed = [
        (max(part.start - far, 0), min(part.stop + far, n))
        for part, far, n in zip(region, np.asarray(reach).tolist(), shape, strict=True)
    ]
    i, j, k = (slice(start, stop) for start, stop in needed)
    inner_i, inner_j, inner_k = (
        slice(part.start - start, part.stop - start) for part, (start, _) in zip(region, needed, strict=True)
    )
    return (i, j, k), (inner_i, inner_j, inner_k)


def wrap_positions(part: slice, reach: int, n: int) -> tuple[Positions, slice]:
    """Voxels of a periodic axis of `n` within `reach` of a part, in their order along the axis, and an even number.

    Returns
    -------
    Positions (n_positions,) and where the part lies among them. An odd axis is first made even by repeating its first
    voxel at its end, as pyradiomics does. Where the part lies near an end, the voxels of the other end come along, and
    the ends of the axis are the ends of what is returned: a filter that wraps there, wraps as on the whole axis.

    Examples
    --------
    >>> wrap_positions(slice(1, 2), 2, 9)
    (array([0, 1, 2, 3, 4, 0]), slice(1, 2, None))
    """
    period = n + n % 2
    first, end = part.start - reach, part.stop + reach
    near = np.unique(np.arange(first, end + (end - first) % 2) % period)
    start = int(np.searchsorted(near, part.start))
    return near % n, slice(start, start + part.stop - part.start)
