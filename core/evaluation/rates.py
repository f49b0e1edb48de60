"""What a threshold achieves, as shares of cases with their intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy.typing as npt

from core.evaluation.inputs import require_level, require_scores
from core.evaluation.proportion import ProportionMethod, proportion_interval


@dataclass(frozen=True)
class Rate:
    """A share of cases: `count` of `of`, with its interval; NaN where there are no cases."""

    count: int
    of: int
    value: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True)
class Rates:
    """Sensitivity and its kin at one threshold.

    Parameters
    ----------
    threshold : a case is flagged at or above it
    sensitivity, specificity : of the cases with, and without, the event
    ppv, npv : of the cases flagged, and not flagged; they hold at this prevalence only
    accuracy : of all cases
    f1 : harmonic mean of sensitivity and PPV; its `count` of `of` is that of TP / (TP + FP + FN)
    method, level : of the intervals
    """

    threshold: float
    sensitivity: Rate
    specificity: Rate
    ppv: Rate
    npv: Rate
    accuracy: Rate
    f1: Rate
    method: ProportionMethod
    level: float


def rates_at(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    threshold: float,
    method: ProportionMethod = "Wilson",
    level: float = 0.95,
) -> Rates:
    """Rates of one threshold. A case is flagged when its score is at or above it.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_score : (n_cases,), higher means the event is more likely
    threshold : on the scale of the scores, found on other cases
    method, level : of the intervals

    Notes
    -----
    F1 = 2q / (1 + q) rises with q = TP / (TP + FP + FN), which is a share of cases: the ends of the interval of q give
    those of F1. Checked against pROC 1.18.0 (`coords`), `prop.test` and `binom.test` of R 4.2.2 in
    tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Hand DJ, Christen P, Kirielle N (2021). Machine Learning 110:451–456. doi:10.1007/s10994-021-05964-1

    Examples
    --------
    >>> rates = rates_at([1, 1, 1, 0, 0], [0.9, 0.6, 0.2, 0.7, 0.1], 0.6)
    >>> rates.sensitivity.count, rates.sensitivity.of, round(rates.f1.value, 3)
    (2, 3, 0.667)
    """
    require_level(level)
    outcome, (scores,) = require_scores(y_true, y_score)
    flagged = scores >= threshold
    hits, misses = int((flagged & outcome).sum()), int((~flagged & outcome).sum())
    alarms, spared = int((flagged & ~outcome).sum()), int((~flagged & ~outcome).sum())

    def rate(count: int, of: int) -> Rate:
        low, high = proportion_interval(count, of, method, level)
        return Rate(count, of, count / of if of else float("nan"), low, high)

    return Rates(
        threshold=threshold,
        sensitivity=rate(hits, hits + misses),
        specificity=rate(spared, spared + alarms),
        ppv=rate(hits, hits + alarms),
        npv=rate(spared, spared + misses),
        accuracy=rate(hits + spared, outcome.size),
        f1=_harmonic(rate(hits, hits + alarms + misses)),
        method=method,
        level=level,
    )


def _harmonic(share: Rate) -> Rate:
    value, low, high = (2 * q / (1 + q) for q in (share.value, share.ci_low, share.ci_high))
    return Rate(share.count, share.of, value, low, high)
