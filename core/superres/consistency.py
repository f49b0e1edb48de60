"""The measurement: k-space truncation, interpolation without loss, and the projection between them.

An arterial-phase liver volume is a 3D gradient echo, so a coarser acquisition is the same k-space cut to its central
half along each axis. With the coarse grid cell-centred inside the fine one (fine index 2i + 1/2 is coarse index i) and
the image continued by reflection about its outer edges, every axis has the cosines cos(pi k (i + 1/2) / n) as its
frequencies, on both grids, and

    U : coarse -> fine, (2n, n), the same n frequencies evaluated on the fine grid (sinc interpolation)
    D : fine -> coarse, (n, 2n), the n lowest frequencies evaluated on the coarse grid (truncation);  D U = I exactly

Replacing x by x + U(y - D x) makes a fine image x reproduce the measured y to rounding error, and leaves alone what was
not measured: the null space of D. Reflection, unlike periodic continuation, makes this exact at the borders as well.

References
----------
Martucci SA. Symmetric convolution and the discrete sine and cosine transforms. IEEE Trans Signal Process
1994;42:1038-1051. doi:10.1109/78.295213 (reflection and cosines).
Schwab J, Antholzer S, Haltmeier M. Deep null space learning for inverse problems. Inverse Problems 2019;35:025008.
doi:10.1088/1361-6420/aaf14a (projection).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from scipy.fft import dct
from torch import Tensor


@lru_cache(maxsize=64)
def sinc_matrix(n: int) -> Tensor:
    """U for one axis of n coarse voxels, (2n, n), float32; D is its transpose divided by 2.

    Examples
    --------
    >>> u = sinc_matrix(5)
    >>> bool(torch.allclose(u.T @ u / 2, torch.eye(5), atol=1e-6))  # D U = I
    True
    >>> bool(torch.allclose(u.sum(1), torch.ones(10), atol=1e-6))  # a constant stays constant
    True
    """
    coarse = dct(np.eye(n), norm="ortho", axis=0)  # (n frequencies, n voxels)
    fine = dct(np.eye(2 * n), norm="ortho", axis=0)[:n]  # (n frequencies, 2n voxels)
    return torch.from_numpy((np.sqrt(2.0) * fine.T @ coarse).astype(np.float32))


def interpolate_sinc(coarse: Tensor) -> Tensor:
    """U along the last three axes: (..., D, H, W) to (..., 2D, 2H, 2W)."""
    for axis in (-3, -2, -1):
        coarse = _multiply(coarse, sinc_matrix(coarse.shape[axis]), axis)
    return coarse


def truncate(fine: Tensor) -> Tensor:
    """D along the last three axes: (..., 2D, 2H, 2W) to (..., D, H, W)."""
    for axis in (-3, -2, -1):
        fine = _multiply(fine, sinc_matrix(fine.shape[axis] // 2).T / 2, axis)
    return fine


def project(fine: Tensor, coarse: Tensor) -> Tensor:
    """Fine image that reproduces the measured coarse one, changed only where it was measured.

    Parameters
    ----------
    fine : (..., 2D, 2H, 2W)
    coarse : (..., D, H, W), what the scanner measured
    """
    return fine + interpolate_sinc(coarse - truncate(fine))


def _multiply(x: Tensor, matrix: Tensor, axis: int) -> Tensor:
    return torch.movedim(torch.movedim(x, axis, -1) @ matrix.to(x).T, -1, axis)
