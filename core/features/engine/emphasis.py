"""What gray-level run, zone and dependence matrices have in common: counts by gray level and by size.

A run has a length, a zone a number of voxels, a dependence a number of neighbours; the formulas are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from core.features.engine.entropy import entropy

Floats = npt.NDArray[np.float64]


def size_features(counts: npt.NDArray[Any], gray_levels: npt.ArrayLike, sizes: npt.ArrayLike) -> dict[str, Floats]:
    """The 16 features of matrices that count by gray level and size, each (n_matrices,).

    Parameters
    ----------
    counts : (n_matrices, n_levels, n_sizes), no matrix empty
    gray_levels : (n_levels,)
    sizes : (n_sizes,)

    Notes
    -----
    With p = P / ΣP: emphases are Σ p i^±2 j^±2, non-uniformities Σ_i (Σ_j P)² / ΣP and the same by size, variances
    Σ p (i - Σ p i)², entropy -Σ p log₂(p + ε), percentage ΣP / Σ P j.

    References
    ----------
    Galloway MM. Comput Graph Image Process 1975;4:172-179. doi:10.1016/S0146-664X(75)80008-6
    Zwanenburg A, et al. Radiology 2020;295:328-338. doi:10.1148/radiol.2020191145 (sections 3.7, 3.8, 3.11)
    """
    i, j = np.asarray(gray_levels, np.float64), np.asarray(sizes, np.float64)
    total = counts.sum((1, 2)).astype(np.float64)
    joint = counts / total[:, None, None]
    by_level, by_size = joint.sum(2), joint.sum(1)
    small, large = joint @ j**-2, joint @ j**2
    level_uniformity, size_uniformity = (by_level**2).sum(1), (by_size**2).sum(1)
    return {
        "small": by_size @ j**-2,
        "large": by_size @ j**2,
        "level_non_uniformity": level_uniformity * total,
        "level_non_uniformity_normalized": level_uniformity,
        "size_non_uniformity": size_uniformity * total,
        "size_non_uniformity_normalized": size_uniformity,
        "percentage": 1 / (by_size @ j),
        "level_variance": _variance(by_level, i),
        "size_variance": _variance(by_size, j),
        "entropy": entropy(joint),
        "low": by_level @ i**-2,
        "high": by_level @ i**2,
        "small_low": small @ i**-2,
        "small_high": small @ i**2,
        "large_low": large @ i**-2,
        "large_high": large @ i**2,
    }


def _variance(probability: Floats, x: Floats) -> Floats:
    """Variance of x (n,) under each row of probabilities (m, n)."""
    mean = probability @ x
    return np.asarray((probability * (x - mean[:, None]) ** 2).sum(1))
