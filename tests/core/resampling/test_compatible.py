"""The leaking order of steps finds much where there is nothing, and that is told beside its result."""

import numpy as np
import pytest

from core.errors import FitError
from core.resampling.compatible import CompatibleAucs, CompatibleResult, compatible_aucs, shuffled_compatible_auc


def test_it_finds_much_in_noise(make_cohort) -> None:
    aucs = [compatible_aucs(make_cohort(seed, shape=(100, 300)), "native").validation for seed in range(5)]

    assert np.mean(aucs) > 0.65


def test_it_finds_as_much_in_shuffled_outcomes(make_cohort) -> None:
    cohort = make_cohort(shape=(100, 300))
    aucs = [shuffled_compatible_auc(cohort, "native", 1, number) for number in range(5)]

    assert np.mean(aucs) > 0.65
    assert aucs[0] == shuffled_compatible_auc(cohort, "native", 1, 0)


def test_it_looks_at_the_cases_it_predicts(make_cohort) -> None:
    whole = compatible_aucs(make_cohort(shape=(100, 300)), "native")

    assert whole == compatible_aucs(make_cohort(shape=(100, 300), training=0.5), "native")


def test_cases_without_a_feature_left_are_refused(make_cohort) -> None:
    with pytest.raises(FitError, match="a feature left"):
        compatible_aucs(make_cohort(seed=4, shape=(40, 2)), "native")


def test_the_null_is_the_median_of_the_shuffles_that_taught_something() -> None:
    found = CompatibleResult(CompatibleAucs(0.9, 0.8, 7), np.array([0.6, np.nan, 0.7, 0.75]), 0.55)

    assert found.shuffled_median == 0.7
