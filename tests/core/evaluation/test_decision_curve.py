"""Net benefit against dcurves, against counting by hand, and at both ends of the scale."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit

from core.errors import CohortError
from core.evaluation.decision_curve import THRESHOLDS, counts_at, decision_curve

EXACT = 1e-12
REFERENCES = Path(__file__).parents[2] / "references"


@pytest.fixture(params=["risk_a", "risk_b"])
def judged(request, cases, dcurves_says):
    curve = decision_curve(cases["event"], cases[request.param], THRESHOLDS)
    return curve.table, dcurves_says["models"][request.param]


@pytest.fixture
def risky(noisy):
    event, score = noisy
    return event, expit(score)


def test_net_benefit_equals_that_of_dcurves(judged):
    table, expected = judged

    assert table["net_benefit"].to_list() == pytest.approx(expected["net_benefit"], abs=EXACT)


def test_interventions_avoided_equal_those_of_dcurves(judged):
    table, expected = judged

    assert table["interventions_avoided"].to_list() == pytest.approx(expected["net_intervention_avoided"], abs=EXACT)


def test_cases_flagged_equal_those_of_dcurves_though_risks_lie_on_thresholds(judged):
    table, expected = judged

    assert (table["n_flagged"] / 122).to_list() == pytest.approx(expected["test_pos_rate"], abs=EXACT)


def test_flagging_everyone_equals_that_of_dcurves(judged, dcurves_says):
    table, _ = judged

    assert table["treat_all"].to_list() == pytest.approx(dcurves_says["models"]["all"]["net_benefit"], abs=EXACT)


@pytest.mark.parametrize("model", ["risk_a", "risk_b"])
def test_curves_equal_those_of_dcurves_in_r(sourced, model):
    expected = sourced.said["decision"][model]

    table = decision_curve(sourced.table["event"], sourced.table[model]).table

    assert table["net_benefit"].to_list() == pytest.approx(expected["net_benefit"], abs=1e-10)
    assert table["standardised_net_benefit"].to_list() == pytest.approx(expected["standardised"], abs=1e-10)
    assert table["interventions_avoided"].to_list() == pytest.approx(expected["avoided"], abs=1e-10)


@pytest.mark.parametrize("name", ["risk_a", "all"])
def test_curves_at_another_prevalence_equal_those_of_dcurves_in_r(cases, name):
    told = json.loads((REFERENCES / "decision_curve_r.json").read_text(encoding="utf-8"))["at_20"][name]

    curve = decision_curve(cases["event"], cases["risk_a"], prevalence=0.2)
    column = "net_benefit" if name == "risk_a" else "treat_all"

    assert curve.prevalence == 0.2
    assert curve.table[column].to_list() == pytest.approx(told["net_benefit"], abs=1e-10)


def test_interventions_avoided_at_another_prevalence_equal_those_of_dcurves_in_r(cases):
    told = json.loads((REFERENCES / "decision_curve_r.json").read_text(encoding="utf-8"))["at_20"]["risk_a"]

    table = decision_curve(cases["event"], cases["risk_a"], prevalence=0.2).table

    assert table["interventions_avoided"].to_list() == pytest.approx(told["avoided"], abs=1e-10)
    assert table["standardised_net_benefit"].to_list() == pytest.approx(told["standardised"], abs=1e-10)


def test_a_curve_thins_out_after_the_last_threshold_it_supports(cases):
    curve = decision_curve(cases["event"], cases["risk_a"])

    assert curve.thin_from() == pytest.approx(curve.supported() + 0.01)
    assert np.isnan(curve.thin_from(minimum=0))


def test_flagging_no_one_is_worth_nothing(risky):
    assert (decision_curve(*risky).table["treat_none"] == 0).all()


def test_flagging_everyone_is_worth_nothing_at_the_prevalence(risky):
    event, risk = risky

    table = decision_curve(event, risk, [event.mean()]).table

    assert table["treat_all"].item() == pytest.approx(0, abs=EXACT)


def test_no_risk_is_worth_more_than_the_prevalence(risky):
    curve = decision_curve(*risky)

    assert curve.table["net_benefit"].max() <= curve.prevalence


def test_a_perfect_risk_is_worth_the_prevalence_everywhere(risky):
    event, _ = risky

    table = decision_curve(event, event.astype(float), [0.01, 0.5, 0.99, 1]).table

    assert table["net_benefit"].to_list() == pytest.approx([event.mean()] * 4, abs=EXACT)


def test_counting_by_hand_gives_the_same(risky):
    event, risk = risky
    flagged = risk >= 0.4

    row = decision_curve(event, risk, [0.4]).table.iloc[0]

    assert row["n_flagged"] == flagged.sum()
    assert row["net_benefit"] == pytest.approx((event & flagged).mean() - (~event & flagged).mean() * 2 / 3, abs=EXACT)


def test_avoided_is_the_gain_over_flagging_everyone_in_flaggings(risky):
    table = decision_curve(*risky).table

    gain = (table["net_benefit"] - table["treat_all"]) * (1 - table["threshold"]) / table["threshold"]

    assert table["interventions_avoided"].to_list() == pytest.approx(gain.to_list(), abs=EXACT)


def test_at_zero_everyone_is_flagged_and_nothing_avoided(risky):
    event, risk = risky

    row = decision_curve(event, risk, [0]).table.iloc[0]

    assert row["n_flagged"] == 40
    assert (row["net_benefit"], row["treat_all"]) == (event.mean(), event.mean())
    assert row["interventions_avoided"] == 0


def test_at_one_a_false_positive_costs_without_bound():
    table = decision_curve([1, 0, 0, 1], [1.0, 1.0, 0.5, 0.5], [1]).table

    assert table["net_benefit"].item() == table["treat_all"].item() == -np.inf


def test_at_one_flagging_no_non_event_keeps_what_was_found():
    row = decision_curve([1, 0, 0, 1], [1.0, 0.9, 0.5, 0.5], [1]).table.iloc[0]

    assert (row["net_benefit"], row["interventions_avoided"]) == (0.25, 0.5)


def test_a_risk_on_the_threshold_is_flagged_at_every_percent():
    percents = np.arange(1, 100) / 100

    flagged = [counts_at([1, 0], [percent, 0], percent).flagged for percent in percents]

    assert flagged == [1] * 99
    assert THRESHOLDS.tolist() == percents.tolist()


def test_thresholds_keep_the_order_they_came_in(risky):
    assert decision_curve(*risky, [0.6, 0.2]).table["threshold"].to_list() == [0.6, 0.2]


def test_support_ends_where_fewer_than_ten_are_flagged(cases):
    curve = decision_curve(cases["event"], cases["risk_a"])
    flagged = [int((cases["risk_a"] >= t).sum()) for t in THRESHOLDS]

    assert curve.supported() == max(t for t, n in zip(THRESHOLDS, flagged, strict=True) if n >= 10)


def test_a_curve_of_few_cases_has_no_supported_part():
    assert np.isnan(decision_curve([0, 1], [0.2, 0.7]).supported())


def test_counts_tell_one_threshold_in_cases():
    counts = counts_at([1, 1, 1, 0, 0, 0, 0, 0], [0.9, 0.5, 0.1, 0.8, 0.4, 0.3, 0.2, 0.1], 0.5)

    assert (counts.flagged, counts.n) == (3, 8)
    assert (counts.events_found, counts.events, counts.events_missed) == (2, 3, 1)
    assert (counts.false_alarms, counts.non_events, counts.non_events_spared) == (1, 5, 4)


def test_counts_carry_the_net_benefit_and_the_saving_per_hundred():
    counts = counts_at([1, 1, 1, 0, 0, 0, 0, 0], [0.9, 0.5, 0.1, 0.8, 0.4, 0.3, 0.2, 0.1], 0.5)

    assert (counts.net_benefit, counts.treat_all) == (0.125, -0.25)
    assert counts.fewer_interventions_per_100 == 37.5


@pytest.mark.parametrize(
    ("risk", "threshold", "sentence"),
    [
        ([0.2, 1.4], 0.5, "every risk must be a probability from 0 to 1, but 0.2 to 1.4 came"),
        ([0.2, 0.7], 35, "every threshold must be a probability from 0 to 1, but 35 to 35 came"),
        ([0.2, np.nan], 0.5, "every score must be known, but 1 of 2 are missing"),
    ],
)
def test_what_is_no_probability_is_refused(risk, threshold, sentence):
    with pytest.raises(CohortError, match=sentence):
        counts_at([0, 1], risk, threshold)


def test_counts_are_worth_what_the_curve_says_at_an_assumed_prevalence(cases):
    at = counts_at(cases["event"], cases["risk_a"], 0.35, prevalence=0.1)
    row = decision_curve(cases["event"], cases["risk_a"], [0.35], prevalence=0.1).table.iloc[0]

    assert (at.net_benefit, at.treat_all) == (row["net_benefit"], row["treat_all"])
    assert at.flagged == counts_at(cases["event"], cases["risk_a"], 0.35).flagged
