"""Rates against pROC's, their intervals against R's, and their counts by hand."""

import numpy as np
import pytest

from core.evaluation.rates import rates_at

CLOSE = 1e-8
NAMES = ("sensitivity", "specificity", "ppv", "npv", "accuracy", "f1")


@pytest.fixture
def judged(witness):
    every = witness.said["rates"]
    first = every[0] if isinstance(every, list) else every
    score = witness.table["risk_a" if isinstance(every, list) else "score_a"]
    return witness.table["event"], score, first


def test_rates_equal_those_of_proc(judged):
    event, score, expected = judged
    rates = rates_at(event, score, expected["threshold"])

    ours = [getattr(rates, name).value for name in NAMES]

    assert ours == pytest.approx([*expected["rates"].values(), expected["f1"]], rel=CLOSE)


@pytest.mark.parametrize(("method", "key"), [("Wilson", "wilson"), ("Clopper-Pearson", "exact")])
def test_intervals_equal_those_of_r(judged, method, key):
    event, score, expected = judged
    rates = rates_at(event, score, expected["threshold"], method)

    for name in NAMES[:-1]:
        ours = getattr(rates, name)
        assert (ours.ci_low, ours.ci_high) == pytest.approx(expected[key][name], rel=CLOSE, abs=1e-12)


def test_the_interval_of_f1_is_that_of_its_share_turned(judged):
    event, score, expected = judged
    share = np.array(expected["wilson"]["f1"])

    f1 = rates_at(event, score, expected["threshold"]).f1

    assert (f1.ci_low, f1.ci_high) == pytest.approx(2 * share / (1 + share), rel=CLOSE)


def test_a_score_on_the_threshold_is_flagged():
    rates = rates_at([1, 1, 0, 0], [0.5, 0.4, 0.5, 0.1], 0.5)

    assert (rates.sensitivity.count, rates.ppv.count, rates.ppv.of) == (1, 1, 2)
    assert (rates.accuracy.count, rates.accuracy.of) == (2, 4)


def test_where_no_case_is_flagged_the_ppv_is_unknown():
    rates = rates_at([1, 0], [0.1, 0.2], 0.9)

    assert np.isnan([rates.ppv.value, rates.ppv.ci_low, rates.ppv.ci_high]).all()
    assert (rates.npv.count, rates.npv.of, rates.f1.value) == (1, 2, 0)


def test_the_method_is_named_with_its_level():
    rates = rates_at([1, 0], [0.1, 0.2], 0.15, "Clopper-Pearson", 0.9)

    assert (rates.method, rates.level) == ("Clopper-Pearson", 0.9)
