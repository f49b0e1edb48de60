"""Folds keep patients whole and spread the event."""

import numpy as np
import pandas as pd
import pytest

from core.errors import FitError
from core.signature.folds import stratified_folds


def columns(outcome, patients=None):
    series = pd.Series(outcome, dtype=bool)
    return series, pd.Series(range(len(series)) if patients is None else patients)


def test_every_fold_holds_its_share_of_events():
    outcome, patients = columns([True] * 20 + [False] * 30)
    folds = stratified_folds(outcome, patients, 10, seed=1)
    assert np.bincount(folds[:20]).tolist() == [2] * 10
    assert np.bincount(folds[20:]).tolist() == [3] * 10


def test_cases_of_one_patient_share_a_fold():
    outcome, patients = columns([True, False] * 20, np.repeat(range(20), 2))
    outcome = outcome & (patients % 2 == 0)
    folds = stratified_folds(outcome, patients, 5, seed=1)
    assert (folds[::2] == folds[1::2]).all()


def test_the_rarer_outcome_limits_the_number_of_folds():
    outcome, patients = columns([True] * 3 + [False] * 30)
    assert set(stratified_folds(outcome, patients, 10, seed=1)) == {0, 1, 2}


def test_folds_follow_the_seed():
    outcome, patients = columns([True] * 20 + [False] * 30)
    first, again, other = (stratified_folds(outcome, patients, 10, seed=s) for s in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_a_single_event_cannot_be_spread():
    with pytest.raises(FitError, match="1 with and 9 without"):
        stratified_folds(*columns([True] + [False] * 9), 10, seed=1)
