"""Laplacian of Gaussian as ITK filters it: recursively, line by line, only as far out as the result is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numba
import numpy as np
import numpy.typing as npt
from numpy.polynomial import polynomial

Array = npt.NDArray[np.float64]
Image = npt.NDArray[np.float32]
Box = tuple[slice, slice, slice]

REACH = 10
"""How many sigma away a voxel still counts. The recursion's tails are long: what lies beyond 8 sigma still flips gray
levels now and then, what lies beyond 10 moves the result by no more than ITK's rounding does."""

BLOCK = 16
"""Voxels across which an image is read at a time."""

RATES = np.array([-1.3932 + 0.6681j, -1.3732 + 2.0787j])
GAUSSIAN = np.array([1.3530 - 1.8151j, -0.3531 - 0.0902j])
CURVATURE = np.array([-1.3563 - 5.2318j, 0.3446 + 2.2355j])
"""The Gaussian and its second derivative at t sigma are near the real part of Σ weight · exp(rate · t)."""


class Sliceable(Protocol):
    """An image (I, J, K) whose boxes can be read."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Voxels along each axis."""

    def __getitem__(self, place: tuple[slice, ...], /) -> npt.NDArray[Any]:
        """The voxels of a box."""


def laplacian_of_gaussian(image: Sliceable, spacing: npt.ArrayLike, sigma_mm: float, keep: Box | None = None) -> Image:
    """Laplacian of the smoothed image times sigma².

    Parameters
    ----------
    image : (I, J, K), an array or what is read like one, beyond whose ends the outermost voxels go on
    spacing : (3,), mm
    keep : the part of the image to filter; all of it when not given

    Returns
    -------
    The part kept, (I', J', K')

    Notes
    -----
    SimpleITK's ``LaplacianRecursiveGaussian`` normalised across scales, as pyradiomics calls it, to the rounding of
    single precision, in which both keep what passes from axis to axis. The axis `keep` shortens most is filtered first,
    and smoothed lines serve the other axes too: seven passes over shrinking boxes instead of nine over the whole.

    References
    ----------
    Deriche R. Recursively implementing the Gaussian and its derivatives. INRIA report 1893, 1993.
    Farnebäck G, Westin CF. Improving Deriche-style recursive Gaussian filters. J Math Imaging Vis 2006;26:293-299.
    doi:10.1007/s10851-006-8464-z
    """
    parts = [part.indices(n)[:2] for part, n in zip(keep or (slice(None),) * 3, image.shape, strict=True)]
    one, two, three = sorted(range(3), key=lambda axis: (parts[axis][1] - parts[axis][0]) / image.shape[axis])
    sigmas = [sigma_mm / float(step) for step in np.asarray(spacing)]
    smooth, bend = [smoothing(sigma) for sigma in sigmas], [curvature(sigma) for sigma in sigmas]

    smoothed, bent = _filter_blocks(image, (smooth[one], bend[one]), one, parts[one])
    bent = _filter(bent, smooth[two], two, parts[two]) + _filter(smoothed, bend[two], two, parts[two])
    smoothed = _filter(smoothed, smooth[two], two, parts[two])
    return _filter(bent, smooth[three], three, parts[three]) + _filter(smoothed, bend[three], three, parts[three])


def smoothing(sigma: float) -> Array:
    """Recursion (3, 5) of a Gaussian, sigma in voxels, that leaves a constant as it is; rows as in `curvature`."""
    top, bottom = _rational(GAUSSIAN, sigma)
    return _two_sided(top / _gain(top, bottom), bottom)


def curvature(sigma: float) -> Array:
    """Recursion of a Gaussian's second derivative times sigma², sigma in voxels: 0 for a constant, 2 sigma² for t².

    Returns
    -------
    (3, 5): weights of the voxels at distance 0 to 4 behind, those ahead, and those of results at distance 0 to 4
    """
    flat, bottom = _rational(GAUSSIAN, sigma)
    top, _ = _rational(CURVATURE, sigma)
    top = top - flat * _gain(top, bottom) / _gain(flat, bottom)
    return _two_sided(top * sigma**2 / _moments(top, bottom)[2], bottom)


def _rational(weights: npt.NDArray[np.complex128], sigma: float) -> tuple[Array, Array]:
    """Σ over t of the damped waves times z^-t as a fraction: coefficients (4,) above and (5,) below, rising in z^-1."""
    poles = np.exp(RATES / sigma)
    tops = np.stack([weights.real, -(weights * poles.conj()).real], axis=1)
    bottoms = np.stack([np.ones(2), -2 * poles.real, np.abs(poles) ** 2], axis=1)
    top = polynomial.polymul(tops[0], bottoms[1]) + polynomial.polymul(tops[1], bottoms[0])
    return top, polynomial.polymul(bottoms[0], bottoms[1])


def _moments(top: Array, bottom: Array) -> tuple[float, float, float]:
    """Σ h(t), Σ t h(t) and Σ t² h(t) over t ≥ 0 of the response h to one impulse."""
    above, below = ([float(part @ np.arange(len(part)) ** n) for n in range(3)] for part in (top, bottom))
    zeroth = above[0] / below[0]
    first = (above[1] - zeroth * below[1]) / below[0]
    return zeroth, first, (above[2] - 2 * first * below[1] - zeroth * below[2]) / below[0]


def _gain(top: Array, bottom: Array) -> float:
    """Σ h(|t|) over all t."""
    return 2 * _moments(top, bottom)[0] - float(top[0])


def _two_sided(top: Array, bottom: Array) -> Array:
    behind = np.append(top, 0.0)
    return np.stack([behind, behind - top[0] * bottom, bottom])


def _filter_blocks(image: Sliceable, recursions: Sequence[Array], axis: int, part: tuple[int, int]) -> list[Image]:
    """Several filters along one axis, block by block across another, for the image is large and may be read lazily."""
    across = (axis + 1) % 3
    blocks = []
    for start in range(0, image.shape[across], BLOCK):
        place = [slice(None)] * 3
        place[across] = slice(start, start + BLOCK)
        block = image[tuple(place)]
        blocks.append([_filter(block, recursion, axis, part) for recursion in recursions])
    return [np.concatenate(kind, axis=across) for kind in zip(*blocks, strict=True)]


def _filter(image: npt.NDArray[Any], recursion: Array, axis: int, part: tuple[int, int]) -> Image:
    shape = list(image.shape)
    shape[axis] = part[1] - part[0]
    result = np.empty(shape, np.float32)
    _filter_slabs(np.moveaxis(image, axis, 1), recursion, part[0], np.moveaxis(result, axis, 1))
    return result


@numba.njit(cache=True, nogil=True)
def _filter_slabs(slabs: npt.NDArray[Any], recursion: Array, start: int, result: Image) -> None:
    """Filter (n_slabs, n_rows, n_lanes) along the rows; only those from `start` on that `result` has room for."""
    n_rows, n_kept = slabs.shape[1], result.shape[1]
    lines = np.empty((n_rows + 8, slabs.shape[2]))
    behind, ahead = np.empty_like(lines), np.empty_like(lines)
    for slab in range(len(slabs)):
        for row in range(n_rows + 8):
            lines[row] = slabs[slab, min(max(row - 4, 0), n_rows - 1)]
        _recur(lines, recursion[0], recursion[2], 1, start + n_kept, behind)
        _recur(lines, recursion[1], recursion[2], -1, n_rows - start, ahead)
        for row in range(n_kept):
            result[slab, row] = behind[4 + start + row] + ahead[4 + start + row]


@numba.njit(cache=True, nogil=True, fastmath={"contract"})
def _recur(lines: Array, weights: Array, feedback: Array, step: int, n_rows: int, out: Array) -> None:
    """One recursion over `n_rows` rows from either end; before it, lines rest at their first value for ever."""
    first = 4 if step == 1 else len(lines) - 5
    for k in range(1, 5):
        out[first - k * step] = lines[first] * (weights.sum() / feedback.sum())
    _, f1, f2, f3, f4 = feedback
    w0, w1, w2, w3, w4 = weights
    for row in range(first, first + n_rows * step, step):
        one, two, three, four = row - step, row - 2 * step, row - 3 * step, row - 4 * step
        x0, x1, x2, x3, x4 = lines[row], lines[one], lines[two], lines[three], lines[four]
        y0, y1, y2, y3, y4 = out[row], out[one], out[two], out[three], out[four]
        for n in range(len(x0)):
            fed = f1 * y1[n] + f2 * y2[n] + f3 * y3[n] + f4 * y4[n]
            y0[n] = w0 * x0[n] + w1 * x1[n] + w2 * x2[n] + w3 * x3[n] + w4 * x4[n] - fed
