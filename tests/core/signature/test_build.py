"""A signature is the LASSO's own solution, and no case is scored by a signature that saw it."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from core.signature.build import build_signature, cross_fit_scores
from core.signature.folds import stratified_folds
from core.signature.score import rad_score
from core.signature.screen import rank_sum_p_values
from core.signature.select import select_features
from core.signature.settings import SelectionSettings
from core.values import FeatureTable

SETTINGS = SelectionSettings(folds=4, penalties=tuple(np.geomspace(0.4, 0.03, 10)), maximum=6)
NOISE_SEEDS = range(6)


@pytest.fixture(scope="module")
def cohort(make_cohort):
    return make_cohort(seed=1, strength=1.5)


@pytest.fixture(scope="module")
def signature(cohort):
    return build_signature(cohort, select_features(cohort, "native", SETTINGS))


@pytest.fixture(scope="module")
def scores(cohort):
    return cross_fit_scores(cohort, "native", SETTINGS)


def auc(outcome, score):
    """The obvious one: the share of pairs in the right order."""
    ranks, events = rankdata(score), int(outcome.sum())
    return (ranks[np.asarray(outcome)].sum() - events * (events + 1) / 2) / (events * (len(outcome) - events))


def test_every_kept_feature_keeps_its_coefficient(signature):
    assert 0 not in signature.coefficients
    assert len(signature.names) == len(signature.coefficients)


def test_mean_risk_of_training_rows_is_their_prevalence(cohort, signature):
    score = rad_score(signature, cohort.training.features["native"])
    assert (1 / (1 + np.exp(-score))).mean() == pytest.approx(cohort.training.prevalence, abs=1e-6)


def test_ranges_are_those_of_training_rows(cohort, signature):
    values = cohort.training.features["native"].values[list(signature.names)]
    assert signature.low == tuple(values.min())
    assert signature.high == tuple(values.max())


CHANGES = {
    "altered": lambda frame, rng: rng.choice([0.0, 1.0, 1e6]) * pd.DataFrame(rng.normal(size=frame.shape)).to_numpy(),
    "shuffled": lambda frame, rng: rng.permutation(frame.to_numpy()),
    "one row altered": lambda frame, rng: (
        frame.to_numpy() + (np.arange(len(frame)) == rng.integers(len(frame)))[:, None]
    ),
}


def require_same(cohort, other, signature):
    """Selection, path, deviances and signature of `other` are those of `cohort`, bit for bit."""
    one, again = (select_features(c, "native", SETTINGS) for c in (cohort, other))
    assert (one.names, one.funnel, one.penalty) == (again.names, again.funnel, again.penalty)
    pd.testing.assert_frame_equal(one.path, again.path, check_exact=True)
    pd.testing.assert_frame_equal(one.deviance, again.deviance, check_exact=True)
    assert build_signature(other, again) == signature


@given(change=st.sampled_from(sorted(CHANGES)), turned=st.booleans(), seed=st.integers(0, 99))
@settings(max_examples=10, deadline=None)
def test_no_change_of_validation_rows_moves_a_bit_of_what_is_learnt(cohort, signature, change, turned, seed):
    frame, held = cohort.features["native"].values.copy(), ~cohort.is_training
    frame.loc[held] = CHANGES[change](frame[held], np.random.default_rng(seed))
    outcome = cohort.outcome ^ (held & turned)
    other = replace(cohort, features={"native": FeatureTable(frame, "digest", {})}, outcome=outcome)
    require_same(cohort, other, signature)


@given(gone=st.sets(st.integers(45, 59), min_size=1))
@settings(max_examples=5, deadline=None)
def test_no_validation_row_is_missed(cohort, signature, gone):
    left = ~np.isin(np.arange(60), list(gone))
    table = FeatureTable(cohort.features["native"].values[left], "digest", {})
    columns = {n: getattr(cohort, n)[left] for n in ("outcome", "clinical", "is_training", "patient_id")}
    require_same(cohort, replace(cohort, features={"native": table}, **columns), signature)


@pytest.mark.parametrize("row", [0, 17, 44])
def test_no_change_of_a_row_moves_the_scores_of_the_others_in_its_fold(cohort, scores, row):
    training = cohort.training
    folds = stratified_folds(training.outcome, training.patient_id, SETTINGS.folds, SETTINGS.seed)
    frame = cohort.features["native"].values.copy()
    frame.iloc[row] = 1e3
    changed = replace(cohort, features={"native": FeatureTable(frame, "digest", {})})
    again = cross_fit_scores(changed, "native", SETTINGS)
    ids, held = training.outcome.index, folds == folds[row]
    same = ids[held & (np.arange(len(folds)) != row)]
    pd.testing.assert_series_equal(again[same], scores[same], check_exact=True)
    assert (again[ids[~held]] != scores[ids[~held]]).any()


def test_validation_rows_are_scored_by_the_final_signature(cohort, signature, scores):
    final = rad_score(signature, cohort.validation.features["native"])
    pd.testing.assert_series_equal(scores[~cohort.is_training], final, check_exact=True)


def test_training_rows_are_not_scored_by_the_final_signature(cohort, signature, scores):
    final = rad_score(signature, cohort.training.features["native"])
    assert (scores[cohort.is_training] != final).all()


def test_every_case_has_a_score_in_the_order_of_the_cohort(cohort, scores):
    assert scores.index.equals(cohort.outcome.index)
    assert np.isfinite(scores).all()


def test_training_score_does_not_know_the_outcome_of_its_own_fold(cohort, scores):
    training = cohort.training
    folds = stratified_folds(training.outcome, training.patient_id, SETTINGS.folds, SETTINGS.seed)
    held = training.outcome.index[folds == 0]
    rest = replace(training, is_training=pd.Series(folds != 0, index=training.outcome.index))
    blind = replace(rest, outcome=rest.outcome.where(rest.is_training, ~rest.outcome))
    own = build_signature(blind, select_features(blind, "native", SETTINGS))
    pd.testing.assert_series_equal(scores[held], rad_score(own, blind.validation.features["native"]), check_exact=True)


def test_cohort_without_validation_rows_is_cross_fitted_too(cohort, scores):
    found = cross_fit_scores(cohort.training, "native", SETTINGS)
    pd.testing.assert_series_equal(found, scores[cohort.is_training], check_exact=True)


def test_a_real_signal_is_found_out_of_fold(make_cohort):
    strong = make_cohort(seed=3, strength=3.0)
    score = cross_fit_scores(strong, "native", SETTINGS)
    assert auc(strong.training.outcome, score[strong.is_training]) > 0.7


@pytest.fixture(scope="module")
def noise_scores(make_cohort):
    """Cohorts of pure noise, 60 cases × 300 features of which 45 train, with their scores."""
    cohorts = [make_cohort(seed=seed, shape=(60, 300)) for seed in NOISE_SEEDS]
    return [(cohort, cross_fit_scores(cohort, "native", SETTINGS)) for cohort in cohorts]


def test_noise_predicts_nothing_out_of_fold(noise_scores):
    areas = [auc(c.training.outcome, score[c.is_training]) for c, score in noise_scores]
    assert abs(np.mean(areas) - 0.5) < 0.1


def test_noise_predicts_nothing_in_validation_rows(noise_scores):
    areas = [auc(c.validation.outcome, score[~c.is_training]) for c, score in noise_scores]
    assert abs(np.mean(areas) - 0.5) < 0.12


def test_a_leaky_recipe_would_be_seen_on_the_same_noise(noise_scores):
    assert np.mean([leaky_auc(cohort) for cohort, _ in noise_scores]) > 0.65


def leaky_auc(cohort):
    """What is forbidden here: features chosen on all rows, coefficients from training, judged on validation."""
    values, outcome = cohort.features["native"].values, cohort.outcome.to_numpy()
    best = values.columns[np.argsort(rank_sum_p_values(values.to_numpy(), outcome))[:10]]
    leaky = replace(cohort, features={"native": FeatureTable(values[best], "digest", {})})
    everything = replace(SETTINGS, p_value=1.1, max_correlation=1.0, maximum=10)
    signature = build_signature(leaky, select_features(leaky, "native", everything))
    return auc(cohort.validation.outcome, rad_score(signature, leaky.validation.features["native"]))
