"""A straight line from the logit of a risk to that of the event, by maximum likelihood (Cox 1958, doi:10.2307/2333203).

Small on purpose: two parameters, Newton's steps, no library that takes seconds to load.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from core.evaluation.inputs import Outcome, Scores

STEPS = 100
CLOSE = 1e-12


@dataclass(frozen=True)
class Line:
    """Intercept and slope with their standard errors; all NaN where no finite line exists."""

    intercept: float
    slope: float
    intercept_error: float
    slope_error: float


NO_LINE = Line(*[float("nan")] * 4)


def fit_line(logit: Scores, outcome: Outcome) -> Line:
    """Logistic regression of the outcome on the logit of a risk, both (n_cases,).

    Notes
    -----
    No finite line exists where one outcome is missing, all logits are the same, or a cut divides the outcomes (Albert
    and Anderson 1984, doi:10.2307/2336390).
    """
    if outcome.all() or not outcome.any() or np.ptp(logit) == 0 or _divided(logit, outcome):
        return NO_LINE
    design = np.column_stack([np.ones_like(logit), logit])
    beta = _maximise(design, outcome, np.zeros_like(logit))
    risk = special.expit(design @ beta)
    error = np.sqrt(np.diag(np.linalg.inv(design.T * (risk * (1 - risk)) @ design)))
    return Line(float(beta[0]), float(beta[1]), float(error[0]), float(error[1]))


def fit_shift(logit: Scores, outcome: Outcome) -> float:
    """The intercept alone, the slope held at 1; NaN where one outcome is missing (both (n_cases,))."""
    if outcome.all() or not outcome.any():
        return float("nan")
    return float(_maximise(np.ones((logit.size, 1)), outcome, logit)[0])


def _divided(logit: Scores, outcome: Outcome) -> bool:
    events, others = logit[outcome], logit[~outcome]
    return bool(events.min() >= others.max() or others.min() >= events.max())


def _maximise(design: Scores, outcome: Outcome, offset: Scores) -> Scores:
    """Newton's method, each step halved until the likelihood does not fall."""
    beta = np.zeros(design.shape[1])
    best = _log_likelihood(design, outcome, offset, beta)
    for _ in range(STEPS):
        risk = special.expit(offset + design @ beta)
        step = np.linalg.solve(design.T * (risk * (1 - risk)) @ design, design.T @ (outcome - risk))
        reached = _log_likelihood(design, outcome, offset, beta + step)
        while reached < best - CLOSE * abs(best):
            step /= 2
            reached = _log_likelihood(design, outcome, offset, beta + step)
        beta, best = beta + step, reached
        if np.abs(step).max() < CLOSE * (1 + np.abs(beta).max()):
            break
    return beta


def _log_likelihood(design: Scores, outcome: Outcome, offset: Scores, beta: Scores) -> float:
    logit = offset + design @ beta
    return float((outcome * logit - np.logaddexp(0, logit)).sum())
