"""Simulated readings for the demonstration: sums that give each patient a category, and readers who measure them anew.

No reader read anything here. The errors are set so that somebody says another category in about two patients of five,
which is how often readers are found to differ.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.clinical.visits import NEW_LESION, NON_TARGET, SUM

SEED = 20261125
VISITS = 3
FOLLOW_UP = {"CR": ((0.3, 0.6), (0.0, 0.0)), "PR": ((0.5, 0.9), (0.35, 0.69)), "SD": ((0.86, 1.0), (0.72, 1.02))}
PROGRESS = ((1.22, 1.6), (1.5, 2.2))
"""Ranges of the first and second follow-up as shares of the baseline; those of SD lie within 20 % of one another."""

ERROR, RESIDUE, LARGEST_RESIDUE = 0.16, 0.3, 0.12
"""Standard deviation of a reading's logarithm; how often a reader sees enhancement where none is left, and how much."""


def simulate_readings(categories: pd.Series[str], readers: Sequence[str], seed: int = SEED) -> pd.DataFrame:
    """Baseline and two follow-ups of every patient by every reader.

    Parameters
    ----------
    categories : (n_patients,), best response of each, index patients; the first reader's sums give exactly these
    readers : names; the second and later ones measure with error

    Returns
    -------
    (n_patients · n_readers · 3, 6), as `core.clinical.visits.classify_visits` takes them

    References
    ----------
    Lencioni R, Llovet JM. Semin Liver Dis 2010;30:52-60. doi:10.1055/s-0030-1247132 (the limits the sums respect).
    """
    rng, n = np.random.default_rng(seed), len(categories)
    ranges = np.array([FOLLOW_UP.get(category, PROGRESS) for category in categories]).reshape(n, VISITS - 1, 2)
    shares = rng.uniform(ranges[..., 0], ranges[..., 1])
    truth = np.column_stack([np.ones(n), shares]) * rng.gamma(6, 11, (n, 1)).clip(15)
    tables = []
    for place, reader in enumerate(readers):
        sums = truth if place == 0 else _read_again(truth, rng)
        rows = pd.MultiIndex.from_product([categories.index, range(VISITS)], names=["patient", "visit"])
        tables.append(pd.DataFrame({SUM: sums.ravel().round(1)}, index=rows).reset_index().assign(reader=reader))
    told = pd.concat(tables, ignore_index=True)[["patient", "reader", "visit", SUM]]
    told[NON_TARGET], told[NEW_LESION] = "none", False
    return told


def _read_again(truth: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    seen = truth * rng.lognormal(0, ERROR, truth.shape)
    residue = (truth == 0) & (rng.random(truth.shape) < RESIDUE)
    return np.where(residue, truth[:, :1] * rng.uniform(0.03, LARGEST_RESIDUE, truth.shape), seen)
