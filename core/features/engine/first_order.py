"""First-order statistics of the intensities inside a region. This file knows their values, not where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from core.features.engine.bins import Bins
from core.features.engine.entropy import entropy

Floats = npt.NDArray[np.float64]


def first_order_features(
    values: Floats, bins: Bins, voxel_volume_mm3: float, settings: Mapping[str, Any]
) -> dict[str, float]:
    """The 18 first-order features, in pyradiomics' names and order.

    Parameters
    ----------
    values : (n,) intensities
    bins : the same values binned (entropy and uniformity)
    settings : ``voxelArrayShift``, added before the energies

    Notes
    -----
    Kurtosis is not reduced by 3, moments have denominator n, both as in pyradiomics. With two voxels none may lie
    between the 10th and 90th percentile, and the robust deviation is NaN.

    References
    ----------
    van Griethuysen JJM, et al. Cancer Res 2017;77:e104. doi:10.1158/0008-5472.CAN-17-0339
    Zwanenburg A, et al. Radiology 2020;295:328-338. doi:10.1148/radiol.2020191145 (section 3.3)
    """
    ordered = np.sort(values)
    energy = float(((ordered + settings.get("voxelArrayShift", 0)) ** 2).sum())
    named = _quantiles(ordered) | _deviations(ordered, float(values.mean())) | _histogram(bins)
    named |= {"Energy": energy, "TotalEnergy": energy * voxel_volume_mm3}
    named["RootMeanSquared"] = float(np.sqrt(energy / len(values)))
    return dict(sorted(named.items(), key=lambda item: item[0] + "FeatureValue"))


def _quantiles(ordered: Floats) -> dict[str, float]:
    p10, p25, p50, p75, p90 = (_percentile(ordered, q) for q in (10, 25, 50, 75, 90))
    middle = ordered[np.searchsorted(ordered, p10) : np.searchsorted(ordered, p90, "right")]
    return {
        "Minimum": float(ordered[0]),
        "10Percentile": p10,
        "Median": p50,
        "90Percentile": p90,
        "Maximum": float(ordered[-1]),
        "InterquartileRange": p75 - p25,
        "Range": float(ordered[-1] - ordered[0]),
        "RobustMeanAbsoluteDeviation": float(np.abs(middle - middle.mean()).mean()) if len(middle) else float("nan"),
    }


def _percentile(ordered: Floats, percent: float) -> float:
    """Linear between the two nearest ranks, measured from the nearer one, as numpy does."""
    place = (len(ordered) - 1) * (percent / 100)
    below = int(place)
    low, high, share = ordered[below], ordered[min(below + 1, len(ordered) - 1)], place - below
    return float(high - (high - low) * (1 - share) if share >= 0.5 else low + (high - low) * share)


def _deviations(ordered: Floats, mean: float) -> dict[str, float]:
    deviation = ordered - mean
    squared = deviation**2
    variance = float(squared.mean())
    spread = variance or 1.0  # a flat region has neither skewness nor kurtosis: 0
    return {
        "Mean": mean,
        "MeanAbsoluteDeviation": float(np.abs(deviation).mean()),
        "Variance": variance,
        "Skewness": float((squared * deviation).mean()) / spread**1.5,
        "Kurtosis": float((squared * squared).mean()) / spread**2,
    }


def _histogram(bins: Bins) -> dict[str, float]:
    counts = np.bincount(bins.levels)
    share = counts[counts > 0] / len(bins.levels)
    return {"Entropy": float(entropy(share[None])[0]), "Uniformity": float((share**2).sum())}
