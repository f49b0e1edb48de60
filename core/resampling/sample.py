"""Whether there are enough patients for what was tried: every feature looked at counts, not those kept."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import SettingError
from core.prediction.sample_size import SampleSize, events_per_parameter, required_sample
from core.values import Cohort


@dataclass(frozen=True)
class SampleAdequacy:
    """The training cases beside what Riley's criteria ask for.

    Parameters
    ----------
    n, n_events : training cases, and those with the event
    candidates : features looked at
    events_per_candidate : cases of the rarer outcome for each of them
    expected_auc : what the recipe achieves on unseen patients, from which the need follows
    needed : None where that AUC shows nothing to be learnt, since no number of patients follows then
    """

    n: int
    n_events: int
    candidates: int
    events_per_candidate: float
    expected_auc: float
    needed: SampleSize | None


def judge_sample(cohort: Cohort, candidates: int, expected_auc: float) -> SampleAdequacy:
    """Compare the training cases of a cohort with the smallest sample for so many candidates.

    References
    ----------
    .. [1] Riley RD et al. (2020). BMJ 368:m441. doi:10.1136/bmj.m441
    """
    outcome = cohort.training.outcome
    n, events = len(outcome), int(outcome.sum())
    try:
        needed = required_sample(float(outcome.mean()), candidates, c_statistic=expected_auc)
    except SettingError:
        needed = None
    return SampleAdequacy(n, events, candidates, events_per_parameter(n, events, candidates), expected_auc, needed)
