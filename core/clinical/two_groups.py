"""One variable in two groups: how it is summed up, which test fits it, and how far apart the groups lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special, stats

Kind = Literal["mean", "median", "count"]
Test = Literal["welch", "mann_whitney", "chi_squared", "fisher", "none"]
Numbers = npt.NDArray[np.float64]

NORMAL = 0.05
"""p-value of Shapiro and Wilk's test above which a sample counts as normal."""

LARGEST_SHAPIRO = 5000
"""Largest sample that test is tabulated for; larger ones are told by medians."""

EXACT = 50
"""Mann and Whitney's test is exact when both groups are smaller and no value stands twice, as in R."""

MOST_TABLES = 2_000_000
"""Tables that Fisher's exact test goes through; where there are more, χ² is taken."""

ROUNDING = 1e-7  # relative; tables as likely as the one seen count as such


@dataclass(frozen=True)
class Compared:
    """One variable in two groups.

    Parameters
    ----------
    kind : what the cells say: mean ± SD, median (quartiles), or n (%)
    cells : level (empty for a number), text of the first and of the second group
    test, statistic, p_value : t, U or χ²; NaN where there is none
    smd : standardised mean difference, 0 or more
    """

    kind: Kind
    cells: tuple[tuple[str, str, str], ...]
    test: Test
    statistic: float
    p_value: float
    smd: float


def compare_numbers(first: Numbers, second: Numbers) -> Compared:
    """Compare a number between two groups, (n,) and (m,) known values.

    References
    ----------
    Welch BL. Biometrika 1947;34:28-35. doi:10.1093/biomet/34.1-2.28
    Mann HB, Whitney DR. Ann Math Stat 1947;18:50-60. doi:10.1214/aoms/1177730491
    Shapiro SS, Wilk MB. Biometrika 1965;52:591-611. doi:10.1093/biomet/52.3-4.591
    """
    normal = is_normal(first) and is_normal(second)
    write = _mean_sd if normal else _median_quartiles
    test, statistic, p_value = _test_of(first, second, normal)
    cells = (("", write(first), write(second)),)
    return Compared("mean" if normal else "median", cells, test, statistic, p_value, _number_smd(first, second))


def compare_categories(first: pd.Series[str], second: pd.Series[str]) -> Compared:
    """Compare the shares of levels between two groups, (n,) and (m,) known values.

    References
    ----------
    Pearson K. Philos Mag 1900;50:157-175. doi:10.1080/14786440009463897
    Freeman GH, Halton JH. Biometrika 1951;38:141-149. doi:10.1093/biomet/38.1-2.141
    """
    levels = sorted({*first, *second})
    counts = np.array([[(side == level).sum() for level in levels] for side in (first, second)], np.float64)
    sizes = counts.sum(axis=1)
    shown = [[f"{n:.0f} ({100 * n / size:.1f}%)" for n in row] for row, size in zip(counts, sizes.clip(1), strict=True)]
    cells = tuple(zip(levels, *shown, strict=True))
    if len(levels) < 2 or not sizes.all():
        return Compared("count", cells, "none", np.nan, np.nan, 0.0 if sizes.all() else np.nan)
    expected = np.outer(sizes, counts.sum(axis=0)) / counts.sum()
    if expected.min() < 5 and np.prod(counts.sum(axis=0)[1:] + 1) <= MOST_TABLES:
        return Compared("count", cells, "fisher", np.nan, fisher_exact(counts), _category_smd(counts))
    statistic = float(((counts - expected) ** 2 / expected).sum())
    p_value = float(stats.chi2.sf(statistic, len(levels) - 1))
    return Compared("count", cells, "chi_squared", statistic, p_value, _category_smd(counts))


def is_normal(values: Numbers) -> bool:
    """Whether a sample (n,) passes for normal; too small, too large and constant samples do not."""
    testable = 3 <= values.size <= LARGEST_SHAPIRO and np.ptp(values) > 0
    return bool(testable and stats.shapiro(values).pvalue > NORMAL)


def fisher_exact(counts: Numbers) -> float:
    """Two-sided p-value of a table (2, n_levels), by going through every table with the same margins.

    Notes
    -----
    The sum of the probabilities of all tables that are no likelier than the one seen.

    References
    ----------
    Freeman GH, Halton JH. Biometrika 1951;38:141-149. doi:10.1093/biomet/38.1-2.141

    Examples
    --------
    >>> round(fisher_exact(np.array([[3.0, 1.0], [1.0, 3.0]])), 4)
    0.4857
    """
    totals, of_second = counts.sum(axis=0), counts[1].sum()
    rest = np.indices([int(total) + 1 for total in totals[1:]]).reshape(len(totals) - 1, -1)
    first = of_second - rest.sum(axis=0)
    tables = np.vstack([first, rest])[:, (first >= 0) & (first <= totals[0])]
    likely = np.exp(_log_choose(totals[:, None], tables).sum(axis=0) - _log_choose(totals.sum(), of_second))
    seen = np.exp(_log_choose(totals, counts[1]).sum() - _log_choose(totals.sum(), of_second))
    return float(min(likely[likely <= seen * (1 + ROUNDING)].sum(), 1.0))


def _test_of(first: Numbers, second: Numbers, normal: bool) -> tuple[Test, float, float]:
    both = np.concatenate([first, second])
    if min(first.size, second.size) < 2 or np.ptp(both) == 0:
        return "none", np.nan, np.nan
    if normal:
        welch = stats.ttest_ind(first, second, equal_var=False)
        return "welch", float(welch.statistic), float(welch.pvalue)
    exact = max(first.size, second.size) < EXACT and np.unique(both).size == both.size
    found = stats.mannwhitneyu(first, second, method="exact" if exact else "asymptotic")
    return "mann_whitney", float(found.statistic), float(found.pvalue)


def _number_smd(first: Numbers, second: Numbers) -> float:
    if min(first.size, second.size) < 2:
        return float("nan")
    spread = np.sqrt((first.var(ddof=1) + second.var(ddof=1)) / 2)
    apart = abs(first.mean() - second.mean())
    return float(apart / spread) if spread > 0 else 0.0 if apart == 0 else float("nan")


def _category_smd(counts: Numbers) -> float:
    """Yang and Dalton's distance of two sets of shares; the first level is left out, as it follows from the others."""
    shares = (counts / counts.sum(axis=1, keepdims=True))[:, 1:]
    covariances = [np.diag(share) - np.outer(share, share) for share in shares]
    apart = shares[0] - shares[1]
    inverse = np.linalg.pinv((covariances[0] + covariances[1]) / 2, rcond=1e-8, hermitian=True)
    return float(np.sqrt(apart @ inverse @ apart))


def _log_choose(n: Numbers, k: Numbers) -> Numbers:
    return np.asarray(special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1))


def _mean_sd(values: Numbers) -> str:
    return f"{_short(values.mean())} ± {_short(values.std(ddof=1))}"


def _median_quartiles(values: Numbers) -> str:
    if not values.size:
        return "–"
    low, middle, high = np.percentile(values, (25, 50, 75))
    return f"{_short(middle)} ({_short(low)}, {_short(high)})"


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
