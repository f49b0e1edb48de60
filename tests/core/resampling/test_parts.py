"""Parts of a cohort keep patients whole."""

import numpy as np
import pandas as pd

from core.resampling.parts import draw_patients, hold_out, learn_from_all, shuffle_outcome, take_cases


def test_held_cases_are_validation_and_all_others_training(make_cohort) -> None:
    cohort = hold_out(make_cohort(), np.arange(60) < 7)

    assert (len(cohort.validation), len(cohort.training)) == (7, 53)
    assert len(learn_from_all(cohort).training) == 60


def test_a_case_drawn_twice_has_two_ids_and_one_patient(make_cohort) -> None:
    cohort = make_cohort()
    drawn = take_cases(cohort, np.array([4, 4, 9]))

    assert not drawn.outcome.index.has_duplicates
    assert list(drawn.patient_id) == [4, 4, 9]
    assert drawn.features["native"].values["f3"].iloc[1] == cohort.features["native"].values["f3"].iloc[4]


def test_patients_are_drawn_with_all_their_cases(make_cohort) -> None:
    cohort = make_cohort(per_patient=3)
    drawn = cohort.patient_id.iloc[draw_patients(cohort, np.random.default_rng(1))]

    assert len(drawn) == 60
    assert (drawn.value_counts() % 3 == 0).all()
    assert drawn.nunique() < 20


def test_shuffling_keeps_the_number_of_events_and_the_outcomes_of_a_patient_together(make_cohort) -> None:
    cohort = make_cohort(per_patient=2)
    shuffled = shuffle_outcome(cohort, np.random.default_rng(1))

    assert shuffled.outcome.sum() == cohort.outcome.sum()
    assert (shuffled.outcome.groupby(cohort.patient_id).nunique() == 1).all()
    assert (shuffled.outcome != cohort.outcome).any()


def test_outcomes_are_exchanged_among_patients_of_as_many_cases(make_cohort) -> None:
    cohort = make_cohort()
    uneven = cohort.patient_id.where(cohort.patient_id >= 6, 0)
    shuffled = shuffle_outcome(take_cases_of(cohort, uneven), np.random.default_rng(1))

    pd.testing.assert_series_equal(shuffled.outcome[:6], cohort.outcome[:6])


def take_cases_of(cohort, patient_id):
    from dataclasses import replace

    return replace(cohort, patient_id=patient_id)
