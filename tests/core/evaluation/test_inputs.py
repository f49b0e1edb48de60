"""Outcomes and scores that no statistic should be made of."""

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError
from core.evaluation.inputs import require_probabilities, require_scores


@pytest.mark.parametrize(
    "outcome",
    [[True, False], [1, 0], [1.0, 0.0], pd.Series([True, False], dtype="boolean"), pd.Series([1, 0], dtype="category")],
)
def test_an_outcome_may_be_written_in_several_ways(outcome):
    event, scores = require_scores(outcome, [3, 4])

    assert event.tolist() == [True, False]
    assert scores.tolist() == [[3.0, 4.0]]


def test_unequal_lengths_are_refused():
    with pytest.raises(CohortError, match=r"one entry per case, but shapes \(3,\) and \(2,\) came"):
        require_scores([0, 1, 1], [0.1, 0.2])


def test_a_table_of_scores_is_refused():
    with pytest.raises(CohortError, match="one entry per case"):
        require_scores([0, 1], [[0.1, 0.2]])


def test_the_same_cases_in_another_order_are_refused():
    outcome = pd.Series([True, False], index=["A", "B"])
    score = pd.Series([0.2, 0.1], index=["B", "A"])

    with pytest.raises(CohortError, match="same cases in the same order"):
        require_scores(outcome, score)


@pytest.mark.parametrize("missing", [np.nan, np.inf, None])
def test_a_missing_score_is_refused_and_counted(missing):
    with pytest.raises(CohortError, match="every score must be known, but 1 of 3 are missing or infinite"):
        require_scores([0, 1, 1], [0.1, missing, 0.3])


@pytest.mark.parametrize("outcome", [[0, 1, None], pd.Series([False, True, None], dtype="boolean")])
def test_a_missing_outcome_is_refused(outcome):
    with pytest.raises(CohortError, match="every outcome must be known, but 1 of 3"):
        require_scores(outcome, [1, 2, 3])


def test_an_outcome_in_words_is_refused():
    with pytest.raises(CohortError, match="every outcome must be a number, but text came"):
        require_scores(["SD", "PR"], [1, 2])


def test_an_outcome_of_three_kinds_is_refused():
    with pytest.raises(CohortError, match="every outcome must be yes or no"):
        require_scores([0, 1, 2], [1, 2, 3])


@pytest.mark.parametrize("outcome", [[0, 0], [1, 1]])
def test_one_outcome_only_is_refused(outcome):
    with pytest.raises(CohortError, match="both outcomes must occur"):
        require_scores(outcome, [1, 2])


def test_no_cases_at_all_are_refused():
    with pytest.raises(CohortError, match="both outcomes must occur, but 0 of 0"):
        require_scores([], [])


@pytest.mark.parametrize("values", [[-0.1, 0.5], [0.5, 1.1]])
def test_a_number_that_is_no_probability_is_refused(values):
    with pytest.raises(CohortError, match="every risk must be a probability from 0 to 1"):
        require_probabilities(values, "risk")


def test_an_empty_list_of_thresholds_is_refused():
    with pytest.raises(CohortError, match="every threshold must be a probability from 0 to 1, but nothing came"):
        require_probabilities([], "threshold")
