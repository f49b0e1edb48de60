"""Neighbouring gray tone difference: how far voxels of a level lie from the mean of their neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.features.engine.region import Levels, build_region

UNIFORM_COARSENESS = 1e6
"""Coarseness of a region in which no voxel differs from its neighbours, as in pyradiomics."""


def ngtdm_features(levels: Levels, settings: Mapping[str, Any]) -> dict[str, float]:
    """The 5 features of the gray tone differences.

    Parameters
    ----------
    levels : (I, J, K), 0 outside the region
    settings : ``distances`` in voxels

    Notes
    -----
    A voxel without neighbours counts, with difference 0, as in pyradiomics.

    References
    ----------
    Amadasun M, King R. IEEE Trans Syst Man Cybern 1989;19:1264-1274. doi:10.1109/21.44046
    Zwanenburg A, et al. Radiology 2020;295:328-338. doi:10.1148/radiol.2020191145 (section 3.10)
    """
    region = build_region(levels, settings)
    i, s = region.gray_levels.astype(np.float64), region.neighbourhood.difference
    voxels, p = len(region.positions), region.neighbourhood.dependence.sum(1) / len(region.positions)
    apart, both = np.abs(i[:, None] - i), p[:, None] + p
    weighted, total = p * s, float(s.sum())
    spread = float(np.abs((i * p)[:, None] - i * p).sum())
    pairs = len(i) * (len(i) - 1)
    return {
        "Busyness": float(weighted.sum()) / spread if spread else 0.0,
        "Coarseness": 1 / float(weighted.sum()) if total else UNIFORM_COARSENESS,
        "Complexity": float((apart * (weighted[:, None] + weighted) / both).sum()) / voxels,
        "Contrast": float((p @ apart**2 @ p) * total / voxels / pairs) if pairs else 0.0,
        "Strength": float((both * apart**2).sum()) / total if total else 0.0,
    }
