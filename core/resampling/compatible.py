"""The order of steps of a widespread tool, which lets the cases to be predicted choose the features: on request only.

Scaling, univariate test and redundancy see all cases, and only then are cases split. It is here to be compared with:
what it makes of shuffled outcomes is always told beside its result. Nothing of it is used to predict.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import ttest_ind
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LassoCV, LogisticRegression
from sklearn.model_selection import train_test_split

from core.errors import FitError
from core.resampling.folded import auc_of
from core.resampling.parts import shuffle_outcome
from core.values import Cohort

Matrix = npt.NDArray[np.float64]
P_VALUE, MAX_CORRELATION, SHARE, SEED = 0.05, 0.9, 0.8, 0
ALPHAS = np.logspace(-3, 0, 50)


@dataclass(frozen=True)
class CompatibleAucs:
    """AUCs of the leaking order of steps in one cohort, and how many features it kept."""

    training: float
    validation: float
    n_features: int


@dataclass(frozen=True, eq=False)
class CompatibleResult:
    """The leaking order of steps, and what its AUC is worth.

    Parameters
    ----------
    aucs : with the outcomes as they are
    shuffled : (n_shuffles,), validation AUC with the outcomes shuffled by patient; NaN where nothing was kept
    nested : AUC of the leak-free recipe by nested cross-validation
    """

    aucs: CompatibleAucs
    shuffled: npt.NDArray[np.float64]
    nested: float

    @property
    def shuffled_median(self) -> float:
        """What the order of steps finds where there is nothing to find."""
        return float(np.nanmedian(self.shuffled))


def compatible_aucs(cohort: Cohort, arm: str) -> CompatibleAucs:
    """AUCs of the leaking order of steps: it looks at all cases, and splits them itself, by case and not by outcome.

    z-scores, Student's t-test and Pearson's correlation of all cases; then a split; then a linear LASSO of the 0/1
    outcome by 10-fold cross-validation, and logistic regression on its score, with the library's default penalty.

    Raises
    ------
    FitError
        No feature is left, or a side of the split has one outcome only.
    """
    values, outcome = _standardise(cohort.features[arm].values.to_numpy()), cohort.outcome.to_numpy(dtype=bool)
    values = values[:, ttest_ind(values[outcome], values[~outcome]).pvalue < P_VALUE]
    values = values[:, _distinct(values)]
    train, test = train_test_split(np.arange(len(outcome)), train_size=SHARE, random_state=SEED)
    if not values.shape[1] or any(len(set(outcome[side])) < 2 for side in (train, test)):
        raise FitError("the compatible order of steps needs a feature left and both outcomes on either side: add cases")
    slopes = _linear_lasso(values[train], outcome[train].astype(float))
    score = values @ slopes
    model = LogisticRegression().fit(score[train, None], outcome[train])
    risk = model.predict_proba(score[:, None])[:, 1]
    training, validation = (auc_of(outcome[side], risk[side]) for side in (train, test))
    return CompatibleAucs(training, validation, int(np.count_nonzero(slopes)))


def shuffled_compatible_auc(cohort: Cohort, arm: str, seed: int, number: int) -> float:
    """Validation AUC of `compatible_aucs` after shuffling the outcomes; raises what it raises."""
    return compatible_aucs(shuffle_outcome(cohort, np.random.default_rng([seed, number])), arm).validation


def _standardise(values: Matrix) -> Matrix:
    """z-scores of all cases; a missing value becomes the median, a feature that does not vary is left out."""
    filled = np.where(np.isnan(values), np.nanmedian(values, axis=0), values)
    filled = filled[:, np.ptp(filled, axis=0) > 1e-9 * np.abs(filled).max(axis=0)]
    scores: Matrix = (filled - filled.mean(axis=0)) / filled.std(axis=0)
    return scores


def _distinct(values: Matrix) -> npt.NDArray[np.bool_]:
    """Keep each feature unless it correlates too much with one kept before it."""
    correlation = np.abs(np.atleast_2d(np.corrcoef(values, rowvar=False)))
    kept = np.ones(values.shape[1], dtype=bool)
    for column in range(len(kept)):
        kept[column + 1 :] &= ~(kept[column] & (correlation[column, column + 1 :] > MAX_CORRELATION))
    return kept


def _linear_lasso(values: Matrix, outcome: Matrix) -> Matrix:
    """Slopes at the penalty with the smallest squared error; where that keeps nothing, at the largest that does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = LassoCV(alphas=ALPHAS, cv=10).fit(values, outcome)
        slopes: Matrix = np.asarray(fitted.coef_)
        if not slopes.any():
            path = fitted.path(values, outcome - outcome.mean(), alphas=ALPHAS)[1]
            slopes = path[:, np.flatnonzero(path.any(axis=0))[0]] if path.any() else slopes
    return slopes
