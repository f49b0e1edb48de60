"""Maximum likelihood of a logistic model, what forbids it, and the threshold it suggests. Terms are not known here.

Heavy libraries (statsmodels, scipy) are imported by this file alone, so that predicting does without them.
"""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from statsmodels.discrete.discrete_model import Logit
from statsmodels.tools.sm_exceptions import ModelWarning

from core.errors import FitError

Matrix = npt.NDArray[np.float64]


def maximise_likelihood(design: Matrix, outcome: npt.NDArray[np.bool_], names: str) -> tuple[Matrix, Matrix]:
    """Coefficients and their covariance.

    Parameters
    ----------
    design : (n_cases, 1 + n_terms), first column ones
    outcome : (n_cases,), bool
    names : of the predictors, for messages

    Returns
    -------
    coefficients : (1 + n_terms,)
    covariance : (1 + n_terms, 1 + n_terms), inverse of the observed information

    Raises
    ------
    FitError
        One outcome only, predictors that repeat one another, or separation.
    """
    _require_estimable(design, outcome, names)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ModelWarning)
        try:
            fit = Logit(outcome.astype(float), design).fit(method="newton", tol=1e-10, maxiter=200, disp=False)
        except (ModelWarning, np.linalg.LinAlgError) as error:
            raise FitError(
                f"the likelihood must have a maximum, but {names} gave none: use fewer predictors"
            ) from error
    return np.asarray(fit.params), np.asarray(fit.cov_params())


def youden_threshold(outcome: npt.NDArray[np.bool_], risk: Matrix) -> float:
    """Threshold with the largest sensitivity + specificity, flagged at risk ≥ threshold; the highest of several.

    Thresholds lie midway between neighbouring risks, so that no case of the training rows stands on one.

    Parameters
    ----------
    outcome, risk : (n_cases,)

    Raises
    ------
    FitError
        All cases have the same risk.

    References
    ----------
    Youden WJ (1950), DOI 10.1002/1097-0142(1950)3:1<32::AID-CNCR2820030106>3.0.CO;2-3. Checked against pROC 1.18.0.
    """
    steps = np.unique(risk)
    candidates = (steps[1:] + steps[:-1]) / 2
    if not len(candidates):
        raise FitError("a threshold needs cases of different risk, but all have the same: use other predictors")
    flagged = risk[None, :] >= candidates[:, None]
    index = flagged[:, outcome].mean(axis=1) - flagged[:, ~outcome].mean(axis=1)
    return float(candidates[np.flatnonzero(index >= index.max() - 1e-12)[-1]])


def _require_estimable(design: Matrix, outcome: npt.NDArray[np.bool_], names: str) -> None:
    if outcome.all() or not outcome.any():
        counts = f"{int(outcome.sum())} of {len(outcome)}"
        raise FitError(f"cases with and without the event are needed, but {counts} have it: add cases")
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise FitError(f"predictors must vary and differ, but among {names} one repeats the others: leave one out")
    if _separable(design, outcome):
        raise FitError(
            f"outcomes must overlap, but the predictors ({names}) divide them perfectly: use fewer or add cases"
        )


def _separable(design: Matrix, outcome: npt.NDArray[np.bool_]) -> bool:
    """Whether a plane divides the outcomes, ties allowed: then no finite maximum exists (Konis 2007)."""
    signed = np.where(outcome, 1.0, -1.0)[:, None] * design / np.abs(design).max(axis=0)
    best = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1), method="highs")
    return bool(-best.fun > 1e-6)
