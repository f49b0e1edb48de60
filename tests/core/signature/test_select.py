"""Features are chosen on the training rows alone, each step does what it says."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError, FitError
from core.signature.select import select_features
from core.signature.settings import SelectionSettings
from core.values import FeatureTable

SETTINGS = SelectionSettings(folds=4, penalties=tuple(np.geomspace(0.5, 0.02, 15)), maximum=6)


@pytest.fixture(scope="module")
def cohort(make_cohort):
    return make_cohort(seed=1, strength=1.5)


@pytest.fixture(scope="module")
def selection(cohort):
    return select_features(cohort, "native", SETTINGS)


def with_features(cohort, frame):
    return replace(cohort, features={"native": FeatureTable(frame, "digest", {})})


def frame_of(cohort):
    return cohort.features["native"].values.copy()


def test_funnel_only_narrows_and_ends_at_the_names(selection):
    counts = [count for _, count in selection.funnel]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 60
    assert counts[-1] == len(selection.names)


def test_funnel_names_its_steps(selection):
    assert [step for step, _ in selection.funnel] == ["extracted", "varying", "associated", "distinct", "kept"]


def test_no_more_than_the_maximum_is_kept(selection):
    assert 1 <= len(selection.names) <= SETTINGS.maximum


def test_penalty_has_the_smallest_deviance_of_those_that_keep_a_feature(selection):
    eligible = selection.deviance[selection.deviance["n_features"] > 0]
    assert selection.penalty == eligible["mean"].idxmin()
    assert selection.deviance.loc[selection.penalty, "n_features"] == len(selection.names)


def test_constant_features_are_dropped(cohort):
    frame = frame_of(cohort)
    frame["f0"], frame["f1"] = 3.0, 1e9 * (1 + 1e-15 * frame["f1"])
    found = select_features(with_features(cohort, frame), "native", SETTINGS)
    assert dict(found.funnel)["varying"] == 58
    assert not {"f0", "f1"} & {*found.names, *found.p_values.index}


def test_a_copy_of_a_feature_is_dropped(cohort, selection):
    frame = frame_of(cohort)
    for name in selection.names:
        frame[f"{name} again"] = np.exp(frame[name] / 10)
    found = select_features(with_features(cohort, frame), "native", SETTINGS)
    assert found.names == selection.names


def test_the_best_go_on_when_none_passes_the_screen(cohort):
    strict = replace(SETTINGS, p_value=1e-12, minimum=3)
    found = select_features(cohort, "native", strict)
    assert dict(found.funnel)["associated"] == 3
    assert set(found.names) <= set(found.p_values.nsmallest(3).index)


@pytest.mark.parametrize("seed", range(3))
def test_noise_still_gives_a_feature(make_cohort, seed):
    found = select_features(make_cohort(seed=seed), "native", SETTINGS)
    assert len(found.names) >= 1


def test_selection_never_reads_validation_rows(cohort, selection):
    frame, outcome = frame_of(cohort), cohort.outcome.copy()
    frame[~cohort.is_training] = np.random.default_rng(9).normal(size=(15, 60)) * 1e6
    outcome[~cohort.is_training] = ~outcome[~cohort.is_training]
    found = select_features(replace(with_features(cohort, frame), outcome=outcome), "native", SETTINGS)
    assert (found.names, found.funnel, found.penalty) == (selection.names, selection.funnel, selection.penalty)
    pd.testing.assert_frame_equal(found.deviance, selection.deviance, check_exact=True)


def test_selection_does_read_training_rows(cohort, selection):
    frame = frame_of(cohort)
    frame.loc[cohort.is_training, list(selection.names)] = 0.0
    found = select_features(with_features(cohort, frame), "native", SETTINGS)
    assert not set(found.names) & set(selection.names)


def test_unknown_arm_is_refused(cohort):
    with pytest.raises(CohortError, match="super-resolved image, but it holds native"):
        select_features(cohort, "super-resolved", SETTINGS)


def test_features_that_never_vary_are_refused(cohort):
    with pytest.raises(CohortError, match="none does"):
        select_features(with_features(cohort, frame_of(cohort) * 0), "native", SETTINGS)


def test_penalties_too_large_for_any_feature_are_refused(cohort):
    with pytest.raises(FitError, match="allow smaller penalties"):
        select_features(cohort, "native", replace(SETTINGS, penalties=(0.6, 0.5)))


def test_one_feature_is_kept_even_when_more_than_the_maximum_come_at_once(cohort):
    found = select_features(cohort, "native", replace(SETTINGS, penalties=(0.5, 0.05), maximum=1))
    assert len(found.names) > 1
    assert found.penalty == 0.05


def test_an_excluded_feature_is_never_chosen_and_the_funnel_says_how_many_were_left(cohort, selection):
    without = replace(SETTINGS, excluded=frozenset(selection.names))
    found = select_features(cohort, "native", without)
    assert not set(found.names) & set(selection.names)
    assert found.funnel[:2] == (("extracted", 60), ("trusted", 60 - len(selection.names)))


def test_excluding_what_was_not_chosen_anyway_is_as_if_it_were_not_there(cohort, selection):
    left = frame_of(cohort).drop(columns=["f0", "f1"])
    without = select_features(cohort, "native", replace(SETTINGS, excluded=frozenset({"f0", "f1"})))
    absent = select_features(with_features(cohort, left), "native", SETTINGS)
    assert (without.names, without.penalty) == (absent.names, absent.penalty)


def test_a_name_the_table_lacks_excludes_nothing(cohort, selection):
    found = select_features(cohort, "native", replace(SETTINGS, excluded=frozenset({"unknown"})))
    assert (found.names, found.penalty) == (selection.names, selection.penalty)


def test_excluding_every_feature_is_refused(cohort):
    everything = frozenset(frame_of(cohort).columns)
    with pytest.raises(CohortError, match="all 60 are excluded"):
        select_features(cohort, "native", replace(SETTINGS, excluded=everything))
