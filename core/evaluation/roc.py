"""ROC curve and AUC of one score, with an interval that holds at small n."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
import numpy.typing as npt

from core.evaluation.delong import component_variance, structural_components
from core.evaluation.inputs import Outcome, Scores, require_level, require_scores
from core.evaluation.intervals import (
    Interval,
    IntervalMethod,
    IntervalReason,
    auc_interval,
    delong_interval,
    interval_reason,
    logit_delong_interval,
    newcombe_interval,
)
from core.evaluation.resampling import SEED, bootstrap_auc, percentile_interval


@dataclass(frozen=True, eq=False)
class RocCurve:
    """What one score achieves at every threshold.

    Parameters
    ----------
    false_positive_rate, true_positive_rate : (n_thresholds,), 0–1, from (0, 0) to (1, 1)
    thresholds : (n_thresholds,), falling; the first is infinite, where no case is flagged
    auc : area under the curve; the share of pairs ranked rightly, ties counting one half
    variance : DeLong variance of the AUC; NaN with fewer than two cases on a side
    ci_low, ci_high : interval at `level`, made by `interval_method`
    n_events, n_non_events : cases behind the curve
    """

    false_positive_rate: Scores
    true_positive_rate: Scores
    thresholds: Scores
    auc: float
    variance: float
    ci_low: float
    ci_high: float
    interval_method: IntervalMethod
    level: float
    n_events: int
    n_non_events: int

    def __post_init__(self) -> None:
        for name in ("false_positive_rate", "true_positive_rate", "thresholds"):
            value = np.array(getattr(self, name), dtype=np.float64)
            value.setflags(write=False)
            object.__setattr__(self, name, value)

    @property
    def interval_reason(self) -> IntervalReason:
        """Why the interval was made by this method; see `core.evaluation.intervals.REASONS`."""
        return interval_reason(self.auc, self.variance)

    @property
    def plain_interval(self) -> Interval:
        """DeLong's interval as most papers print it; not clipped, so it can leave 0–1 (see `delong_interval`)."""
        return delong_interval(self.auc, self.variance, self.level)

    def point_at(self, threshold: float) -> tuple[float, float]:
        """False and true positive rate when every case scored `threshold` or more is flagged."""
        last = int(np.searchsorted(-self.thresholds, -threshold, side="right")) - 1
        return float(self.false_positive_rate[last]), float(self.true_positive_rate[last])


def roc_curve(y_true: npt.ArrayLike, y_score: npt.ArrayLike, level: float = 0.95) -> RocCurve:
    """Build the ROC curve of a score. A case is flagged when its score is at or above the threshold.

    The direction is fixed: a higher score means the event. A score that points the other way keeps its AUC below 0.5
    instead of being turned round, because turning it round is a choice made from the outcome.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_score : (n_cases,), higher means the event is more likely
    level : confidence level of the interval

    Returns
    -------
    RocCurve

    Raises
    ------
    CohortError
        See `core.evaluation.inputs.require_scores`.

    Notes
    -----
    AUC and variance come from midranks. Tied scores make one step that is oblique, as the Mann-Whitney area demands.
    Checked against pROC 1.18.0 in tests/references/evaluation_r.json.

    References
    ----------
    .. [1] DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595
    .. [2] Sun X, Xu W (2014). IEEE Signal Processing Letters 21:1389–1393. doi:10.1109/LSP.2014.2337313

    Examples
    --------
    >>> curve = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> curve.auc
    0.75
    >>> curve.point_at(0.4)
    (0.5, 0.5)
    """
    require_level(level)
    outcome, scores = require_scores(y_true, y_score)
    wins, losses = structural_components(outcome, scores)
    auc = float(wins.mean() / losses.size)
    variance = component_variance(wins[0], losses[0])
    (ci_low, ci_high), method = auc_interval(auc, variance, wins.size, losses.size, level)
    false_positives, true_positives, thresholds = _coordinates(outcome, scores[0])
    return RocCurve(
        false_positive_rate=false_positives / losses.size,
        true_positive_rate=true_positives / wins.size,
        thresholds=thresholds,
        auc=auc,
        variance=variance,
        ci_low=ci_low,
        ci_high=ci_high,
        interval_method=method,
        level=level,
        n_events=wins.size,
        n_non_events=losses.size,
    )


def auc_intervals(
    y_true: npt.ArrayLike, y_score: npt.ArrayLike, level: float = 0.95, resamples: int = 2000, seed: int = SEED
) -> dict[IntervalMethod, Interval]:
    """Every interval of one AUC, to choose from or to compare; (NaN, NaN) where a method is not defined.

    Parameters
    ----------
    y_true, y_score : (n_cases,), as in `roc_curve`, which prints the one that holds
    level : confidence level
    resamples, seed : of the stratified bootstrap
    """
    curve = roc_curve(y_true, y_score, level)
    every = {
        method: with_interval(curve, y_true, y_score, method, resamples, seed) for method in get_args(IntervalMethod)
    }
    return {method: (one.ci_low, one.ci_high) for method, one in every.items()}


def with_interval(
    curve: RocCurve,
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    method: IntervalMethod,
    resamples: int = 2000,
    seed: int = SEED,
) -> RocCurve:
    """The same curve with the interval of its AUC made by another method; NaN where that is not defined.

    Parameters
    ----------
    curve : as `roc_curve` made it of these cases
    y_true, y_score : (n_cases,), needed by the bootstrap alone
    method : how the interval is made
    resamples, seed : of the stratified bootstrap
    """
    low, high = float("nan"), float("nan")
    if method == "stratified bootstrap":
        low, high = percentile_interval(bootstrap_auc(y_true, y_score, resamples, seed), curve.level)
    elif method == "Newcombe method 5":
        low, high = newcombe_interval(curve.auc, curve.n_events, curve.n_non_events, curve.level)
    elif curve.interval_reason == "usual":
        logit = method == "logit-DeLong"
        low, high = logit_delong_interval(curve.auc, curve.variance, curve.level) if logit else curve.plain_interval
    return replace(curve, ci_low=low, ci_high=high, interval_method=method)


def _coordinates(outcome: Outcome, score: Scores) -> tuple[Scores, Scores, Scores]:
    order = np.argsort(-score, kind="stable")
    ranked = score[order]
    last_of_tie = np.append(np.flatnonzero(np.diff(ranked)), ranked.size - 1)
    flagged = last_of_tie + 1.0
    found = np.cumsum(outcome[order])[last_of_tie].astype(np.float64)
    start = np.zeros(1)
    return (
        np.concatenate([start, flagged - found]),
        np.concatenate([start, found]),
        np.concatenate([np.array([np.inf]), ranked[last_of_tie]]),
    )
