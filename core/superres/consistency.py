"""The measurement: what an acquisition keeps of a finer image, the interpolation that inverts it, and what it misses.

Each axis of a volume is measured in one of two ways, with the coarse grid cell-centred inside the fine one (coarse
voxel i covers fine voxels 2i and 2i + 1) and the image continued by reflection about its outer edges, so that the
cosines cos(pi k (i + 1/2) / n) are the frequencies of both grids:

    k-space   the n lowest frequencies are kept (3D gradient echo; in-plane axes of every acquisition)
    box       the two fine voxels are averaged (thick slices excited one by one)

    D : fine -> coarse, (n, 2n), the measurement;  U : coarse -> fine, (2n, n), the smooth interpolation with D U = I
    P : fine -> fine, (2n, 2n), keeps what was measured

A super-resolved image is U y + (1 - P) r: the measurement y, interpolated, plus what a network predicts (r), freed of
everything that y already knows. So it splits exactly into what was measured and what was added.

For box, P repeats the mean of each pair, and D (1 - P) = 0 exactly. For k-space the exact projector U D reaches across
the whole volume, so that a region and the whole could not give the same voxels; P is a short low-pass filter instead. A
short filter falls slowly, so either some of r stays in the measured band or some detail just beyond it is dimmed. P
does the second, and a network that is trained under it makes up for that: what remains in the measured band is below
1e-3 of the intensity range.

References
----------
Martucci SA. Symmetric convolution and the discrete sine and cosine transforms. IEEE Trans Signal Process
1994;42:1038-1051. doi:10.1109/78.295213 (reflection and cosines).
Selesnick IW. Linear-phase FIR filter design by least squares. OpenStax CNX, 2005 (filter; scipy's firls).
Schwab J, Antholzer S, Haltmeier M. Deep null space learning for inverse problems. Inverse Problems 2019;35:025008.
doi:10.1088/1361-6420/aaf14a (measured and unmeasured part).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import torch
from scipy.fft import dct
from scipy.signal import firls
from torch import Tensor

from core.errors import SettingError
from core.superres.tiles import reflect
from core.values import ACQUISITIONS

Measurement = tuple[str, str, str]
"""How each axis was measured, ``"k-space"`` or ``"box"``."""
K_SPACE, BOX = "k-space", "box"
ALL_K_SPACE: Measurement = (K_SPACE, K_SPACE, K_SPACE)
REACH = 8
"""Coarse voxels over which the k-space filter P looks to each side; a longer one makes every region cost more."""
BAND_EDGES = (0.48, 0.60)
"""Where the filter begins and ends to fall, as shares of the fine band, whose lower half is measured. A later fall
keeps the measurement better and dims more of the predicted detail nearest to it; a wider one ripples less."""
PASS_WEIGHT = 20.0
"""How much more a deviation counts below the fall, where it would alter the measurement, than above it."""
AXES = (-3, -2, -1)


def measurement_of(acquisition: str, spacing: Sequence[float]) -> Measurement:
    """How each axis was measured: k-space throughout for ``"3D"``; box along the thickest axis for ``"2D"``.

    Parameters
    ----------
    acquisition : one of `ACQUISITIONS`
    spacing : (3,), mm

    Examples
    --------
    >>> measurement_of("2D", (1.2, 1.2, 6.0))
    ('k-space', 'k-space', 'box')

    Raises
    ------
    SettingError
        There is no such acquisition.
    """
    if acquisition not in ACQUISITIONS:
        raise SettingError(f"an acquisition is one of {', '.join(ACQUISITIONS)}, but {acquisition} came: choose one")
    models = [K_SPACE] * 3
    if acquisition == "2D":
        models[int(np.argmax(spacing))] = BOX
    return models[0], models[1], models[2]


@lru_cache(maxsize=64)
@torch.inference_mode(False)  # what is cached must serve training too
def interpolation_matrix(n: int, model: str = K_SPACE) -> Tensor:
    """U for one axis of n coarse voxels, (2n, n), float32.

    Notes
    -----
    Both evaluate the n cosines on the fine grid. Averaging two neighbours dims the k-th of them by
    cos(pi k / 4n); for box, U undoes that.

    Examples
    --------
    >>> for model in (K_SPACE, BOX):
    ...     u, d = interpolation_matrix(5, model), measurement_matrix(5, model)
    ...     bool(torch.allclose(d @ u, torch.eye(5), atol=1e-5)), bool(torch.allclose(u.sum(1), torch.ones(10)))
    (True, True)
    (True, True)
    """
    coarse, fine = _cosines(n), _cosines(2 * n)[:n]  # (n frequencies, voxels)
    gain = np.ones(n) if model == K_SPACE else 1 / np.cos(np.pi * np.arange(n) / (4 * n))
    return _float32(np.sqrt(2.0) * fine.T @ (gain[:, None] * coarse))


@lru_cache(maxsize=64)
@torch.inference_mode(False)
def measurement_matrix(n: int, model: str = K_SPACE) -> Tensor:
    """D for one axis that is measured on n coarse voxels, (n, 2n), float32."""
    if model == BOX:
        return torch.eye(n).repeat_interleave(2, dim=1) / 2
    return interpolation_matrix(n).T / 2


@lru_cache(maxsize=64)
@torch.inference_mode(False)
def measured_part_matrix(n: int, model: str = K_SPACE) -> Tensor:
    """P for one axis of n coarse voxels, (2n, 2n), float32: symmetric and banded.

    Notes
    -----
    k-space: the symmetric low-pass filter of 4 `REACH` + 1 taps that is closest, by least squares, to 1 below and 0
    above `BAND_EDGES`, scaled to keep constants, with an even (half-sample) reflection at both ends.
    """
    if model == BOX:
        return measurement_matrix(n, BOX).T @ measurement_matrix(n, BOX) * 2
    tap = firls(4 * REACH + 1, [0, *BAND_EDGES, 1], [1, 1, 0, 0], weight=[PASS_WEIGHT, 1])
    row = np.arange(2 * n)
    matrix = np.zeros((2 * n, 2 * n))
    for k, weight in enumerate(tap / tap.sum(), start=-2 * REACH):
        np.add.at(matrix, (row, reflect(row + k, 2 * n)), weight)
    return _float32(matrix)


def interpolate(
    coarse: Tensor, measurement: Measurement = ALL_K_SPACE, region: tuple[slice, slice, slice] | None = None
) -> Tensor:
    """U along the last three axes: (..., D, H, W) to (..., 2D, 2H, 2W), or to the fine voxels of a coarse region."""
    for n, (axis, model) in enumerate(zip(AXES, measurement, strict=True)):
        matrix = interpolation_matrix(coarse.shape[axis], model)
        rows = slice(None) if region is None else slice(2 * region[n].start, 2 * region[n].stop)
        coarse = _multiply(coarse, matrix[rows], axis)
    return coarse


def measure(fine: Tensor, measurement: Measurement = ALL_K_SPACE) -> Tensor:
    """D along the last three axes: (..., 2D, 2H, 2W) to (..., D, H, W)."""
    for axis, model in zip(AXES, measurement, strict=True):
        fine = measure_axis(fine, axis, model)
    return fine


def measure_axis(fine: Tensor, axis: int, model: str = K_SPACE) -> Tensor:
    """D along one axis of even length: e.g. (..., 2W) to (..., W)."""
    return _multiply(fine, measurement_matrix(fine.shape[axis] // 2, model), axis)


def reach_of(measurement: Measurement) -> int:
    """Coarse voxels around a region that `unmeasured_part` of it depends on: it filters once, or twice."""
    return REACH if measurement == ALL_K_SPACE else 2 * REACH


def unmeasured_part(fine: Tensor, measurement: Measurement = ALL_K_SPACE) -> Tensor:
    """(1 - P): what of a fine image (..., 2D, 2H, 2W) its measurement does not know.

    An average keeps every frequency that k-space truncation keeps, if dimmed; so where slices were averaged, what
    truncation would know is taken away first.
    """
    if measurement != ALL_K_SPACE:
        fine = unmeasured_part(fine)
    known = fine
    for axis, model in zip(AXES, measurement, strict=True):
        known = _multiply(known, measured_part_matrix(fine.shape[axis] // 2, model), axis)
    return fine - known


def _multiply(x: Tensor, matrix: Tensor, axis: int) -> Tensor:
    return torch.movedim(torch.movedim(x, axis, -1) @ matrix.to(x).T, -1, axis)


def _cosines(n: int) -> np.ndarray:
    """Orthonormal DCT-II, (n frequencies, n voxels)."""
    return np.asarray(dct(np.eye(n), norm="ortho", axis=0))


def _float32(matrix: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(matrix, np.float32))
