"""Power of the paired test against pROC, and what must hold for any data."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.power import power_of_difference


@pytest.fixture
def planned(witness):
    table = witness.table
    return power_of_difference(table["event"], table["score_a"], table["score_b"]), witness.said["test"]["power"]


def test_power_equals_that_of_proc(planned):
    ours, expected = planned

    assert ours.power == pytest.approx(expected["power"], rel=1e-8)


def test_cases_needed_equal_those_of_proc(planned):
    ours, expected = planned

    assert (ours.needed_events, ours.needed_non_events) == pytest.approx(
        (expected["events"], expected["non_events"]), rel=1e-8
    )


def test_the_power_wanted_is_the_power_at_the_cases_needed(cases):
    table = cases[["event", "score_a", "score_b"]]
    reached = power_of_difference(*table.to_numpy().T).power

    ours = power_of_difference(*table.to_numpy().T, wanted=reached)

    assert ours.needed_events == pytest.approx(cases["event"].sum())


def test_a_difference_of_nothing_needs_infinitely_many_cases():
    ours = power_of_difference([0, 0, 1, 1], [1, 3, 2, 4], [3, 1, 4, 2])

    assert (ours.needed_events, ours.needed_non_events) == (np.inf, np.inf)


def test_a_score_against_itself_has_no_power(noisy):
    event, score = noisy

    with pytest.raises(CohortError, match="power needs scores whose difference varies"):
        power_of_difference(event, score, score)
