"""Repeated nested cross-validation: the whole recipe is learnt on all folds but one and judged on that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.evaluation.intervals import auc_interval
from core.resampling.folded import folded_auc
from core.resampling.learners import Learner
from core.resampling.parts import hold_out
from core.signature.folds import stratified_folds
from core.values import Cohort


@dataclass(frozen=True, eq=False)
class NestedResult:
    """What a recipe achieves on patients it has not seen.

    Parameters
    ----------
    scores, folds : (n_cases, n_repeats), out-of-fold scores and the fold each case was held in, index ``case_id``
    aucs : of each repeat, the mean over its folds
    auc : their mean
    spread : their standard deviation, which chance of the folds alone makes; NaN for one repeat
    ci_low, ci_high : 95 % interval for new patients, from the mean variance of one repeat: the repeats judge the same
        patients, so more of them make it no narrower
    interval_method : how it was made
    """

    scores: pd.DataFrame
    folds: pd.DataFrame
    aucs: tuple[float, ...]
    auc: float
    spread: float
    ci_low: float
    ci_high: float
    interval_method: str


def nested_cross_validation(
    cohort: Cohort, learner: Learner, repeats: int = 5, folds: int = 5, seed: int = 20240812
) -> NestedResult:
    """Judge a recipe on the training rows of a cohort; raises what the learner raises.

    Parameters
    ----------
    learner : the whole recipe
    repeats, folds : how often the cases are dealt into folds anew, and into how many
    seed : of the first dealing; the next have the numbers after it

    Notes
    -----
    See `gather_repeats` for what the interval means.
    """
    training = cohort.training
    parts = [score_out_of_fold(training, learner, folds, seed + n) for n in range(repeats)]
    return gather_repeats(training, parts)


def score_out_of_fold(cohort: Cohort, learner: Learner, folds: int, seed: int) -> pd.DataFrame:
    """Score every case of a cohort by what was learnt without its fold; patients stay whole, events are spread evenly.

    Returns
    -------
    (n_cases, 2), columns score and fold, index ``case_id``
    """
    number = stratified_folds(cohort.outcome, cohort.patient_id, folds, seed)
    score = pd.Series(np.nan, index=cohort.outcome.index)
    for held in (number == k for k in range(number.max() + 1)):
        part = hold_out(cohort, held)
        score[held] = learner(part)(part.validation)
    return pd.DataFrame({"score": score, "fold": number})


def gather_repeats(cohort: Cohort, parts: Sequence[pd.DataFrame]) -> NestedResult:
    """What several repeats say together.

    Parameters
    ----------
    cohort : whose cases were scored
    parts : one result of `score_out_of_fold` per repeat

    Notes
    -----
    An interval from cross-validation takes the models of the folds as independent of one another, which they are not:
    no unbiased estimate of its variance exists (Bengio & Grandvalet 2004). It is on the logit scale.

    References
    ----------
    .. [1] LeDell E, Petersen M, van der Laan M (2015). Electronic Journal of Statistics 9:1583–1607.
       doi:10.1214/15-EJS1035
    .. [2] Bengio Y, Grandvalet Y (2004). Journal of Machine Learning Research 5:1089–1105
    """
    judged = [folded_auc(cohort, part["score"], part["fold"].to_numpy()) for part in parts]
    aucs, variance = [one.auc for one in judged], float(np.mean([one.standard_error**2 for one in judged]))
    auc, events = float(np.mean(aucs)), int(cohort.outcome.sum())
    (low, high), method = auc_interval(auc, variance, events, len(cohort) - events)
    return NestedResult(
        scores=pd.DataFrame({n: part["score"] for n, part in enumerate(parts, start=1)}),
        folds=pd.DataFrame({n: part["fold"] for n, part in enumerate(parts, start=1)}),
        aucs=tuple(aucs),
        auc=auc,
        spread=float(np.std(aucs, ddof=1)) if len(aucs) > 1 else float("nan"),
        ci_low=low,
        ci_high=high,
        interval_method="logit, influence curves" if method.startswith("logit") else method,
    )
