"""Thresholds found on one set of cases and carried to others, each with how it was found.

A threshold found on the cases it is judged on flatters the score, so the name of the cases travels with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from core.errors import CohortError
from core.evaluation.inputs import Scores, require_scores

Rule = Literal["Youden", "cost", "given"]
CLOSE = 1e-12
"""Sums of two rates closer than this are equal."""


@dataclass(frozen=True)
class Threshold:
    """A cut of a score: a case is flagged at or above it.

    Parameters
    ----------
    value : on the scale of the score; infinite where flagging no one, or everyone, costs least
    rule : how it was found
    found_on : the cases it was found on, e.g. ``"training"``; empty when it was given
    n, events : their number, and those with the event
    cost_ratio : cost of a missed event over that of a false alarm; NaN unless the rule is cost
    prevalence : that the costs were weighed at; NaN unless the rule is cost
    """

    value: float
    rule: Rule
    found_on: str = ""
    n: int = 0
    events: int = 0
    cost_ratio: float = float("nan")
    prevalence: float = float("nan")


def youden_cut(y_true: npt.ArrayLike, y_score: npt.ArrayLike, found_on: str) -> Threshold:
    """The threshold with the largest sensitivity + specificity; the highest of several.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_score : (n_cases,), higher means the event is more likely
    found_on : name of these cases, to travel with the threshold

    Raises
    ------
    CohortError
        All cases have the same score, or see `core.evaluation.inputs.require_scores`.

    Notes
    -----
    Thresholds lie midway between neighbouring scores, as in pROC, so that none of these cases stands on one. Checked
    against pROC 1.18.0 in tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Youden WJ (1950). Cancer 3:32–35. doi:10.1002/1097-0142(1950)3:1<32::AID-CNCR2820030106>3.0.CO;2-3
    """
    outcome, (scores,) = require_scores(y_true, y_score)
    if np.ptp(scores) == 0:
        raise CohortError("a threshold needs cases of different score, but all have the same: use another score")
    value = _best(outcome, scores, weight=1.0)
    return Threshold(value, "Youden", found_on, outcome.size, int(outcome.sum()))


def cost_cut(
    y_true: npt.ArrayLike, y_score: npt.ArrayLike, found_on: str, cost_ratio: float, prevalence: float | None = None
) -> Threshold:
    """The threshold of least expected cost; the highest of several, infinite where flagging no one costs least.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_score : (n_cases,), higher means the event is more likely
    found_on : name of these cases, to travel with the threshold
    cost_ratio : cost of a missed event over that of a false alarm, above 0
    prevalence : of the event where the threshold will be used, between 0 and 1; that of these cases when None

    Raises
    ------
    ValueError
        The ratio or the prevalence is impossible.

    Notes
    -----
    Maximises sensitivity + r · specificity with r = (1 − prevalence) / (cost ratio · prevalence). Checked against pROC
    1.18.0 (`best.weights`) in tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Perkins NJ, Schisterman EF (2006). American Journal of Epidemiology 163:670–675. doi:10.1093/aje/kwj063
    """
    outcome, (scores,) = require_scores(y_true, y_score)
    share = float(outcome.mean()) if prevalence is None else prevalence
    if not (cost_ratio > 0 and 0 < share < 1):
        raise ValueError(f"costs need a ratio above 0 and a prevalence in 0–1, but {cost_ratio}, {share} came: correct")
    value = _best(outcome, scores, weight=(1 - share) / (cost_ratio * share))
    return Threshold(value, "cost", found_on, outcome.size, int(outcome.sum()), cost_ratio, share)


def _best(outcome: npt.NDArray[np.bool_], scores: Scores, weight: float) -> float:
    steps = np.unique(scores)
    cuts = np.concatenate([[-np.inf], (steps[1:] + steps[:-1]) / 2, [np.inf]])
    found = 1 - np.searchsorted(np.sort(scores[outcome]), cuts) / outcome.sum()
    spared = np.searchsorted(np.sort(scores[~outcome]), cuts) / (~outcome).sum()
    worth = found + weight * spared
    return float(cuts[np.flatnonzero(worth >= worth.max() - CLOSE)[-1]])
