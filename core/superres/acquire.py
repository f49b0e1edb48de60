"""Measuring and interpolating whole volumes: `degrade` and `consistency` for rooms that know no tensor."""

from __future__ import annotations

import numpy as np
import torch

from core.imaging.geometry import refine_affine
from core.imaging.intensity import intensity_range
from core.superres.consistency import interpolate, measurement_of
from core.superres.degrade import Degradation, simulate_measurement
from core.superres.generator import thickest_last
from core.values import Volume


def measure_volume(truth: Volume, how: Degradation, seed: int = 0) -> Volume:
    """What a scanner of half the resolution measures of a truth.

    Parameters
    ----------
    truth : (2I, 2J, 2K); its thickest axis is the one a slice profile blurs
    seed : of the noise

    Returns
    -------
    (I, J, K), on the same intensity scale, whose outer corners are those of the truth
    """
    low, high = intensity_range(truth)
    scale = (high - low) or 1.0
    order = thickest_last(truth.spacing)
    fine = torch.from_numpy(((truth.data - low) / scale).astype(np.float32).transpose(order).copy())
    coarse = simulate_measurement(fine, how, np.random.default_rng(seed)).numpy().transpose(np.argsort(order))
    return Volume(coarse * np.float32(scale) + np.float32(low), coarsen_affine(truth.affine))


def interpolate_volume(volume: Volume, acquisition: str = "3D") -> Volume:
    """The smooth interpolation that inverts the measurement, (I, J, K) to (2I, 2J, 2K): sinc for k-space."""
    fine = interpolate(torch.from_numpy(volume.data.copy()), measurement_of(acquisition, volume.spacing))
    return Volume(fine.numpy(), refine_affine(volume.affine))


def coarsen_affine(affine: np.ndarray) -> np.ndarray:
    """Affine (4, 4) of the grid with one voxel where there were eight: the inverse of `refine_affine`.

    Examples
    --------
    >>> coarsen_affine(refine_affine(np.diag([2.0, 3.0, 8.0, 1.0]))).tolist()
    [[2.0, 0.0, 0.0, 0.0], [0.0, 3.0, 0.0, 0.0], [0.0, 0.0, 8.0, 0.0], [0.0, 0.0, 0.0, 1.0]]
    """
    step = np.diag([2.0, 2.0, 2.0, 1.0])
    step[:3, 3] = 0.5
    return np.asarray(affine, np.float64) @ step
