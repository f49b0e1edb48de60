"""The smooth calibration curve of a risk, and the same curve freed of what the model learnt from its own cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.evaluation.inputs import Scores, require_probabilities, require_scores
from core.evaluation.loess import EXACT, SPAN, Smooth, fit_loess, smooth_loess
from core.evaluation.resampling import SEED

PLACES = 101
ENOUGH = 200
"""Cases of either outcome that a smooth curve needs (Van Calster et al. 2016, doi:10.1016/j.jclinepi.2015.12.005)."""

Refit = Callable[[npt.NDArray[np.intp]], Scores]
"""Rows to learn from, some of them several times, to the risks of all cases by the model learnt: (n_cases,)."""


@dataclass(frozen=True, eq=False)
class CalibrationCurve:
    """Share of events by risk.

    Parameters
    ----------
    smooth : the curve with its band, at risks from the smallest to the largest
    mean_distance, largest_distance : between risk and curve over the cases (ICI and Emax), probability
    n, events : cases behind the curve, and those with the event
    """

    smooth: Smooth
    mean_distance: float
    largest_distance: float
    n: int
    events: int


@dataclass(frozen=True, eq=False)
class CorrectedCurve:
    """An apparent calibration curve and its correction, each (n_places,).

    Parameters
    ----------
    at : risks
    apparent : curve of the model on the cases it learnt from
    optimism : how much better a model looks on the cases it learnt from, on average
    corrected : apparent − optimism
    resamples : whose curves reach each place
    """

    at: Scores
    apparent: Scores
    optimism: Scores
    corrected: Scores
    resamples: npt.NDArray[np.int64]


def calibration_curve(
    y_true: npt.ArrayLike, risk: npt.ArrayLike, span: float = SPAN, level: float = 0.95
) -> CalibrationCurve:
    """Smooth the outcome over the risk.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    risk : (n_cases,), probability of the event
    span : share of the cases that weigh in each place
    level : of the band

    Raises
    ------
    CohortError
        Most risks are the same, or see `core.evaluation.calibration.calibration`.

    References
    ----------
    .. [1] Austin PC, Steyerberg EW (2014). Statistics in Medicine 33:517–535. doi:10.1002/sim.5941
    .. [2] Austin PC, Steyerberg EW (2019). Statistics in Medicine 38:4051–4065. doi:10.1002/sim.8281
    """
    outcome, (risks,) = require_scores(y_true, risk)
    risks = require_probabilities(risks, "risk")
    at = np.linspace(risks.min(), risks.max(), PLACES)
    smooth = smooth_loess(risks, outcome, at, span, level)
    few = risks.size <= EXACT
    on_curve = fit_loess(risks, outcome, risks, span) if few else np.interp(risks, at, smooth.value)
    distance = np.abs(on_curve - risks)
    return CalibrationCurve(smooth, float(distance.mean()), float(distance.max()), outcome.size, int(outcome.sum()))


def is_small(curve: CalibrationCurve) -> bool:
    """Whether there are fewer than `ENOUGH` cases of either outcome, so that bends of the curve may be chance."""
    return min(curve.events, curve.n - curve.events) < ENOUGH


def correct_calibration(
    y_true: npt.ArrayLike, risk: npt.ArrayLike, refit: Refit, resamples: int = 200, seed: int = SEED
) -> CorrectedCurve:
    """Correct a calibration curve for optimism by learning the model again from resamples.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    risk : (n_cases,), of the model that learnt from these very cases
    refit : learns the model again with every step that looked at the outcome, selection included
    resamples : how many
    seed : of the draws

    Raises
    ------
    CohortError
        See `calibration_curve`.

    Notes
    -----
    The optimism of a resample is the curve of its model on the resample less that on the original cases, where both
    are known; beyond the risks a model gives, its curve is not prolonged, and a place that no resample reaches has a
    NaN. Resamples without both outcomes are drawn again. Checked against R 4.2.2 `loess` over the same resamples in
    tests/references/calibration_r.json.

    References
    ----------
    .. [1] Efron B (1983). Journal of the American Statistical Association 78:316–331.
       doi:10.1080/01621459.1983.10477973
    .. [2] Harrell FE (2015). Regression Modeling Strategies, 2nd edition. Springer, section 5.3.
       doi:10.1007/978-3-319-19425-7
    """
    outcome, (risks,) = require_scores(y_true, risk)
    risks = require_probabilities(risks, "risk")
    at = np.linspace(risks.min(), risks.max(), PLACES)
    rng = np.random.default_rng(seed)
    gaps = []
    for _ in range(resamples):
        rows = _draw_both(rng, outcome)
        again = require_probabilities(refit(rows), "risk")
        gaps.append(_inside(again[rows], outcome[rows], at) - _inside(again, outcome, at))
    known = ~np.isnan(gaps)
    reached = known.sum(axis=0)
    optimism = np.full_like(at, np.nan)
    np.divide(np.sum(gaps, axis=0, where=known), reached, out=optimism, where=reached > 0)
    apparent = fit_loess(risks, outcome, at)
    return CorrectedCurve(at, apparent, optimism, apparent - optimism, reached)


def _inside(risks: Scores, outcome: npt.NDArray[np.bool_], at: Scores) -> Scores:
    """The curve at the places between the smallest and the largest risk, NaN elsewhere."""
    curve, known = np.full_like(at, np.nan), (at >= risks.min()) & (at <= risks.max())
    curve[known] = fit_loess(risks, outcome, at[known])
    return curve


def _draw_both(rng: np.random.Generator, outcome: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    rows = rng.integers(outcome.size, size=outcome.size)
    while outcome[rows].all() or not outcome[rows].any():
        rows = rng.integers(outcome.size, size=outcome.size)
    return rows
