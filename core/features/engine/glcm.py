"""Gray-level co-occurrence: what pairs of neighbours say of a region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from core.features.engine.entropy import EPSILON, entropy
from core.features.engine.pairs import Pairs, build_pairs
from core.features.engine.region import Levels, build_region

Floats = npt.NDArray[np.float64]


def glcm_features(levels: Levels, settings: Mapping[str, Any]) -> dict[str, float]:
    """The 24 features of symmetric co-occurrence matrices, averaged over directions that hold a pair.

    Parameters
    ----------
    levels : (I, J, K), 0 outside the region
    settings : ``distances`` in voxels

    Notes
    -----
    NaN where no two voxels of the region are neighbours.

    References
    ----------
    Haralick RM, et al. IEEE Trans Syst Man Cybern 1973;SMC-3:610-621. doi:10.1109/TSMC.1973.4309314
    Zwanenburg A, et al. Radiology 2020;295:328-338. doi:10.1148/radiol.2020191145 (section 3.6)
    van Griethuysen JJM, et al. Cancer Res 2017;77:e104. doi:10.1158/0008-5472.CAN-17-0339
    """
    pairs = build_pairs(build_region(levels, settings))
    values = _moments(pairs) | _differences(pairs) | _information(pairs)
    return {name: _mean(values[name]) for name in sorted(values)}


def _moments(pairs: Pairs) -> dict[str, Floats]:
    i, mean = pairs.levels, pairs.marginal @ pairs.levels
    k = np.arange(pairs.sums.shape[1], dtype=np.float64)
    distance = k - 2 * mean[:, None]
    tendency, contrast = (pairs.sums * distance**2).sum(1), pairs.differences @ k[: pairs.differences.shape[1]] ** 2
    variance = (pairs.marginal * (i - mean[:, None]) ** 2).sum(1)
    covariance = (tendency - contrast) / 4  # of i and j, from the variances of i + j and i - j
    return {
        "Autocorrelation": (pairs.joint @ i) @ i,
        "ClusterProminence": (pairs.sums * distance**4).sum(1),
        "ClusterShade": (pairs.sums * distance**3).sum(1),
        "ClusterTendency": tendency,
        "Contrast": contrast,
        "Correlation": np.where(variance == 0, 1.0, covariance / (variance + EPSILON)),
        "JointAverage": mean,
        "JointEnergy": (pairs.joint**2).sum((1, 2)),
        "MCC": _maximal_correlation(pairs),
        "MaximumProbability": pairs.joint.max((1, 2)),
        "SumAverage": pairs.sums @ k,
        "SumSquares": variance,
    }


def _differences(pairs: Pairs) -> dict[str, Floats]:
    p = pairs.differences
    k = np.arange(p.shape[1], dtype=np.float64)
    average = p @ k
    return {
        "DifferenceAverage": average,
        "DifferenceEntropy": entropy(p),
        "DifferenceVariance": (p * (k - average[:, None]) ** 2).sum(1),
        "Id": p @ (1 / (1 + k)),
        "Idm": p @ (1 / (1 + k**2)),
        "Idmn": p @ (1 / (1 + (k / len(k)) ** 2)),
        "Idn": p @ (1 / (1 + k / len(k))),
        "InverseVariance": p[:, 1:] @ k[1:] ** -2,
    }


def _information(pairs: Pairs) -> dict[str, Floats]:
    n = len(pairs.joint)
    joint, single = entropy(pairs.joint), entropy(pairs.marginal)
    surprise = -np.log2(pairs.independent + EPSILON)
    crossed = (pairs.joint * surprise).sum((1, 2))
    gain = (pairs.independent * surprise).sum((1, 2)) - joint
    return {
        "Imc1": np.divide(joint - crossed, single, out=np.zeros(n), where=single != 0),
        "Imc2": np.sqrt(1 - np.exp(-2 * gain), out=np.full(n, np.nan), where=gain >= 0),
        "JointEntropy": joint,
        "SumEntropy": entropy(pairs.sums),
    }


def _maximal_correlation(pairs: Pairs) -> Floats:
    """Root of the second eigenvalue of Q, (D,); once 1 where there is one level.

    Q(i, j) = Σ_k p(i, k) p(j, k) / (p(i) p(k) + ε) is similar to a product of two symmetric matrices that differ only
    by that ε; the square of their geometric mean has the same eigenvalues, to second order in ε / (p(i) p(k)).
    """
    if len(pairs.levels) == 1:
        return np.ones(1)
    eigenvalues = np.linalg.eigvalsh(pairs.joint / np.sqrt(pairs.independent + EPSILON))
    return np.maximum(eigenvalues[:, -2], -eigenvalues[:, 0])


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
