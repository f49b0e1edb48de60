"""Gray-level dependence: how many voxels of a level have a given number of neighbours that depend on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.features.engine.emphasis import size_features
from core.features.engine.region import Levels, build_region

NAMES = {
    "DependenceEntropy": "entropy",
    "DependenceNonUniformity": "size_non_uniformity",
    "DependenceNonUniformityNormalized": "size_non_uniformity_normalized",
    "DependenceVariance": "size_variance",
    "GrayLevelNonUniformity": "level_non_uniformity",
    "GrayLevelVariance": "level_variance",
    "HighGrayLevelEmphasis": "high",
    "LargeDependenceEmphasis": "large",
    "LargeDependenceHighGrayLevelEmphasis": "large_high",
    "LargeDependenceLowGrayLevelEmphasis": "large_low",
    "LowGrayLevelEmphasis": "low",
    "SmallDependenceEmphasis": "small",
    "SmallDependenceHighGrayLevelEmphasis": "small_high",
    "SmallDependenceLowGrayLevelEmphasis": "small_low",
}
"""Pyradiomics' name and order to the formula in `size_features`."""


def gldm_features(levels: Levels, settings: Mapping[str, Any]) -> dict[str, float]:
    """The 14 features of the dependence matrix; a voxel depends on itself, so that sizes begin at 1.

    Parameters
    ----------
    levels : (I, J, K), 0 outside the region
    settings : ``distances`` in voxels, ``gldm_a`` in gray levels (α)

    References
    ----------
    Sun C, Wee WG. Comput Vis Graph Image Process 1983;23:341-352. doi:10.1016/0734-189X(83)90032-4
    Zwanenburg A, et al. Radiology 2020;295:328-338. doi:10.1148/radiol.2020191145 (section 3.11)
    """
    region = build_region(levels, settings)
    counts = region.neighbourhood.dependence
    values = size_features(counts[None], region.gray_levels, np.arange(1, counts.shape[1] + 1))
    return {name: float(values[formula][0]) for name, formula in NAMES.items()}
