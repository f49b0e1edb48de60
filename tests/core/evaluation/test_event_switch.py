"""The other outcome as the event: odds ratios inverted, AUC equal, decision curve changed."""

import numpy as np
import pytest

from core.evaluation.decision_curve import decision_curve
from core.evaluation.event_switch import switch_event, switch_model
from core.evaluation.roc import roc_curve
from core.prediction.logistic import predict_risk
from core.prediction.odds import odds_ratios
from core.values import LogisticModel, Term


@pytest.fixture
def model():
    terms = Term("diameter_cm", unit="cm", low=1, high=18), Term("enhancement", reference="typical", level="atypical")
    covariance = np.array([[0.5, -0.05, -0.02], [-0.05, 0.01, 0], [-0.02, 0, 0.2]])
    return LogisticModel("clinical", terms, [-2.0, 0.2, 0.9], covariance, 0.4, "non-response", 122, 54)


def test_odds_ratios_are_inverted_and_their_p_values_kept(model):
    one, other = odds_ratios(model), odds_ratios(switch_model(model, "response"))

    assert other["odds_ratio"].to_list() == pytest.approx((1 / one["odds_ratio"]).to_list())
    assert other["ci_low"].to_list() == pytest.approx((1 / one["ci_high"]).to_list())
    assert other["p_value"].to_list() == one["p_value"].to_list()


def test_risks_of_both_events_sum_to_one_with_their_intervals(model, cases):
    one, other = (predict_risk(m, cases) for m in (model, switch_model(model, "response")))

    assert (one["risk"] + other["risk"]).to_list() == pytest.approx([1] * 122)
    assert (one["low"] + other["high"]).to_list() == pytest.approx([1] * 122)


def test_the_model_keeps_its_cases_and_turns_its_threshold(model):
    other = switch_model(model, "response")

    assert (other.n, other.n_events, other.threshold, other.event_name) == (122, 68, 0.6, "response")


@pytest.mark.parametrize("risk", ["risk_a", "risk_b"])
def test_the_auc_and_its_variance_are_equal(cases, risk):
    one, other = roc_curve(cases["event"], cases[risk]), roc_curve(*switch_event(cases["event"], cases[risk]))

    assert (other.auc, other.variance) == pytest.approx((one.auc, one.variance), rel=1e-12)


def test_the_decision_curve_is_another(cases):
    one = decision_curve(cases["event"], cases["risk_a"])
    other = decision_curve(*switch_event(cases["event"], cases["risk_a"]))

    assert np.abs(one.table["net_benefit"] - other.table["net_benefit"]).max() > 0.1
    assert one.prevalence + other.prevalence == pytest.approx(1)


def test_switching_twice_changes_nothing(cases, model):
    event, risk = switch_event(*switch_event(cases["event"], cases["risk_a"]))

    assert event.tolist() == (cases["event"] == 1).to_list()
    assert risk == pytest.approx(cases["risk_a"])
    assert switch_model(switch_model(model, "response"), "x").coefficients.tolist() == model.coefficients.tolist()
