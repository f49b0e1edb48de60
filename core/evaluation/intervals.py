"""Confidence intervals of an AUC, and which of them a small sample can carry."""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy import optimize, special, stats

IntervalMethod = Literal["logit-DeLong", "Newcombe method 5", "DeLong", "stratified bootstrap"]

Interval = tuple[float, float]

IntervalReason = Literal["usual", "perfect", "no variance"]
REASONS: dict[IntervalReason, str] = {
    "usual": "logit-DeLong stays inside 0 to 1 and keeps its level in small samples, which the plain interval does not",
    "perfect": "the AUC is 0 or 1, where DeLong's variance is 0: Newcombe's method 5 needs no variance",
    "no variance": "DeLong's variance is 0 or unknown in these cases: Newcombe's method 5 needs none",
}
"""Why an interval was made as it was."""


def auc_interval(
    auc: float, variance: float, n_events: int, n_non_events: int, level: float = 0.95
) -> tuple[Interval, IntervalMethod]:
    """Build the interval to print beside an AUC, and name how it was made.

    logit-DeLong, and Newcombe's method 5 where that is not defined: AUC 0 or 1, or a variance of 0 or unknown. The
    plain DeLong interval is not used: for 13 events among 24 cases its 95 % interval held the truth in 84 % of
    simulated samples at AUC 0.9, logit-DeLong's in 95 %.

    Parameters
    ----------
    auc : 0–1
    variance : DeLong's variance of the AUC; NaN where unknown
    n_events, n_non_events : cases the AUC was measured on
    level : confidence level, between 0 and 1
    """
    if 0 < auc < 1 and variance > 0:
        return logit_delong_interval(auc, variance, level), "logit-DeLong"
    return newcombe_interval(auc, n_events, n_non_events, level), "Newcombe method 5"


def interval_reason(auc: float, variance: float) -> IntervalReason:
    """Why `auc_interval` chooses the method it does; see `REASONS`."""
    if auc in (0, 1):
        return "perfect"
    return "usual" if variance > 0 else "no variance"


def delong_interval(auc: float, variance: float, level: float = 0.95) -> Interval:
    """AUC ± z·SE: what most papers print. Not clipped: at small n it can end above 1, which shows that it fails."""
    margin = float(stats.norm.isf((1 - level) / 2) * np.sqrt(variance))
    return auc - margin, auc + margin


def logit_delong_interval(auc: float, variance: float, level: float = 0.95) -> Interval:
    """DeLong interval made on the logit scale, so that it stays inside 0–1.

    Parameters
    ----------
    auc : strictly between 0 and 1
    variance : DeLong variance of the AUC, above 0

    Notes
    -----
    expit(logit AUC ± z · SE / (AUC · (1 − AUC))), the delta method.

    References
    ----------
    .. [1] Pepe MS (2003). The Statistical Evaluation of Medical Tests for Classification and Prediction. Oxford
       University Press, p. 107
    .. [2] Qin G, Hotilovac L (2008). Statistical Methods in Medical Research 17:207–221.
       doi:10.1177/0962280207087173
    """
    margin = stats.norm.isf((1 - level) / 2) * np.sqrt(variance) / (auc * (1 - auc))
    centre = special.logit(auc)
    return float(special.expit(centre - margin)), float(special.expit(centre + margin))


def newcombe_interval(auc: float, n_events: int, n_non_events: int, level: float = 0.95) -> Interval:
    """Newcombe's method 5: the AUCs a score test would not reject. Needs no variance, so it holds at AUC 1.

    Notes
    -----
    The roots θ of (θ − AUC)² = z² V(θ), where with N = (m + n) / 2 − 1

        V(θ) = θ (1 − θ) / (m n) · [1 + N (1 − θ) / (2 − θ) + N θ / (1 + θ)]

    is Hanley and McNeil's variance with both sample sizes replaced by their mean. Checked against auRoc 0.2-1 in
    tests/references/evaluation_r.json.

    References
    ----------
    .. [1] Newcombe RG (2006). Statistics in Medicine 25:559–573. doi:10.1002/sim.2324
    .. [2] Hanley JA, McNeil BJ (1982). Radiology 143:29–36. doi:10.1148/radiology.143.1.7063747

    Examples
    --------
    >>> low, high = newcombe_interval(1.0, 13, 11)
    >>> round(low, 3), high
    (0.831, 1.0)
    """
    z = float(stats.norm.isf((1 - level) / 2))
    mean_size = (n_events + n_non_events) / 2 - 1

    def excess(theta: float) -> float:
        spread = 1 + mean_size * ((1 - theta) / (2 - theta) + theta / (1 + theta))
        variance = theta * (1 - theta) / (n_events * n_non_events) * spread
        return float((theta - auc) ** 2 - z**2 * variance)

    inside = min(max(auc, 1e-12), 1 - 1e-12)
    low = 0.0 if auc == 0 else float(optimize.brentq(excess, 0.0, inside, xtol=1e-14))
    high = 1.0 if auc == 1 else float(optimize.brentq(excess, inside, 1.0, xtol=1e-14))
    return low, high
