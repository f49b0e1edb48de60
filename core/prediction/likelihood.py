"""Fit a logistic model by maximum likelihood, or by Firth's where none exists, and say what forbids both.

Terms are not known here. scipy is imported by the files of fitting alone, so that predicting does without it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh

from core.errors import FitError
from core.prediction.newton import Ascent, Likelihood, standardise
from core.values.models import FIRTH, MAXIMUM_LIKELIHOOD

Matrix = npt.NDArray[np.float64]
FLAT = 1e-12
"""Least weight π(1 − π) that the cases must keep in every direction of the predictors: where outcomes are divided, the
climb leaves the risks at 0 and 1 along some direction, and none."""


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
    Albert A, Anderson JA (1984). Biometrika 71:1–10 (when a maximum exists). doi:10.1093/biomet/71.1.1
    Heinze G, Schemper M (2002). Statistics in Medicine 21:2409–2419. doi:10.1002/sim.1047
    Checked against R 4.2.2 `glm`, logistf 1.26.1 and brglm2 0.9, tests/references/logistic.json and odds.json.
    """
    require_estimable(design, outcome, names)
    scaled, back = standardise(design)
    happened, start = outcome.astype(np.float64), np.zeros(design.shape[1])
    top, method = _plain_top(scaled, happened, start), MAXIMUM_LIKELIHOOD
    if top is None:
        top, method = Ascent(scaled, happened, penalised=True).maximum(start), FIRTH
    covariance = back @ np.linalg.inv(top.information) @ back.T
    return Estimate(back @ top.coefficients, covariance, method)


def _plain_top(scaled: Matrix, happened: Matrix, start: Matrix) -> Likelihood | None:
    """The maximum of the likelihood; None where the outcomes are divided and it lies at infinity."""
    try:
        top = Ascent(scaled, happened, penalised=False).maximum(start)
    except FitError:
        return None
    flattest = float(eigh(top.information, scaled.T @ scaled, eigvals_only=True)[0])
    return top if flattest > FLAT else None


def require_estimable(design: Matrix, outcome: npt.NDArray[np.bool_], names: str) -> None:
    """Refuse what has no estimate by any method, with `FitError`; `design` (n_cases, p) and `outcome` (n_cases,)."""
    if outcome.all() or not outcome.any():
        counts = f"{int(outcome.sum())} of {len(outcome)}"
        raise FitError(f"cases with and without the event are needed, but {counts} have it: add cases")
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise FitError(f"predictors must vary and differ, but among {names} one repeats the others: leave one out")
