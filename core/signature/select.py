"""Choose features on the training rows, and say how many were left after each step.

The recipe is one function of (values, outcome): standardise, screen, drop redundancy, LASSO. Cross-validation refits
the whole of it inside every fold, so the deviance that chooses the penalty comes from cases that no step of it has
seen. Rows marked for validation are never read here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import CohortError, FitError
from core.signature.folds import stratified_folds
from core.signature.lasso import case_deviance, fit_path
from core.signature.screen import distinct_columns, rank_sum_p_values
from core.values import Cohort

Matrix = npt.NDArray[np.float64]
PENALTIES = tuple(np.geomspace(0.5, 0.005, 60).tolist())
"""Fixed beforehand: on standardised features no penalty above 0.5 keeps any, whatever the data."""


@dataclass(frozen=True)
class SelectionSettings:
    """How features are chosen; written down before the outcome is looked at.

    Parameters
    ----------
    p_value : a feature passes the screen below this two-sided Mann–Whitney p-value
    minimum : the best by p-value go on when fewer than this pass
    maximum : most features a signature may keep
    max_correlation : of two features with a larger |Spearman|, the one with the larger p-value is dropped
    folds : of the cross-validation
    penalties : LASSO penalties λ on the mean log-likelihood, descending
    seed : of the folds
    excluded : features that may not be used, whatever they know of the outcome; names the table lacks are no error
    """

    p_value: float = 0.05
    minimum: int = 5
    maximum: int = 10
    max_correlation: float = 0.9
    folds: int = 10
    penalties: tuple[float, ...] = PENALTIES
    seed: int = 20240812
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Selection:
    """The chosen features of one arm, and how they were chosen.

    Parameters
    ----------
    names : features kept by the LASSO, in the order of the table
    funnel : (step, features left) for extracted, varying, associated, distinct, kept; and for trusted after extracted
        where features were excluded
    p_values : (n_varying,), Mann–Whitney p-value of each feature that varies, index feature name
    penalty : the λ chosen; scikit-learn's C is 1 / (n_training · λ)
    deviance : index λ; columns mean and standard_error of the out-of-fold deviance of a case, n_features of the refit
    """

    arm: str
    names: tuple[str, ...]
    funnel: tuple[tuple[str, int], ...]
    p_values: pd.Series[float]
    penalty: float
    deviance: pd.DataFrame
    settings: SelectionSettings


@dataclass(frozen=True, eq=False)
class _Shortlist:
    varying: npt.NDArray[np.intp]
    p_values: Matrix
    associated: int
    columns: npt.NDArray[np.intp]
    center: Matrix
    scale: Matrix

    def standardise(self, values: Matrix) -> Matrix:
        return (values[:, self.columns] - self.center) / self.scale


def select_features(cohort: Cohort, arm: str, settings: SelectionSettings) -> Selection:
    """Choose the features of one arm from the training rows alone.

    The penalty is the one with the smallest cross-validated mean deviance (not one standard error above it) among those
    that keep from one to `settings.maximum` features when refitted on all training rows. When there is none, it is the
    largest penalty that keeps a feature.

    Raises
    ------
    CohortError
        The cohort has no such arm, every feature is excluded, or no training feature varies.
    FitError
        Too few training patients with or without the event, or no penalty keeps a feature.
    """
    extracted, outcome = training_table(cohort, arm)
    table = _trusted(extracted, settings.excluded)
    values, happened = table.to_numpy(), outcome.to_numpy(dtype=bool)
    folds = stratified_folds(outcome, cohort.training.patient_id, settings.folds, settings.seed)
    short = _shortlist(values, happened, settings)
    path = _full_path(short.standardise(values), happened, settings)
    deviance = _deviance_table(values, happened, folds, path, settings)
    best = int(np.nanargmin(deviance["mean"].where(deviance["n_features"] > 0)))
    kept = np.sort(short.columns[path[best, 1:] != 0])
    steps = {"extracted": extracted.shape[1]} | ({"trusted": table.shape[1]} if settings.excluded else {})
    steps |= {"varying": len(short.varying), "associated": short.associated}
    steps |= {"distinct": len(short.columns), "kept": len(kept)}
    return Selection(
        arm=arm,
        names=tuple(map(str, table.columns[kept])),
        funnel=tuple(steps.items()),
        p_values=pd.Series(short.p_values, index=table.columns[short.varying], name="p_value"),
        penalty=float(deviance.index[best]),
        deviance=deviance,
        settings=settings,
    )


def training_table(cohort: Cohort, arm: str) -> tuple[pd.DataFrame, pd.Series[bool]]:
    """Features (n_training, n_features) and outcome (n_training,) of the rows that may be learnt from.

    Raises
    ------
    CohortError
        The cohort holds no features of this arm.
    """
    if arm not in cohort.features:
        present = ", ".join(cohort.features) or "none"
        raise CohortError(
            f"the cohort must hold features of the {arm} image, but it holds {present}: extract them first"
        )
    training = cohort.training
    return training.features[arm].values, training.outcome


def _trusted(table: pd.DataFrame, excluded: frozenset[str]) -> pd.DataFrame:
    """The features that may be used; raises `CohortError` when none is left."""
    left = table.loc[:, [name for name in table.columns if name not in excluded]]
    if left.empty:
        raise CohortError(f"some feature must remain, but all {table.shape[1]} are excluded: exclude fewer")
    return left


def _shortlist(values: Matrix, outcome: npt.NDArray[np.bool_], settings: SelectionSettings) -> _Shortlist:
    """All steps before the LASSO, learnt from exactly these rows."""
    spread = np.ptp(values, axis=0)
    varying = np.flatnonzero(spread > 1e-9 * np.abs(values).max(axis=0))
    if not len(varying):
        raise CohortError("at least one feature must vary between training cases, but none does: check the extraction")
    p_values = rank_sum_p_values(values[:, varying], outcome)
    order = np.argsort(p_values, kind="stable")
    associated = max(int((p_values < settings.p_value).sum()), min(settings.minimum, len(varying)))
    candidates = varying[order[:associated]]
    columns = candidates[distinct_columns(values[:, candidates], settings.max_correlation)]
    chosen = values[:, columns]
    return _Shortlist(varying, p_values, associated, columns, chosen.mean(axis=0), chosen.std(axis=0))


def _full_path(values: Matrix, outcome: npt.NDArray[np.bool_], settings: SelectionSettings) -> Matrix:
    """The refit on all training rows, up to the first penalty that keeps too many or, at least, one feature."""
    penalties = np.array(settings.penalties)
    path = fit_path(values, outcome.astype(float), penalties, settings.maximum)
    if not path[:, 1:].any():
        path = fit_path(values, outcome.astype(float), penalties[: len(path) + 1])
    if not path[:, 1:].any():
        raise FitError("some penalty must keep a feature, but none of those tried does: allow smaller penalties")
    return path


def _deviance_table(
    values: Matrix,
    outcome: npt.NDArray[np.bool_],
    folds: npt.NDArray[np.int64],
    path: Matrix,
    settings: SelectionSettings,
) -> pd.DataFrame:
    """Out-of-fold deviance for each penalty of the path, with every step refitted inside each fold."""
    penalties = np.array(settings.penalties[: len(path)])
    deviance = np.empty((len(path), len(outcome)))
    for held in (folds == number for number in range(folds.max() + 1)):
        short = _shortlist(values[~held], outcome[~held], settings)
        fitted = fit_path(short.standardise(values[~held]), outcome[~held].astype(float), penalties)
        deviance[:, held] = case_deviance(fitted, short.standardise(values[held]), outcome[held].astype(float))
    by_fold = pd.DataFrame(deviance.T).groupby(folds).mean()
    columns = {
        "mean": deviance.mean(axis=1),
        "standard_error": by_fold.sem().to_numpy(),
        "n_features": np.count_nonzero(path[:, 1:], axis=1),
    }
    return pd.DataFrame(columns, index=pd.Index(penalties, name="penalty"))
