"""Logistic LASSO along a path of penalties, with an unpenalised intercept, and its cross-validation on given folds.

scikit-learn's own solvers either penalise the intercept (liblinear) or need seconds a fit (saga), and know no path.
Here the matrix is taken as it is: a recipe that also chooses features cross-validates all of its steps (`recipe`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.errors import FitError
from core.signature.descent import STEPS, follow_path
from core.signature.penalties import PenaltyChoice, summarise_deviance

Matrix = npt.NDArray[np.float64]


def penalty_path(values: Matrix, outcome: Matrix, count: int = 100) -> Matrix:
    """The penalties of glmnet: from the smallest that keeps no feature to a share of it, evenly on the log scale.

    Parameters
    ----------
    values : (n_cases, n_features), standardised
    outcome : (n_cases,), 0 or 1

    Returns
    -------
    (count,), descending; the share is 1e-4, or 1e-2 when there are fewer cases than features

    References
    ----------
    Friedman J, Hastie T, Tibshirani R (2010), DOI 10.18637/jss.v033.i01. Checked against glmnet 4.1-6,
    tests/references/lasso.json.
    """
    largest = float(np.abs((outcome - outcome.mean()) @ values).max() / len(outcome))
    share = 1e-2 if len(values) < values.shape[1] else 1e-4
    return largest * np.geomspace(1.0, share, count)


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

    Raises
    ------
    FitError
        The solver does not settle.

    Notes
    -----
    Minimises −(1/n) Σ [y η − log(1 + e^η)] + λ Σ|β|, η = β₀ + xβ: glmnet's scale, λ = 1 / (n C) in scikit-learn's.
    Solved by Newton steps until one moves no coefficient by more than 1e-6, weighted by the root of the curvature.
    As in glmnet, coefficients stay as they are for smaller penalties once 99.9 % of the null deviance is explained.

    References
    ----------
    Friedman J, Hastie T, Tibshirani R (2010), DOI 10.18637/jss.v033.i01. Checked against glmnet 4.1-6,
    tests/references/signature.json and lasso.json.
    """
    rows = np.ascontiguousarray(values.T, dtype=np.float64)
    happened, tried = np.asarray(outcome, dtype=np.float64), np.asarray(penalties, dtype=np.float64)
    path, settled = follow_path(rows, happened, tried, values.shape[1] if most is None else most)
    if not settled:
        raise FitError(
            f"the LASSO must settle within {STEPS} steps, but it did not at penalty {tried[len(path)]:.3g}: raise it"
        )
    fitted: Matrix = path
    return fitted


def case_deviance(path: Matrix, values: Matrix, outcome: Matrix) -> Matrix:
    """−2 log-likelihood of each case under each penalty, (n_penalties, n_cases); risks are kept 1e-5 off 0 and 1."""
    score = path[:, :1] + path[:, 1:] @ values.T
    risk = np.clip(np.exp(-np.logaddexp(0, -score)), 1e-5, 1 - 1e-5)
    return -2 * np.log(np.where(outcome > 0, risk, 1 - risk))


def cross_validated_lasso(
    values: Matrix, outcome: Matrix, folds: npt.NDArray[np.int64], penalties: Matrix
) -> PenaltyChoice:
    """Out-of-fold deviance of the LASSO on one matrix: glmnet's ``cv.glmnet`` with ``foldid`` and ``lambda`` given.

    Parameters
    ----------
    values : (n_cases, n_features); each fit standardises them anew on its own rows
    outcome : (n_cases,), 0 or 1
    folds : (n_cases,), fold numbers from 0
    penalties : (n_penalties,), descending

    References
    ----------
    Friedman J, Hastie T, Tibshirani R (2010), DOI 10.18637/jss.v033.i01. Checked against glmnet 4.1-6,
    tests/references/lasso.json.
    """
    deviance = np.empty((len(penalties), len(outcome)))
    for held in (folds == number for number in range(folds.max() + 1)):
        center, scale = standard_of(values[~held])
        path = fit_path((values[~held] - center) / scale, outcome[~held], penalties)
        deviance[:, held] = case_deviance(path, (values[held] - center) / scale, outcome[held])
    center, scale = standard_of(values)
    path = fit_path((values - center) / scale, outcome, penalties)
    return summarise_deviance(deviance, folds, penalties, np.count_nonzero(path[:, 1:], axis=1))


def standard_of(values: Matrix) -> tuple[Matrix, Matrix]:
    """Mean and standard deviation (denominator n) of each column, (n_features,) each; 1 where a column is constant."""
    scale = values.std(axis=0)
    scale[np.ptp(values, axis=0) <= 1e-9 * np.abs(values).max(axis=0)] = 1.0
    return values.mean(axis=0), scale
