"""Gray-level size zones: how many connected zones of a level have a given number of voxels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.features.engine.emphasis import size_features
from core.features.engine.region import Levels, build_region
from core.features.engine.zones import build_zones

NAMES = {
    "GrayLevelNonUniformity": "level_non_uniformity",
    "GrayLevelNonUniformityNormalized": "level_non_uniformity_normalized",
    "GrayLevelVariance": "level_variance",
    "HighGrayLevelZoneEmphasis": "high",
    "LargeAreaEmphasis": "large",
    "LargeAreaHighGrayLevelEmphasis": "large_high",
    "LargeAreaLowGrayLevelEmphasis": "large_low",
    "LowGrayLevelZoneEmphasis": "low",
    "SizeZoneNonUniformity": "size_non_uniformity",
    "SizeZoneNonUniformityNormalized": "size_non_uniformity_normalized",
    "SmallAreaEmphasis": "small",
    "SmallAreaHighGrayLevelEmphasis": "small_high",
    "SmallAreaLowGrayLevelEmphasis": "small_low",
    "ZoneEntropy": "entropy",
    "ZonePercentage": "percentage",
    "ZoneVariance": "size_variance",
}
"""Pyradiomics' name and order to the formula in `size_features`."""


def glszm_features(levels: Levels, settings: Mapping[str, Any]) -> dict[str, float]:
    """The 16 features of the size-zone matrix of gray levels (I, J, K), 0 outside the region.

    References
    ----------
    Thibault G, et al. Pattern Recognition and Information Processing (PRIP) 2009:140-145.
    Zwanenburg A, et al. Radiology 2020;295:328-338. doi:10.1148/radiol.2020191145 (section 3.8)
    """
    region = build_region(levels, settings)
    ranks, voxels = build_zones(region)
    sizes, column = np.unique(voxels, return_inverse=True)
    shape = (1, len(region.gray_levels), len(sizes))
    counts = np.bincount((ranks - 1) * len(sizes) + column, minlength=np.prod(shape)).reshape(shape)
    values = size_features(counts, region.gray_levels, sizes)
    return {name: float(values[formula][0]) for name, formula in NAMES.items()}
