"""How well two measurements of the same features agree: intraclass correlation, concordance, and their uncertainty.

This file knows no image and no feature by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import f as f_distribution

from core.errors import CohortError

Array = npt.NDArray[np.float64]

FORMS = ("ICC1", "ICC2", "ICC3")
"""One-way random; two-way random, absolute agreement: ICC(A,1); two-way mixed, consistency: ICC(C,1)."""

ROUNDING = 1e-12  # of the largest rating: what differs by less is equal but for how it was computed


@dataclass(frozen=True)
class Icc:
    """An intraclass correlation of single ratings, with its confidence interval."""

    value: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True, eq=False)
class MeanSquares:
    """Mean squares of a two-way table, each (...): between subjects, between raters, residual, within subjects."""

    subjects: Array
    raters: Array
    residual: Array
    within: Array
    n: int
    k: int


def icc(ratings: npt.ArrayLike, form: str = "ICC2", level: float = 0.95) -> Icc:
    """Intraclass correlation of single ratings, with its F-based interval.

    Parameters
    ----------
    ratings : (n_subjects, n_raters), at least two of each
    form : one of `FORMS`

    Raises
    ------
    CohortError
        Fewer than two subjects or raters, or an unknown form.

    Notes
    -----
    Checked against R 4.2.2 with psych 2.2.9 and irr 0.84.1 (``tests/references/reliability.json``, ``…_irr.json``).

    References
    ----------
    Shrout PE, Fleiss JL. Intraclass correlations: uses in assessing rater reliability. Psychol Bull 1979;86:420-428.
    doi:10.1037/0033-2909.86.2.420
    McGraw KO, Wong SP. Forming inferences about some intraclass correlation coefficients. Psychol Methods 1996;1:30-46.
    doi:10.1037/1082-989X.1.1.30

    Examples
    --------
    >>> result = icc([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    >>> round(result.value, 2), round(result.ci_low, 2), round(result.ci_high, 2)
    (0.29, 0.02, 0.76)
    """
    squares = mean_squares(ratings)
    value = float(_coefficient(squares, form))
    low, high = _interval_absolute(squares, value, level) if form == "ICC2" else _interval_ratio(squares, form, level)
    return Icc(value, float(low), float(high))


def icc_values(ratings: npt.ArrayLike, form: str = "ICC2") -> Array:
    """Intraclass correlation of each feature, (n_subjects, n_raters, n_features) to (n_features,); no interval."""
    return _coefficient(mean_squares(ratings), form)


def ccc(x: npt.ArrayLike, y: npt.ArrayLike) -> float:
    """Lin's concordance correlation of two measurements, each (n_subjects,); see `ccc_values`.

    Examples
    --------
    >>> round(ccc([1, 2, 3, 4], [2, 3, 4, 5]), 4)
    0.7143
    """
    return float(ccc_values(np.asarray(x, np.float64), np.asarray(y, np.float64)))


def ccc_values(x: Array, y: Array) -> Array:
    """Lin's concordance correlation of two measurements, each (n_subjects, ...), feature by feature: (...).

    Notes
    -----
    2 s_xy / (s_x^2 + s_y^2 + (mean_x - mean_y)^2), moments with denominator n. Two equal constants agree: 1.
    Checked against R 4.2.2 with epiR 2.0.57 (``tests/references/reliability.json``).

    References
    ----------
    Lin LI. A concordance correlation coefficient to evaluate reproducibility. Biometrics 1989;45:255-268.
    doi:10.2307/2532051
    """
    mean_x, mean_y = x.mean(0), y.mean(0)
    shared = 2 * ((x - mean_x) * (y - mean_y)).mean(0)
    spread = x.var(0) + y.var(0) + (mean_x - mean_y) ** 2
    return np.asarray(np.divide(shared, spread, out=np.ones_like(spread), where=spread > 0))


def bootstrap_interval(
    statistic: Callable[[npt.NDArray[np.intp]], npt.ArrayLike],
    n_subjects: int,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 20261123,
) -> tuple[Array, Array]:
    """Percentile interval of a statistic over subjects drawn with replacement: its ends, each (...).

    Parameters
    ----------
    statistic : takes subjects' positions (n_subjects,), returns a number or an array (...)
    n_subjects : as many are drawn

    References
    ----------
    Efron B, Tibshirani RJ. An introduction to the bootstrap. Chapman & Hall 1993 (percentile interval).
    """
    rng = np.random.default_rng(seed)
    drawn = np.stack([np.asarray(statistic(rng.integers(0, n_subjects, n_subjects))) for _ in range(draws)])
    low, high = np.percentile(drawn, (50 * (1 - level), 50 * (1 + level)), axis=0)
    return np.asarray(low), np.asarray(high)


def mean_squares(ratings: npt.ArrayLike) -> MeanSquares:
    """Two-way analysis of variance of ratings (n_subjects, n_raters, ...); mean squares of rounding size are 0.

    Raises
    ------
    CohortError
        Fewer than two subjects or raters.
    """
    x = np.asarray(ratings, np.float64)
    if x.ndim < 2 or min(x.shape[:2]) < 2:
        raise CohortError(f"agreement needs at least two subjects and two raters, but ratings of shape {x.shape} came")
    n, k = x.shape[:2]
    grand, by_subject, by_rater = x.mean((0, 1)), x.mean(1), x.mean(0)
    subjects = k * ((by_subject - grand) ** 2).sum(0)
    raters = n * ((by_rater - grand) ** 2).sum(0)
    within = ((x - by_subject[:, None]) ** 2).sum((0, 1))
    residual = ((x - by_subject[:, None] - by_rater + grand) ** 2).sum((0, 1)) / ((n - 1) * (k - 1))
    least = (ROUNDING * np.abs(x).max((0, 1))) ** 2
    squares = (subjects / (n - 1), raters / (k - 1), residual, within / (n * (k - 1)))
    subjects, raters, residual, within = (np.where(square > least, square, 0.0) for square in squares)
    return MeanSquares(subjects, raters, residual, within, n, k)


def _coefficient(squares: MeanSquares, form: str) -> Array:
    if form not in FORMS:
        raise CohortError(f"an intraclass correlation is one of {', '.join(FORMS)}, but {form} was asked for")
    n, k = squares.n, squares.k
    error = squares.within if form == "ICC1" else squares.residual
    across = k * (squares.raters - squares.residual) / n if form == "ICC2" else 0.0
    spread = squares.subjects + (k - 1) * error + across
    shared = np.asarray(squares.subjects - error)
    return np.divide(shared, spread, out=np.ones_like(shared), where=np.asarray(spread) > 0)


def _interval_ratio(squares: MeanSquares, form: str, level: float) -> tuple[float, float]:
    """Limits of ICC1 and ICC3, whose F ratio has an exact distribution."""
    n, k = squares.n, squares.k
    error, freedom = (squares.within, n * (k - 1)) if form == "ICC1" else (squares.residual, (n - 1) * (k - 1))
    if not error:
        return 1.0, 1.0
    ratio, upper = float(squares.subjects / error), (1 + level) / 2
    low = ratio / f_distribution.ppf(upper, n - 1, freedom)
    high = ratio * f_distribution.ppf(upper, freedom, n - 1)
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def _interval_absolute(squares: MeanSquares, value: float, level: float) -> tuple[float, float]:
    """Limits of ICC2, whose degrees of freedom are Satterthwaite's; those of a negative ICC are not let below 1."""
    n, k = squares.n, squares.k
    if not squares.residual:
        return (1.0, 1.0) if value == 1 else (0.0, 1.0)
    ratio, upper = float(squares.raters / squares.residual), (1 + level) / 2
    weight = n * (1 + (k - 1) * value) - k * value
    top = (k - 1) * (n - 1) * (k * value * ratio + weight) ** 2
    freedom = max(top / ((n - 1) * k**2 * value**2 * ratio**2 + weight**2), 1.0)
    subjects, raters, residual = (float(v) for v in (squares.subjects, squares.raters, squares.residual))
    lower, higher = (f_distribution.ppf(upper, *pair) for pair in ((n - 1, freedom), (freedom, n - 1)))
    rest = k * raters + (k * n - k - n) * residual
    low = n * (subjects / lower - residual) / (rest + n * subjects / lower)
    return low, n * (subjects - residual / higher) / (rest / higher + n * subjects)
