"""Ranges in words: every threshold once, and no model called best that changes nothing."""

from itertools import pairwise

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.decision_curve import decision_curve
from core.evaluation.decision_draws import ALL, NONE
from core.evaluation.decision_ranges import best_ranges


@pytest.fixture
def ranges(cases):
    curves = {name: decision_curve(cases["event"], cases[name]) for name in ("risk_a", "risk_b")}
    return curves, best_ranges(curves)


def test_the_ranges_follow_one_another_without_a_gap(ranges):
    _, found = ranges

    assert (found[0].low, found[-1].high) == (0.01, 0.99)
    for one, following in pairwise(found):
        assert following.low == pytest.approx(one.high + 0.01)
        assert one.strategies != following.strategies


def test_in_each_range_its_strategy_has_the_largest_net_benefit(ranges):
    curves, found = ranges
    tables = {name: curve.table.set_index("threshold")["net_benefit"] for name, curve in curves.items()}
    first = curves["risk_a"].table.set_index("threshold")
    tables |= {ALL: first["treat_all"], NONE: first["treat_none"]}

    for part in found:
        worth = {name: table.loc[part.low : part.high] for name, table in tables.items()}
        top = np.max(list(worth.values()), axis=0)
        assert all(worth[name].to_list() == pytest.approx(top.tolist()) for name in part.strategies)


def test_a_model_that_flags_everyone_is_not_called_the_best():
    curve = decision_curve([1, 1, 0], [0.9, 0.9, 0.9], [0.1, 0.2])

    (only,) = best_ranges({"model": curve})

    assert only.strategies == (ALL,)


def test_a_model_that_flags_no_one_is_not_called_the_best():
    curve = decision_curve([1, 0, 0], [0.3, 0.3, 0.3], [0.5, 0.6])

    assert best_ranges({"model": curve})[0].strategies == (NONE,)


def test_equal_models_are_named_together():
    event, risk = [1, 1, 0, 0], [0.9, 0.8, 0.3, 0.1]
    curves = {name: decision_curve(event, risk, [0.4, 0.5]) for name in ("one", "other")}

    (only,) = best_ranges(curves)

    assert only.strategies == ("one", "other")
    assert only.largest_gain == pytest.approx(0.5)


def test_the_gain_is_over_the_next_best():
    event, risk = [1, 1, 0, 0], [0.9, 0.8, 0.3, 0.1]

    (only,) = best_ranges({"model": decision_curve(event, risk, [0.5])})

    assert only.largest_gain == pytest.approx(0.5)


def test_curves_of_different_thresholds_are_refused():
    curves = {name: decision_curve([0, 1], [0.2, 0.7], [t]) for name, t in (("one", 0.3), ("other", 0.4))}

    with pytest.raises(CohortError, match="decision curves must share their thresholds"):
        best_ranges(curves)


def test_only_the_thresholds_asked_for_are_told(cases):
    ranges = best_ranges({"a": decision_curve(cases["event"], cases["risk_a"])}, (0.15, 0.6))

    assert (ranges[0].low, ranges[-1].high) == (0.15, 0.6)
