"""The split keeps patients whole and both outcomes on both sides."""

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError
from core.prediction.validation import split_cohort


def columns(events, others, repeats=1):
    outcome = np.repeat([True] * events + [False] * others, repeats)
    index = pd.Index([f"case {n}" for n in range(len(outcome))], name="case_id")
    patients = np.repeat(np.arange(events + others), repeats)
    return pd.Series(outcome, index=index), pd.Series(patients, index=index)


def test_four_fifths_of_each_outcome_train():
    outcome, patients = columns(54, 68)
    training = split_cohort(outcome, patients, 0.8, seed=1)
    assert (training & outcome).sum() == 43
    assert (training & ~outcome).sum() == 54


def test_a_patient_stays_on_one_side():
    outcome, patients = columns(10, 10, repeats=3)
    training = split_cohort(outcome, patients, 0.7, seed=1)
    assert (training.groupby(patients).nunique() == 1).all()


def test_split_follows_the_seed():
    outcome, patients = columns(20, 20)
    first, again, other = (split_cohort(outcome, patients, 0.8, seed=s) for s in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_split_is_indexed_like_the_cohort():
    outcome, patients = columns(20, 20)
    training = split_cohort(outcome, patients)
    assert training.index.equals(outcome.index)
    assert training.dtype == bool


def test_patients_are_drawn_not_taken_in_order():
    outcome, patients = columns(20, 20)
    assert split_cohort(outcome, patients, 0.8, seed=1)[:20].to_numpy().argmin() < 16


def test_too_few_events_for_two_sides_are_refused():
    with pytest.raises(CohortError, match="one kind has 2"):
        split_cohort(*columns(2, 20), share=0.8)


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0])
def test_a_share_outside_zero_and_one_is_refused(share):
    with pytest.raises(CohortError, match="share between 0 and 1"):
        split_cohort(*columns(20, 20), share=share)


def test_columns_of_different_cases_are_refused():
    outcome, patients = columns(20, 20)
    with pytest.raises(CohortError, match="same cases"):
        split_cohort(outcome, patients.iloc[::-1])
