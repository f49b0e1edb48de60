"""A study of thresholds: the parts it is made of, in either direction of the event."""

import pytest

from core.evaluation.decision_curve import counts_at, decision_curve
from core.evaluation.decision_study import study_decisions
from core.evaluation.event_switch import switch_event
from core.evaluation.rates import rates_at


@pytest.fixture(scope="module")
def study(cases):
    return study_decisions(cases["event"], cases[["risk_a", "risk_b"]])


@pytest.fixture(scope="module")
def switched(cases):
    return study_decisions(cases["event"], cases[["risk_a", "risk_b"]], prevalence=0.3, switched=True)


def test_curves_are_those_of_each_risk(study, cases):
    assert study.models == ("risk_a", "risk_b")
    assert study.curves["risk_b"].table.equals(decision_curve(cases["event"], cases["risk_b"]).table)


def test_one_threshold_is_told_in_cases_and_in_rates(study, cases):
    assert study.counts(0.35)["risk_a"] == counts_at(cases["event"], cases["risk_a"], 0.35)
    assert study.rates(0.35)["risk_a"] == rates_at(cases["event"], cases["risk_a"], 0.35)


def test_the_other_event_keeps_the_auc_and_changes_the_curve(study, switched, cases):
    other = decision_curve(*switch_event(cases["event"], cases["risk_a"]), prevalence=0.3)

    assert switched.rocs["risk_a"].auc == pytest.approx(study.rocs["risk_a"].auc)
    assert switched.curves["risk_a"].table.equals(other.table)


def test_bands_and_counts_share_the_prevalence_of_the_curves(switched):
    worth = switched.curves["risk_a"].table["net_benefit"]

    assert switched.draws.band("risk_a")["net_benefit"].to_list() == pytest.approx(worth.to_list(), abs=1e-12)
    assert switched.counts(0.35)["risk_a"].net_benefit == worth[34]


def test_risks_that_are_not_switched_stay_to_the_last_digit(study, cases):
    assert study.risks.equals(cases[["risk_a", "risk_b"]])
