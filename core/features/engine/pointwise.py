"""Filters that look at one voxel, and the gradient that looks at its six neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Image = npt.NDArray[np.floating[Any]]


def square(image: Image, peak: float) -> Array:
    """Squares of (I, J, K) intensities, scaled so that `peak`, the largest of the whole volume, stays where it is."""
    return np.asarray((image.astype(np.float64) * (1 / np.sqrt(peak))) ** 2)


def square_root(image: Image, peak: float) -> Array:
    """Square roots of absolute (I, J, K) intensities with their sign, scaled so that `peak` stays."""
    return np.asarray(np.sign(image) * np.sqrt(np.abs(image.astype(np.float64)) * peak))


def logarithm(image: Image, peak: float) -> Array:
    """log(|x| + 1) of (I, J, K) intensities with their sign, scaled so that `peak` stays."""
    return np.asarray(np.sign(image) * np.log(np.abs(image.astype(np.float64)) + 1) * (peak / np.log(peak + 1)))


def exponential(image: Image, peak: float) -> Array:
    """exp(c x) of (I, J, K) intensities, c such that `peak` stays."""
    return np.asarray(np.exp(np.log(peak) / peak * image.astype(np.float64)))


def gradient_magnitude(image: Image, spacing: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """Length of the gradient per mm by central differences, (I, J, K); beyond its ends the image goes on unchanged.

    Parameters
    ----------
    spacing : (3,), mm; ones for a gradient per voxel
    """
    padded = np.pad(image.astype(np.float64), 1, mode="edge")
    inner = slice(1, -1)
    total = np.zeros(image.shape)
    for axis, step in enumerate(np.asarray(spacing)):
        ahead, behind = ([inner] * 3 for _ in range(2))
        ahead[axis], behind[axis] = slice(2, None), slice(None, -2)
        total += ((padded[tuple(ahead)] - padded[tuple(behind)]) * (0.5 / step)) ** 2
    return np.sqrt(total).astype(np.float32)
