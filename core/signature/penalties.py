"""Choose the penalty of a LASSO from out-of-fold deviances. How the deviances came about is not known here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import FitError

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PenaltyChoice:
    """What cross-validation says of the penalties.

    Parameters
    ----------
    deviance : index λ, descending; columns mean and standard_error of the out-of-fold deviance of a case, n_features
        of the fit on all rows
    smallest : λ of the smallest mean deviance
    sparsest : the largest λ whose mean deviance lies within one standard error of the smallest: glmnet's lambda.1se
    """

    deviance: pd.DataFrame
    smallest: float
    sparsest: float


def summarise_deviance(
    deviance: Matrix, folds: npt.NDArray[np.int64], penalties: Matrix, n_features: npt.NDArray[np.intp]
) -> PenaltyChoice:
    """Mean and standard error over folds, and the two usual choices among the penalties that keep a feature.

    Parameters
    ----------
    deviance : (n_penalties, n_cases), each case by a fit that did not see it
    folds : (n_cases,), fold numbers from 0
    penalties : (n_penalties,), descending
    n_features : (n_penalties,), kept by the fit on all rows

    Raises
    ------
    FitError
        No penalty keeps a feature.

    References
    ----------
    Friedman J, Hastie T, Tibshirani R (2010), DOI 10.18637/jss.v033.i01: folds count by their size. Checked against
    glmnet 4.1-6, tests/references/lasso.json.
    """
    share = np.bincount(folds) / len(folds)
    by_fold = np.column_stack([deviance[:, folds == k].mean(axis=1) for k in range(len(share))])
    mean = deviance.mean(axis=1)
    error = np.sqrt(((by_fold - mean[:, None]) ** 2) @ share / (len(share) - 1))
    columns = {"mean": mean, "standard_error": error, "n_features": n_features}
    table = pd.DataFrame(columns, index=pd.Index(penalties, name="penalty"))
    kept = table[table["n_features"] > 0]
    if kept.empty:
        raise FitError("some penalty must keep a feature, but none of those tried does: allow smaller penalties")
    best = int(kept["mean"].to_numpy().argmin())
    limit = kept["mean"].iloc[best] + kept["standard_error"].iloc[best]
    tried = kept.index.to_numpy(dtype=np.float64)
    return PenaltyChoice(table, float(tried[best]), float(tried[kept["mean"] <= limit].max()))
