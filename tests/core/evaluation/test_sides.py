"""Where a threshold leaves each patient."""

import numpy as np
import pandas as pd
import pytest

from core.evaluation.decision_curve import counts_at
from core.evaluation.sides import tell_sides

RISKS = pd.DataFrame({"a": [0.2, 0.35, 0.5, 0.9], "b": [0.6, 0.3, 0.6, 0.8]}, index=["p1", "p2", "p3", "p4"])
EVENT = np.array([False, True, False, True])


@pytest.fixture
def sides():
    return tell_sides(EVENT, RISKS, "a", "b", threshold=0.35, previous=0.6)


def test_a_risk_equal_to_the_threshold_is_flagged(sides):
    assert sides["flagged"].to_list() == [False, True, True, True]


def test_right_are_events_flagged_and_others_left_alone(sides):
    assert sides["right"].to_list() == [True, True, False, True]


def test_who_crossed_is_told_with_the_direction(sides):
    back = tell_sides(EVENT, RISKS, "a", "b", threshold=0.6, previous=0.35)

    assert sides["crossed"].to_list() == [0, 1, 1, 0]
    assert back["crossed"].to_list() == [0, -1, -1, 0]


def test_who_is_on_the_other_side_by_another_model_is_told(sides):
    assert sides["differs"].to_list() == [True, True, False, False]
    assert sides["n_flagging"].to_list() == [1, 1, 2, 2]


def test_the_sides_sum_to_the_counts_of_the_decision_curve(cases):
    risks = cases[["risk_a", "risk_b"]]
    told = tell_sides(cases["event"].to_numpy(dtype=bool), risks, "risk_a", "risk_b", 0.35, 0.35)
    at = counts_at(cases["event"], cases["risk_a"], 0.35)

    assert (told["flagged"].sum(), (told["flagged"] & told["right"]).sum()) == (at.flagged, at.events_found)
    assert not told["crossed"].any()
