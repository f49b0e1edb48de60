"""Nested cross-validation judges each case by what was learnt without it."""

from dataclasses import replace

import numpy as np
import pytest

from core.resampling.nested import nested_cross_validation, score_out_of_fold


def test_every_training_case_is_scored_in_every_repeat(make_cohort, learner) -> None:
    cohort = make_cohort(training=0.8)
    found = nested_cross_validation(cohort, learner, repeats=3)

    assert found.scores.shape == found.folds.shape == (len(cohort.training), 3)
    assert np.isfinite(found.scores.to_numpy()).all()
    assert found.auc == pytest.approx(np.mean(found.aucs))
    assert found.spread == pytest.approx(np.std(found.aucs, ddof=1))


def test_no_patient_is_on_both_sides(make_cohort, learner) -> None:
    cohort = make_cohort(per_patient=3)
    folds = nested_cross_validation(cohort, learner, repeats=2).folds

    assert (folds.groupby(cohort.patient_id).nunique() == 1).all(axis=None)


def test_the_outcome_of_a_fold_does_not_change_its_scores(make_cohort, learner) -> None:
    cohort = make_cohort()
    part = score_out_of_fold(cohort, learner, 5, 1)
    fold = part["fold"].to_numpy() == 0
    blind = replace(
        cohort, outcome=cohort.outcome.where(~fold, ~cohort.outcome), is_training=cohort.is_training & ~fold
    )

    assert np.array_equal(learner(blind)(blind.validation), part.loc[fold, "score"])


def test_noise_is_found_to_be_noise(make_cohort, learner) -> None:
    aucs = [nested_cross_validation(make_cohort(seed), learner, repeats=1).auc for seed in range(12)]

    assert abs(np.mean(aucs) - 0.5) < 0.06


def test_a_signal_is_found(make_cohort, learner) -> None:
    found = nested_cross_validation(make_cohort(effect=2.0), learner, repeats=2)

    assert found.ci_low < found.auc < found.ci_high
    assert found.auc > 0.85


def test_more_repeats_do_not_make_the_interval_narrow(make_cohort, learner) -> None:
    one, six = (nested_cross_validation(make_cohort(effect=1.0), learner, repeats=n) for n in (1, 6))

    assert np.isnan(one.spread)
    assert six.ci_high - six.ci_low > 0.7 * (one.ci_high - one.ci_low)


def test_scores_without_error_get_an_interval_that_says_so(make_cohort, learner) -> None:
    found = nested_cross_validation(make_cohort(effect=50.0), learner, repeats=1)

    assert (found.auc, found.ci_high, found.interval_method) == (1.0, 1.0, "Newcombe method 5")
