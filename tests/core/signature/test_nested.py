"""Scores in two layers: no column knows its own fold."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.errors import FitError
from core.signature.build import cross_fit_scores
from core.signature.folds import stratified_folds
from core.signature.nested import nest_scores
from core.signature.settings import SelectionSettings
from core.values import FeatureTable

SETTINGS = SelectionSettings(folds=4)


@pytest.fixture(scope="module")
def cohort(make_cohort):
    return make_cohort(seed=1, strength=1.5)


@pytest.fixture(scope="module")
def nested(cohort):
    return nest_scores(cohort, "native", SETTINGS)


@pytest.fixture(scope="module")
def folds(cohort):
    training = cohort.training
    return stratified_folds(training.outcome, training.patient_id, SETTINGS.folds, SETTINGS.seed)


def test_first_layer_is_the_cross_fitted_one(cohort, nested):
    pd.testing.assert_series_equal(nested.scores, cross_fit_scores(cohort, "native", SETTINGS), check_exact=True)


def test_every_training_row_has_a_score_for_every_fold_held_out(cohort, nested, folds):
    assert nested.held_out.shape == (45, 4)
    assert np.isfinite(nested.held_out.to_numpy()).all()
    assert (nested.held_out.to_numpy()[np.arange(45), folds] == nested.scores[cohort.is_training]).all()


def test_a_column_does_not_move_with_a_row_of_its_fold(cohort, nested, folds):
    frame = cohort.features["native"].values.copy()
    frame.iloc[3] = -1e3
    again = nest_scores(replace(cohort, features={"native": FeatureTable(frame, "digest", {})}), "native", SETTINGS)
    others = np.arange(45) != 3
    moved = (again.held_out != nested.held_out)[others].any()
    assert moved.tolist() == [k != folds[3] for k in range(4)]


def test_three_events_are_too_few(cohort):
    few = pd.Series(np.arange(60) < 3, index=cohort.outcome.index)
    with pytest.raises(FitError, match="but 3 with and 42 without came"):
        nest_scores(replace(cohort, outcome=few), "native", SETTINGS)


def test_four_events_are_enough(cohort):
    few = pd.Series(np.arange(60) < 4, index=cohort.outcome.index)
    assert np.isfinite(nest_scores(replace(cohort, outcome=few), "native", SETTINGS).held_out.to_numpy()).all()
