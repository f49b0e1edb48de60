"""How far readers agree beyond chance: Cohen's kappa, plain or weighted, of two, and Fleiss' kappa of two or more.

The intraclass correlation of their sums is `core.features.reliability.icc`; this file knows categories alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from core.errors import CohortError

Weights = Literal["none", "linear", "quadratic"]
POWERS = {"linear": 1, "quadratic": 2}
Ratings = Sequence[Hashable] | npt.NDArray[Any]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance.

    Parameters
    ----------
    value : 1 is full agreement, 0 what chance gives
    ci_low, ci_high : interval, cut at −1 and 1
    agreed : share of agreement that was seen, 0–1; partial agreement counts in part where weighted
    n : cases rated by all
    """

    value: float
    ci_low: float
    ci_high: float
    agreed: float
    n: int


def cohen_kappa(
    a: Ratings,
    b: Ratings,
    weights: Weights = "none",
    levels: Sequence[Hashable] | None = None,
    level: float = 0.95,
) -> Kappa:
    """Agreement of two readers, with its asymptotic interval.

    Parameters
    ----------
    a, b : (n_cases,), categories of the same cases
    weights : how disagreement counts by its distance in `levels`
    levels : categories in their order; sorted where left out. Weights depend on it, unused levels included
    level : confidence level

    Raises
    ------
    CohortError
        Fewer than two cases, unequal numbers, an unknown category, or one category for every case.

    Notes
    -----
    With weights w (1 on the diagonal), p_ij the shares and p_o, p_e the weighted shares seen and expected:
    κ = (p_o − p_e) / (1 − p_e),
    var κ = (Σ p_ij [w_ij (1 − p_e) − (w̄_i. + w̄_.j)(1 − p_o)]² − (p_o p_e − 2 p_e + p_o)²) / (n (1 − p_e)⁴).
    Checked against R 4.2.2 in ``tests/references/clinical.json``: irr 0.84.1 and psych 2.2.9 for the estimates, psych
    for the interval of the plain kappa, vcd 1.4.11 for all intervals. Weighted intervals of psych 2.2.9 differ: where
    the mean weight w̄_i. belongs it takes a row's own share times its sum of weights.

    References
    ----------
    Cohen J. Weighted kappa. Psychol Bull 1968;70:213-220. doi:10.1037/h0026256
    Fleiss JL, Cohen J, Everitt BS. Large sample standard errors of kappa and weighted kappa. Psychol Bull
    1969;72:323-327. doi:10.1037/h0028106

    Examples
    --------
    >>> round(cohen_kappa(["PR", "SD", "SD", "PD"], ["PR", "SD", "PR", "PD"]).value, 3)
    0.636
    """
    counts = _cross_table(a, b, levels)
    n, shares = counts.sum(), counts / counts.sum()
    weight = _weights(len(counts), weights)
    by_a, by_b = shares.sum(axis=1), shares.sum(axis=0)
    seen, expected = (weight * shares).sum(), by_a @ weight @ by_b
    value = (seen - expected) / (1 - expected)
    means = (weight @ by_b)[:, None] + by_a @ weight
    spread = (shares * (weight * (1 - expected) - means * (1 - seen)) ** 2).sum()
    variance = (spread - (seen * expected - 2 * expected + seen) ** 2) / (n * (1 - expected) ** 4)
    margin = stats.norm.ppf((1 + level) / 2) * np.sqrt(max(variance, 0.0))
    return _kappa(value, margin, seen, int(n))


def fleiss_kappa(ratings: npt.ArrayLike, level: float = 0.95) -> Kappa:
    """Agreement of two or more readers who each rated every case, with the interval over further cases.

    Parameters
    ----------
    ratings : (n_cases, n_readers), categories
    level : confidence level

    Raises
    ------
    CohortError
        Fewer than two cases or readers, or one category for every case.

    Notes
    -----
    The interval is Gwet's, linearised over cases, from Student's t with n − 1 degrees of freedom; the standard error of
    Fleiss (1971) holds where there is no agreement and serves for a test only. Checked against R 4.2.2 with irr 0.84.1
    (estimate) and irrCAC 1.0 (standard error), ``tests/references/clinical.json``.

    References
    ----------
    Fleiss JL. Measuring nominal scale agreement among many raters. Psychol Bull 1971;76:378-382. doi:10.1037/h0031619
    Gwet KL. Computing inter-rater reliability and its variance in the presence of high agreement. Br J Math Stat
    Psychol 2008;61:29-48. doi:10.1348/000711006X126600
    """
    table = np.asarray(ratings, dtype=object)
    if table.ndim != 2 or min(table.shape) < 2:
        raise CohortError(f"agreement needs at least two cases and two readers, but {table.shape} came: add some")
    n, readers = table.shape
    counts = np.stack([(table == level_).sum(axis=1) for level_ in dict.fromkeys(table.ravel())], axis=1)
    shares = counts.mean(axis=0) / readers
    expected = float((shares**2).sum())
    _require_variety(expected)
    agreed = (counts * (counts - 1)).sum(axis=1) / (readers * (readers - 1))
    value = float((agreed.mean() - expected) / (1 - expected))
    by_case = (agreed - expected - 2 * (1 - value) * (counts @ shares / readers - expected)) / (1 - expected)
    error = np.sqrt(((by_case - value) ** 2).sum() / (n * (n - 1)))
    return _kappa(value, stats.t.ppf((1 + level) / 2, n - 1) * error, agreed.mean(), n)


def _cross_table(a: Ratings, b: Ratings, levels: Sequence[Hashable] | None) -> Matrix:
    if len(a) != len(b) or len(a) < 2:
        raise CohortError(f"agreement needs two readings of two cases or more, but {len(a)} and {len(b)} came")
    known = list(levels) if levels is not None else sorted({*a, *b}, key=str)
    rows, columns = (pd.Index(known).get_indexer(pd.Index(list(values))) for values in (a, b))
    if min(rows.min(), columns.min()) < 0:
        raise CohortError(f"every category must be one of {', '.join(map(str, known))}, but another came: correct it")
    counts = np.zeros((len(known), len(known)))
    np.add.at(counts, (rows, columns), 1.0)
    _require_variety(float(counts.sum(axis=1) @ counts.sum(axis=0)) / counts.sum() ** 2)
    return counts


def _weights(n_levels: int, kind: Weights) -> Matrix:
    if kind == "none":
        return np.eye(n_levels)
    places = np.arange(n_levels)
    return np.asarray(1 - (np.abs(places[:, None] - places) / (n_levels - 1)) ** POWERS[kind])


def _kappa(value: float, margin: float, agreed: float, n: int) -> Kappa:
    return Kappa(float(value), float(max(value - margin, -1.0)), float(min(value + margin, 1.0)), float(agreed), n)


def _require_variety(expected: float) -> None:
    if expected >= 1:
        raise CohortError(
            "agreement beyond chance needs two categories or more, but every case has one and the same: add cases"
        )
