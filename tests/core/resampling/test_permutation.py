"""The null shows what a recipe finds where there is nothing to find."""

import numpy as np
import pytest
from scipy.stats import kstest

from core.resampling.nested import nested_cross_validation
from core.resampling.permutation import compare_with_null, permuted_auc


def permute(cohort, learner, count):
    return [permuted_auc(cohort, learner, 5, 7, number) for number in range(count)]


def test_the_p_value_counts_the_observed_itself() -> None:
    assert compare_with_null(0.9, [0.5] * 99).p_value == 0.01
    assert compare_with_null(0.5, [0.5, 0.4, 0.6]).p_value == 0.75


def test_a_permutation_that_taught_nothing_counts_against_the_recipe() -> None:
    found = compare_with_null(0.9, [0.5, None, 0.6])

    assert (found.p_value, found.failed) == (0.5, 1)


def test_a_signal_stands_out_of_its_null(make_cohort, learner) -> None:
    cohort = make_cohort(effect=2.0)
    observed = nested_cross_validation(cohort, learner, 1, 5, 7).aucs[0]

    assert compare_with_null(observed, permute(cohort, learner, 19)).p_value == pytest.approx(0.05)


def test_the_same_numbers_come_again(make_cohort, learner) -> None:
    cohort = make_cohort()
    once, twice = permute(cohort, learner, 3), permute(cohort, learner, 3)

    assert once == twice
    assert len(set(once)) == 3


def test_p_values_of_noise_are_uniform(make_cohort, learner) -> None:
    p_values = []
    for seed in range(20):
        cohort = make_cohort(seed, shape=(40, 8))
        observed = nested_cross_validation(cohort, learner, 1, 5, 7).aucs[0]
        p_values.append(compare_with_null(observed, permute(cohort, learner, 9)).p_value)

    assert kstest(np.array(p_values) - 0.05, "uniform").pvalue > 0.01
