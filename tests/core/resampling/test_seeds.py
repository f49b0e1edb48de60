"""What a split does to a validation AUC."""

import numpy as np
import pytest

from core.resampling.seeds import SeedSensitivity, own_auc, split_auc


def test_each_seed_is_another_split_and_the_same_again(make_cohort, learner) -> None:
    cohort = make_cohort(effect=0.5)
    aucs = [split_auc(cohort, learner, 0.8, seed) for seed in (0, 1, 2, 0)]

    assert aucs[0] == aucs[3]
    assert len(set(aucs)) > 1


def test_the_own_split_is_that_of_the_cohort(make_cohort, learner) -> None:
    cohort = make_cohort(effect=50.0, training=0.7)

    assert own_auc(cohort, learner) == 1


def test_the_rank_tells_how_lucky_the_own_split_was() -> None:
    aucs = np.array([0.5, 0.6, 0.7, np.nan])

    assert SeedSensitivity(aucs, 0.8, 0.65).rank == pytest.approx(2 / 3)
    assert SeedSensitivity(aucs, 0.8, 0.6).rank == pytest.approx(0.5)
    assert SeedSensitivity(aucs, 0.8, None).rank is None
    assert SeedSensitivity(aucs, 0.8, None).failed == 1
