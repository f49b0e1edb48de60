"""How much a validation AUC owes to the split: the whole recipe again on many random splits of the same cohort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.prediction.validation import split_cohort
from core.resampling.folded import auc_of
from core.resampling.learners import Learner
from core.resampling.parts import hold_out
from core.values import Cohort


@dataclass(frozen=True, eq=False)
class SeedSensitivity:
    """Validation AUCs of random splits.

    Parameters
    ----------
    aucs : (n_splits,), one per seed from 0; NaN where nothing could be learnt
    share : of the patients of each outcome that trained
    own : validation AUC of the cohort's own split; None without validation cases
    """

    aucs: npt.NDArray[np.float64]
    share: float
    own: float | None

    @property
    def rank(self) -> float | None:
        """Share of the random splits whose AUC is below that of the cohort's own, ties one half."""
        known = self.aucs[~np.isnan(self.aucs)]
        if self.own is None or not len(known):
            return None
        return float((known < self.own).mean() + (known == self.own).mean() / 2)

    @property
    def failed(self) -> int:
        """Splits in which nothing could be learnt."""
        return int(np.isnan(self.aucs).sum())


def split_auc(cohort: Cohort, learner: Learner, share: float, seed: int) -> float:
    """Validation AUC of one random split by patient, stratified by outcome; the cohort's own split is set aside."""
    training = split_cohort(cohort.outcome, cohort.patient_id, share, seed)
    return own_auc(hold_out(cohort, ~training.to_numpy()), learner)


def own_auc(cohort: Cohort, learner: Learner) -> float:
    """Validation AUC of what is learnt from the cohort's own training rows."""
    held = cohort.validation
    return auc_of(held.outcome, learner(cohort)(held))
