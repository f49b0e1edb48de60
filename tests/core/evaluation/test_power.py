"""Power of the paired test against pROC, and what must hold for any data."""

from dataclasses import replace

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.delong import DelongTest, delong_test
from core.evaluation.power import power_of_difference, power_of_test

TEST = DelongTest(0.8, 0.7, 0.1, -0.02, 0.22, 1.6, 0.1, 0.95, 40, 60)


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


def test_a_difference_on_the_edge_of_significance_has_even_power():
    found = power_of_test(replace(TEST, z=-1.959964))

    assert found.power == pytest.approx(0.5, abs=1e-4)
    assert found.needed_events / TEST.n_events == pytest.approx((2.801585 / 1.959964) ** 2, rel=1e-5)


def test_no_difference_is_found_as_often_as_the_level_says_and_needs_infinitely_many_cases():
    found = power_of_test(replace(TEST, z=0.0))

    assert (found.power, found.needed_events) == (pytest.approx(0.05), float("inf"))


def test_power_of_the_test_is_how_often_it_rejects():
    rng, rejected, told = np.random.default_rng(5), [], []
    event = np.arange(300) < 150
    for _ in range(400):
        first = rng.normal(size=300)
        test = delong_test(event, event * 1.0 + first, event * 0.8 + 0.6 * first + 0.8 * rng.normal(size=300))
        rejected.append(test.p_value < 0.05)
        told.append(test.difference / test.z)
    typical = replace(TEST, z=0.0461 / np.mean(told))

    assert power_of_test(typical).power == pytest.approx(np.mean(rejected), abs=0.06)


@pytest.mark.parametrize("broken", [{"z": float("nan")}, {"z": 0.0, "ci_low": 0.0, "ci_high": 0.0}])
def test_a_test_without_variance_has_no_power(broken):
    with pytest.raises(CohortError, match="whose difference varies"):
        power_of_test(replace(TEST, **broken))
