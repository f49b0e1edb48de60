"""Thresholds against pROC's best ones, and against every threshold tried."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.threshold import cost_cut, youden_cut


@pytest.fixture(params=["score_a", "score_b"])
def scored(request, witness):
    return witness.table["event"], witness.table[request.param], witness.said["roc"][request.param]


def test_youdens_threshold_is_that_of_proc(scored):
    event, score, expected = scored

    assert youden_cut(event, score, "training").value == pytest.approx(expected["youden"], rel=1e-12)


@pytest.mark.parametrize(("name", "cost", "prevalence"), [("cost_2_30", 2, 0.3), ("cost_quarter_60", 0.25, 0.6)])
def test_the_threshold_of_least_cost_is_that_of_proc(scored, name, cost, prevalence):
    event, score, expected = scored
    found = cost_cut(event, score, "training", cost, prevalence)

    assert found.value == pytest.approx(float(expected[name]), rel=1e-12)


def test_no_other_threshold_costs_less(noisy):
    event, score = noisy
    found = cost_cut(event, score, "training", cost_ratio=3)

    def cost(cut):
        return 3 * (event & (score < cut)).sum() + (~event & (score >= cut)).sum()

    assert cost(found.value) == min(cost(cut) for cut in [*score, *(score + 1e-9), np.inf])


def test_equal_costs_at_even_odds_give_youdens_threshold(noisy):
    assert cost_cut(*noisy, "training", 1.0, 0.5).value == youden_cut(*noisy, "training").value


def test_a_threshold_carries_how_it_was_found(noisy):
    event, score = noisy

    found = cost_cut(event, score, "training", 4.0)

    assert (found.rule, found.found_on, found.n, found.events) == ("cost", "training", 40, int(event.sum()))
    assert (found.cost_ratio, found.prevalence) == (4.0, event.mean())


def test_flagging_no_one_can_cost_least():
    assert cost_cut([0, 1, 0, 0], [1, 2, 3, 4], "training", 0.01).value == np.inf


def test_a_score_that_is_the_same_for_all_has_no_threshold():
    with pytest.raises(CohortError, match="a threshold needs cases of different score"):
        youden_cut([0, 1], [2, 2], "training")


@pytest.mark.parametrize(("cost", "prevalence"), [(0, None), (1, 0.0), (1, 1.0), (float("nan"), None)])
def test_an_impossible_cost_is_refused(noisy, cost, prevalence):
    with pytest.raises(ValueError, match="costs need a ratio above 0 and a prevalence in 0–1"):
        cost_cut(*noisy, "training", cost, prevalence)
