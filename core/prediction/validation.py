"""Split a cohort once, by patient, before anything is learnt. Judging models is not known here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from core.errors import CohortError


def split_cohort(
    outcome: pd.Series[bool], patient_id: pd.Series[Any], share: float = 0.8, seed: int = 0
) -> pd.Series[bool]:
    """Mark the training cases: the same share of patients with and of patients without the event.

    Parameters
    ----------
    outcome : (n_cases,), bool, index ``case_id``
    patient_id : (n_cases,), same index; all cases of a patient stay on one side
    share : of the patients that go to training, above 0 and below 1
    seed : of the shuffle

    Returns
    -------
    is_training : (n_cases,), bool, index ``case_id``

    Raises
    ------
    CohortError
        The tables list different cases, or a side would hold only one outcome.
    """
    if not outcome.index.equals(patient_id.index) or not 0 < share < 1:
        raise CohortError("a split needs the same cases in both columns and a share between 0 and 1: correct them")
    events = outcome.groupby(patient_id, sort=False).any()
    rng = np.random.default_rng(seed)
    training: set[Any] = set()
    for kind in (events.index[events], events.index[~events]):
        count = round(share * len(kind))
        if not 0 < count < len(kind):
            message = f"both sides need patients with and without the event, but one kind has {len(kind)}: add patients"
            raise CohortError(message)
        training |= set(rng.permutation(kind)[:count])
    return patient_id.isin(training).rename("is_training")
