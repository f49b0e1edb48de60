"""Logistic LASSO along a path of penalties, by proximal Newton steps with an unpenalised intercept.

scikit-learn's own solvers either penalise the intercept (liblinear) or need seconds a fit (saga); its coordinate
descent for least squares solves each Newton step here. Choosing the penalty is not known here.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import lasso_path

from core.errors import FitError

Matrix = npt.NDArray[np.float64]
STEPS = 100
TOLERANCE = 1e-8
LEAST_WEIGHT = 1e-5


def fit_path(values: Matrix, outcome: Matrix, penalties: Matrix, most: int | None = None) -> Matrix:
    """Coefficients for each penalty λ, largest first, each started from the one before.

    Parameters
    ----------
    values : (n_cases, n_features), standardised
    outcome : (n_cases,), 0 or 1
    penalties : (n_penalties,), descending
    most : stop before the first penalty that keeps more features than this

    Returns
    -------
    (n_fitted, 1 + n_features), intercept first; all penalties are fitted unless `most` stopped the path

    Notes
    -----
    Minimises −(1/n) Σ [y η − log(1 + e^η)] + λ Σ|β|, η = β₀ + xβ: glmnet's scale, λ = 1 / (n C) in scikit-learn's.

    References
    ----------
    Friedman J, Hastie T, Tibshirani R (2010), DOI 10.18637/jss.v033.i01. Checked against glmnet 4.1-6,
    tests/references/signature.json.
    """
    share = float(outcome.mean())
    start = np.concatenate([[np.log(share / (1 - share))], np.zeros(values.shape[1])])
    path = []
    for penalty in penalties:
        start = _solve(values, outcome, float(penalty), start)
        if most is not None and np.count_nonzero(start[1:]) > most:
            break
        path.append(start)
    return np.array(path).reshape(-1, len(start))


def case_deviance(path: Matrix, values: Matrix, outcome: Matrix) -> Matrix:
    """−2 log-likelihood of each case under each penalty, (n_penalties, n_cases); risks are kept 1e-5 off 0 and 1."""
    score = path[:, :1] + path[:, 1:] @ values.T
    risk = np.clip(_expit(score), 1e-5, 1 - 1e-5)
    return -2 * np.log(np.where(outcome > 0, risk, 1 - risk))


def _solve(values: Matrix, outcome: Matrix, penalty: float, start: Matrix) -> Matrix:
    beta, loss = start, _loss(values, outcome, penalty, start)
    for _ in range(STEPS):
        step, fraction = _newton_target(values, outcome, penalty, beta) - beta, 1.0
        tried = _loss(values, outcome, penalty, beta + step)
        while tried > loss + 1e-12 and fraction > 1e-6:
            fraction /= 2
            tried = _loss(values, outcome, penalty, beta + fraction * step)
        beta, loss = beta + fraction * step, tried
        if np.abs(step).max() < TOLERANCE * max(1.0, np.abs(beta).max()):
            return beta
    raise FitError(f"the LASSO must settle within {STEPS} steps, but it did not at penalty {penalty:.3g}: raise it")


def _newton_target(values: Matrix, outcome: Matrix, penalty: float, beta: Matrix) -> Matrix:
    """Minimum of the penalised quadratic that touches the loss at `beta`, over the features that may leave zero.

    A feature at zero whose gradient is well below the penalty stays there; the next step looks again.
    """
    score = beta[0] + values @ beta[1:]
    risk = _expit(score)
    near = (beta[1:] != 0) | (np.abs((outcome - risk) @ values) > 0.9 * penalty * len(outcome))
    weight = np.maximum(risk * (1 - risk), LEAST_WEIGHT)
    target, x = score + (outcome - risk) / weight, values[:, near]
    middle, level = weight @ x / weight.sum(), weight @ target / weight.sum()
    root = np.sqrt(weight)
    slopes = np.zeros(values.shape[1])
    slopes[near] = _least_squares(root[:, None] * (x - middle), root * (target - level), penalty, beta[1:][near])
    return np.concatenate([[level - middle @ slopes[near]], slopes])


def _least_squares(x: Matrix, y: Matrix, penalty: float, start: Matrix) -> Matrix:
    if not x.shape[1]:
        return np.zeros(0)
    options = {"coef_init": start, "precompute": x.T @ x, "Xy": x.T @ y, "tol": 1e-13, "max_iter": 100_000}
    slopes: Matrix = lasso_path(np.asfortranarray(x), y, alphas=np.array([penalty]), **options)[1][:, 0]
    return slopes


def _loss(values: Matrix, outcome: Matrix, penalty: float, beta: Matrix) -> float:
    score = beta[0] + values @ beta[1:]
    return float((np.logaddexp(0, score) - outcome * score).mean() + penalty * np.abs(beta[1:]).sum())


def _expit(score: Matrix) -> Matrix:
    return np.exp(-np.logaddexp(0, -score))
