"""Where voxels lie: finer grids, crops, and masks stored along other axes than their volume.

Everything here keeps world positions: a point of the patient has the same millimetres before and after. The fine grid
has two voxels where the coarse one has one along each axis and covers the same box, so both share their outer corners.
This file knows no file format and no intensity scale.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from core.values import Case, Mask, Volume
from core.values.images import same_grid

Geometry = npt.NDArray[np.float64]
Region = tuple[slice, slice, slice]

BEFORE = np.array([1 / 384, 121 / 384, 235 / 384, 27 / 384, 0.0])
"""Cubic B-spline weights of the coefficients m-2 … m+2 for a sample at m - ¼."""

SLAB = 16
"""Planes refined at once; bounds the memory of `upsample_cubic`."""


def refine_affine(affine: npt.ArrayLike, factor: int = 2) -> Geometry:
    """Affine of the grid with `factor` voxels where there was one, covering the same box.

    Parameters
    ----------
    affine : (4, 4), mm, RAS+
    factor : voxels along each axis for one

    Returns
    -------
    (4, 4), mm, RAS+

    Notes
    -----
    Voxel i' of the fine grid is centred at (i' + ½) / factor - ½ of the coarse one; for factor 2 that is
    A' = A · [[I/2, -¼·1], [0, 1]].

    Examples
    --------
    >>> refine_affine(np.diag([2.0, 2.0, 8.0, 1.0])).tolist()
    [[1.0, 0.0, 0.0, -0.5], [0.0, 1.0, 0.0, -0.5], [0.0, 0.0, 4.0, -2.0], [0.0, 0.0, 0.0, 1.0]]
    """
    step = np.diag([1 / factor] * 3 + [1.0])
    step[:3, 3] = (1 / factor - 1) / 2
    fine: Geometry = np.asarray(affine, dtype=np.float64) @ step
    return fine


def refine_mask(mask: Mask) -> Mask:
    """Put the mask on the ×2 grid: each voxel becomes eight, so the marked volume is exactly kept."""
    data = mask.data
    for axis in range(3):
        data = data.repeat(2, axis=axis)
    return Mask(data, refine_affine(mask.affine), mask.name, mask.note)


def upsample_cubic(volume: Volume) -> Volume:
    """Interpolate the volume on the ×2 grid: the arm that adds voxels and no detail.

    Notes
    -----
    Interpolating cubic B-spline, continued by reflection about the outer edges, evaluated in float64. The fine samples
    of one axis lie at m - ¼ and m + ¼ only, so two five-tap filters on the spline coefficients give them exactly.

    References
    ----------
    Unser M, 1999. Splines: a perfect fit for signal and image processing. IEEE Signal Process Mag 16(6):22-38.
    doi:10.1109/79.799930
    """
    coefficients = ndimage.spline_filter(volume.data, order=3, output=np.float64, mode="reflect")
    coefficients = _refine_axis(coefficients, 0)
    fine = np.empty([2 * n for n in volume.shape], dtype=np.float32)
    for start in range(0, len(fine), SLAB):
        slab = coefficients[start : start + SLAB]
        fine[start : start + SLAB] = _refine_axis(_refine_axis(slab, 1), 2)
    return Volume(fine, refine_affine(volume.affine))


def crop_volume(volume: Volume, region: Region) -> Volume:
    """Keep the voxels of the region; each stays where it lies in the patient."""
    return Volume(volume.data[region], _cropped_affine(volume, region))


def crop_mask(mask: Mask, region: Region) -> Mask:
    """Keep the voxels of the region; each stays where it lies in the patient."""
    return Mask(mask.data[region], _cropped_affine(mask, region), mask.name, mask.note)


def region_around(mask: Mask, margin_mm: float = 24.0, minimum: int = 6) -> Region:
    """Box of voxels around the marked ones, clipped to the grid.

    Parameters
    ----------
    mask : at least one marked voxel
    margin_mm : mm added on every side
    minimum : voxels added on every side at least, however thick the slices

    Raises
    ------
    EmptyMask
        The mask marks no voxel.
    """
    start, stop = _stretch(mask, margin_mm, minimum)
    i, j, k = (slice(int(a), int(b)) for a, b in zip(start, stop, strict=True))
    return i, j, k


def reconcile_mask(mask: Mask, like: Volume) -> Mask:
    """Bring a mask stored along flipped or permuted axes onto the volume's grid, and say so in its note.

    No voxel moves in the patient and none is interpolated; only the order of storage changes.

    Raises
    ------
    GeometryMismatch
        The mask lies on another grid, whatever the order of its axes.
    EmptyMask
        The mask marks no voxel.
    """
    along = np.linalg.solve(like.affine[:3, :3], mask.affine[:3, :3])
    order = tuple(int(axis) for axis in np.abs(along).argmax(axis=1))
    flips = tuple(bool(along[row, axis] < 0) for row, axis in enumerate(order))
    turned = _turn(mask, order, flips) if len(set(order)) == 3 else mask
    if not same_grid(turned, like):
        return Case("mask", like, mask).mask
    note = "; ".join(filter(None, [mask.note, _describe_turn(order, flips)]))
    return Case("mask", like, Mask(turned.data, like.affine, mask.name, note)).mask


def _refine_axis(coefficients: npt.NDArray[np.float64], axis: int) -> npt.NDArray[np.float64]:
    shape = list(coefficients.shape)
    shape[axis] *= 2
    fine = np.empty(shape)
    for parity, weights in enumerate((BEFORE, BEFORE[::-1])):
        target = fine[(slice(None),) * axis + (slice(parity, None, 2),)]
        ndimage.correlate1d(coefficients, weights, axis=axis, output=target, mode="reflect")
    return fine


def _cropped_affine(image: Volume | Mask, region: Region) -> Geometry:
    whole = all(s.step in (None, 1) and 0 <= s.start < s.stop <= n for s, n in zip(region, image.shape, strict=True))
    if not whole:
        raise IndexError(f"a region must lie inside the grid of {image.shape} voxels, but it is {region}")
    affine = np.array(image.affine)
    affine[:3, 3] += affine[:3, :3] @ [s.start for s in region]
    return affine


def _stretch(mask: Mask, margin_mm: float, minimum: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    box = mask.bounding_box
    margin = np.maximum(np.ceil(margin_mm / np.asarray(mask.spacing) - 1e-9), minimum).astype(int)
    start = np.maximum([s.start for s in box] - margin, 0)
    return start, np.minimum([s.stop for s in box] + margin, mask.shape)


def _turn(mask: Mask, order: tuple[int, ...], flips: tuple[bool, ...]) -> Mask:
    """Store the mask along its axes in another order, then backwards where flipped; its voxels stay in place."""
    data = mask.data.transpose(order)
    affine = np.array(mask.affine)
    affine[:3, :3] = affine[:3, list(order)]
    for axis in (n for n in range(3) if flips[n]):
        affine[:3, 3] += affine[:3, axis] * (data.shape[axis] - 1)
        affine[:3, axis] *= -1
        data = np.flip(data, axis)
    return Mask(data, affine, mask.name, mask.note)


def _describe_turn(order: tuple[int, ...], flips: tuple[bool, ...]) -> str:
    swapped = "its axes were reordered" if order != (0, 1, 2) else ""
    flipped = ", ".join("ijk"[axis] for axis in np.flatnonzero(flips))
    reversed_axes = f"reversed along {flipped}" if flipped else ""
    said = " and ".join(filter(None, [swapped, reversed_axes]))
    return f"the mask was stored along other axes than the volume: {said}" if said else ""
