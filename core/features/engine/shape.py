"""Size and form of a region, apart from its intensities."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.features.engine.diameter import measure_diameters
from core.features.engine.surface import measure_surface


def shape_features(mask: npt.NDArray[np.bool_], spacing: npt.ArrayLike) -> dict[str, float]:
    """The fourteen shape features of pyradiomics.

    Parameters
    ----------
    mask : (I, J, K), at least one voxel marked
    spacing : (3,), mm

    Returns
    -------
    Lengths in mm, areas in mm², volumes in mm³; a slice is a plane of i and j

    Notes
    -----
    Axis lengths are 4 √λ, λ the eigenvalues of the covariance of voxel centres. Checked against pyradiomics 3.1.4.

    References
    ----------
    Zwanenburg A, et al. The image biomarker standardization initiative. Radiology 2020;295:328-338.
    doi:10.1148/radiol.2020191145
    """
    steps = np.asarray(spacing, np.float64)
    centres = np.argwhere(mask)
    low, high = centres.min(0), centres.max(0) + 1
    padded = np.pad(mask[tuple(map(slice, low, high))], 1)
    area, volume = measure_surface(padded, steps)
    in_slice, in_column, in_row, anywhere = measure_diameters(padded, steps)
    axes = _axis_lengths(centres * steps)
    least, minor, major = axes
    return {
        "Elongation": minor / major,
        "Flatness": least / major,
        "LeastAxisLength": least,
        "MajorAxisLength": major,
        "Maximum2DDiameterColumn": in_column,
        "Maximum2DDiameterRow": in_row,
        "Maximum2DDiameterSlice": in_slice,
        "Maximum3DDiameter": anywhere,
        "MeshVolume": volume,
        "MinorAxisLength": minor,
        "Sphericity": float(np.cbrt(36 * np.pi * volume**2)) / area,
        "SurfaceArea": area,
        "SurfaceVolumeRatio": area / volume,
        "VoxelVolume": len(centres) * float(steps.prod()),
    }


def _axis_lengths(centres: npt.NDArray[np.float64]) -> list[float]:
    """Least, minor and major axis of the ellipsoid of equal covariance, mm."""
    offsets = centres - centres.mean(0)
    variances = np.linalg.eigvalsh(offsets.T @ offsets / len(offsets))
    lengths: list[float] = (4 * np.sqrt(variances.clip(0))).tolist()
    return lengths
