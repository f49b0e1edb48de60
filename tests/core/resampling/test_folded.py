"""An AUC within folds and its standard error, beside cvAUC's."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.resampling.folded import auc_of, folded_auc
from core.resampling.parts import take_cases


def test_the_auc_is_the_share_of_pairs_in_the_right_order() -> None:
    assert auc_of([False, False, True, True], [0.1, 0.4, 0.4, 0.8]) == 0.875


@pytest.mark.parametrize("outcome", [[True, True], [False, False]])
def test_with_one_outcome_there_is_no_auc(outcome) -> None:
    assert np.isnan(auc_of(outcome, [1, 2]))


def test_auc_and_standard_error_equal_those_of_cvauc(reference, reference_cohort, reference_cases) -> None:
    score = reference_cases["score"].set_axis(reference_cohort.outcome.index)
    found = folded_auc(reference_cohort, score, reference_cases["fold"].to_numpy())

    assert found.auc == pytest.approx(reference["folded"]["auc"], abs=1e-12)
    assert found.standard_error == pytest.approx(reference["folded"]["standard_error"], abs=1e-12)


def test_the_scale_of_a_fold_does_not_matter(reference_cohort, reference_cases) -> None:
    score, folds = reference_cases["score"].set_axis(reference_cohort.outcome.index), reference_cases["fold"].to_numpy()

    assert folded_auc(reference_cohort, score + 100 * folds, folds) == folded_auc(reference_cohort, score, folds)


def test_a_case_written_down_twice_makes_nothing_surer(reference_cohort, reference_cases) -> None:
    twice = take_cases(reference_cohort, np.arange(90).repeat(2))
    apart = replace(twice, patient_id=pd.Series(range(180), index=twice.outcome.index))
    once, doubled = reference_cases["score"], reference_cases["score"].repeat(2)
    folds = reference_cases["fold"]

    known = folded_auc(reference_cohort, once, folds.to_numpy()).standard_error
    assert folded_auc(twice, doubled, folds.repeat(2).to_numpy()).standard_error == pytest.approx(known)
    assert folded_auc(apart, doubled, folds.repeat(2).to_numpy()).standard_error < known
