"""The AUC of scores that come from one model per fold: ranked within each fold, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.evaluation.delong import structural_components
from core.values import Cohort

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class FoldedAuc:
    """Mean of the folds' AUCs, with its standard error from influence curves."""

    auc: float
    standard_error: float


def auc_of(outcome: npt.ArrayLike, score: npt.ArrayLike) -> float:
    """Share of (event, non-event) pairs that (n_cases,) scores rank rightly, ties one half; NaN with one outcome."""
    happened, scores = np.asarray(outcome, dtype=bool), np.asarray(score, dtype=np.float64)
    if happened.all() or not happened.any():
        return float("nan")
    wins, losses = structural_components(happened, scores[None, :])
    return float(wins.mean() / losses.size)


def folded_auc(cohort: Cohort, score: pd.Series[float], folds: npt.NDArray[np.int64]) -> FoldedAuc:
    """Judge out-of-fold scores fold by fold, since the scores of two models share no scale.

    Parameters
    ----------
    cohort : whose cases were scored; cases of one patient count as one source of chance
    score : (n_cases,), each by the model that did not see the case
    folds : (n_cases,), numbers from 0, each fold with both outcomes

    Notes
    -----
    With p the share of events, a case that ranks a share c of the other class rightly has the influence (c − AUC) / p,
    or (c − AUC) / (1 − p) without the event. Influences are summed within a patient, squared, averaged within each fold
    and then over the folds; divided by n that is the variance. Ties count one half. Checked against cvAUC 1.1.4 in
    tests/references/resampling.json.

    References
    ----------
    .. [1] LeDell E, Petersen M, van der Laan M (2015). Electronic Journal of Statistics 9:1583–1607.
       doi:10.1214/15-EJS1035
    """
    outcome, scores = cohort.outcome.to_numpy(dtype=bool), score.to_numpy()
    patients, share = pd.factorize(cohort.patient_id)[0], outcome.mean()
    areas, squares = [], []
    for held in (folds == number for number in range(folds.max() + 1)):
        auc, ranked = _rank(outcome[held], scores[held])
        influence = (ranked - auc) / np.where(outcome[held], share, 1 - share)
        areas.append(auc)
        squares.append((np.bincount(patients[held], influence) ** 2).sum() / held.sum())
    return FoldedAuc(float(np.mean(areas)), float(np.sqrt(np.mean(squares) / len(outcome))))


def _rank(outcome: npt.NDArray[np.bool_], score: Numbers) -> tuple[float, Numbers]:
    """AUC, and for each case the share of the other class it is ranked rightly against."""
    wins, losses = structural_components(outcome, score[None, :])
    ranked = np.empty(len(outcome))
    ranked[outcome], ranked[~outcome] = wins[0] / losses.size, 1 - losses[0] / wins.size
    return float(wins.mean() / losses.size), ranked
