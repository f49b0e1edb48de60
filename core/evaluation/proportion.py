"""Intervals of a share of cases."""

from __future__ import annotations

import math
from typing import Literal

from scipy import stats

from core.evaluation.intervals import Interval

ProportionMethod = Literal["Wilson", "Clopper-Pearson"]


def proportion_interval(count: int, of: int, method: ProportionMethod = "Wilson", level: float = 0.95) -> Interval:
    """Interval of count / of by the method named; NaN when there are no cases."""
    if not of:
        return math.nan, math.nan
    return wilson_interval(count, of, level) if method == "Wilson" else clopper_pearson_interval(count, of, level)


def wilson_interval(count: int, of: int, level: float = 0.95) -> Interval:
    """The shares a score test would not reject; holds its level on average, also at few cases.

    Notes
    -----
    (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). Checked against R 4.2.2 `prop.test(correct = FALSE)` in
    tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Wilson EB (1927). Journal of the American Statistical Association 22:209–212.
       doi:10.1080/01621459.1927.10502953

    Examples
    --------
    >>> tuple(round(end, 3) for end in wilson_interval(11, 13))
    (0.578, 0.957)
    """
    z, share = float(stats.norm.isf((1 - level) / 2)), count / of
    centre, stretch = share + z**2 / (2 * of), 1 + z**2 / of
    margin = z * math.sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    low = 0.0 if count == 0 else (centre - margin) / stretch
    return low, 1.0 if count == of else (centre + margin) / stretch


def clopper_pearson_interval(count: int, of: int, level: float = 0.95) -> Interval:
    """The shares an exact binomial test would not reject: never below its level, often far above.

    Notes
    -----
    Quantiles of Beta(k, n − k + 1) and Beta(k + 1, n − k). Checked against R 4.2.2 `binom.test` in
    tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Clopper CJ, Pearson ES (1934). Biometrika 26:404–413. doi:10.1093/biomet/26.4.404
    """
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else float(stats.beta.ppf(tail, count, of - count + 1))
    return low, 1.0 if count == of else float(stats.beta.isf(tail, count + 1, of - count))
