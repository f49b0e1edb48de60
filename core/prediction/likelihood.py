"""Fit a logistic model by maximum likelihood, or by Firth's where none exists, and say what forbids both.

Terms are not known here. scipy is imported by the files of fitting alone, so that predicting does without it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from core.errors import FitError
from core.prediction.newton import Ascent, standardise
from core.values.models import FIRTH, MAXIMUM_LIKELIHOOD

Matrix = npt.NDArray[np.float64]
FLAT = 1e12  # condition of the information: beyond, no covariance can be computed, and outcomes are as good as divided


@dataclass(frozen=True, eq=False)
class Estimate:
    """Coefficients (p,), intercept first, their covariance (p, p), and the method that gave them."""

    coefficients: Matrix
    covariance: Matrix
    method: str


def fit_likelihood(design: Matrix, outcome: npt.NDArray[np.bool_], names: str) -> Estimate:
    """Coefficients by maximum likelihood; by Firth's penalised likelihood where the predictors divide the outcomes.

    Parameters
    ----------
    design : (n_cases, 1 + n_terms), first column ones
    outcome : (n_cases,), bool
    names : of the predictors, for messages

    Returns
    -------
    estimate, its covariance the inverse of the information at the estimate (without the penalty)

    Raises
    ------
    FitError
        One outcome only, predictors that repeat one another, or no maximum within reach.

    References
    ----------
    Konis K (2007), Linear programming algorithms for detecting separated data, Oxford; Heinze G, Schemper M (2002),
    doi:10.1002/sim.1047. Checked against R 4.2.2 `glm`, logistf 1.26.1 and brglm2 0.9, tests/references/logistic.json
    and odds.json.
    """
    require_estimable(design, outcome, names)
    scaled, back = standardise(design)
    happened, start = outcome.astype(np.float64), np.zeros(design.shape[1])
    firth = is_separated(design, outcome)
    top = Ascent(scaled, happened, firth).maximum(start)
    if not firth and np.linalg.cond(top.information) > FLAT:
        firth, top = True, Ascent(scaled, happened, penalised=True).maximum(start)
    covariance = back @ np.linalg.inv(top.information) @ back.T
    return Estimate(back @ top.coefficients, covariance, FIRTH if firth else MAXIMUM_LIKELIHOOD)


def require_estimable(design: Matrix, outcome: npt.NDArray[np.bool_], names: str) -> None:
    """Refuse what has no estimate by any method, with `FitError`; `design` (n_cases, p) and `outcome` (n_cases,)."""
    if outcome.all() or not outcome.any():
        counts = f"{int(outcome.sum())} of {len(outcome)}"
        raise FitError(f"cases with and without the event are needed, but {counts} have it: add cases")
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise FitError(f"predictors must vary and differ, but among {names} one repeats the others: leave one out")


def is_separated(design: Matrix, outcome: npt.NDArray[np.bool_]) -> bool:
    """Whether a plane divides the outcomes, ties allowed: then likelihood has no maximum (Konis 2007).

    Parameters
    ----------
    design : (n_cases, p)
    outcome : (n_cases,)
    """
    signed = np.where(outcome, 1.0, -1.0)[:, None] * design / np.abs(design).max(axis=0)
    best = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1), method="highs")
    return bool(-best.fun > 1e-6)
