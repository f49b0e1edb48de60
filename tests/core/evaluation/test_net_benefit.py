"""The arithmetic behind decision curves, where its answers are known."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.net_benefit import at_or_above, avoided, net_benefit, sizes_behind


def test_a_risk_on_a_threshold_reaches_it():
    assert at_or_above(np.array([0.2, 0.5, 0.5, 0.9]), np.array([0.5, 0.1, 0.95])).tolist() == [3, 4, 0]


def test_an_event_found_is_worth_the_odds_against_in_false_alarms():
    counts = np.array([1]), np.array([4])

    assert net_benefit(*counts, np.array([0.2]), (10, 10)) == pytest.approx([0])


def test_an_event_missed_costs_the_odds_against_in_flaggings_saved():
    assert avoided(np.array([4]), np.array([1]), np.array([0.2]), (10, 10)) == pytest.approx([0])


def test_the_prevalence_of_the_cases_assumed_changes_nothing():
    assert sizes_behind(40, 10, 0.25) == pytest.approx(sizes_behind(40, 10, None))


@pytest.mark.parametrize("prevalence", [0, 1, -0.2, 20, float("nan")])
def test_a_prevalence_that_is_none_is_refused(prevalence):
    with pytest.raises(CohortError, match="a prevalence must lie between 0 and 1"):
        sizes_behind(40, 10, prevalence)
