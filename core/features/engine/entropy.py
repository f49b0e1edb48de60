"""Entropy as pyradiomics takes it. This file knows probabilities, not what they are of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

EPSILON = np.spacing(1)
"""Added to a probability before its logarithm, and to a variance before a division by it."""


def entropy(probability: Floats) -> Floats:
    """-Σ p log₂(p + ε) in bits of each of n distributions (n, ...): (n,).

    Examples
    --------
    >>> entropy(np.array([[0.5, 0.5], [1.0, 0.0]])).round(9).tolist()
    [1.0, -0.0]
    """
    return np.asarray(-(probability * np.log2(probability + EPSILON)).sum(tuple(range(1, probability.ndim))))
