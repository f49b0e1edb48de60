"""Net benefit on other scales: the columns of the decision curve, and what must hold of resamples."""

import numpy as np
import pytest

from core.evaluation.decision_curve import decision_curve
from core.evaluation.decision_draws import ALL, NONE, draw_net_benefits
from core.evaluation.decision_scales import curve_on, draws_on


@pytest.fixture(params=[None, 0.2])
def curve(request, cases):
    return decision_curve(cases["event"], cases["risk_a"], prevalence=request.param)


@pytest.fixture(scope="module")
def drawn(cases):
    return draw_net_benefits(cases["event"], {"a": cases["risk_a"], "b": cases["risk_b"]}, resamples=100)


def test_standardised_worth_is_the_column_held_against_dcurves(curve):
    told = curve_on("standardised", curve)

    assert told["worth"].to_list() == pytest.approx(curve.table["standardised_net_benefit"].to_list())


def test_saved_interventions_are_the_column_held_against_dcurves(curve):
    told = curve_on("avoided", curve)

    assert told["worth"].to_list() == pytest.approx((100 * curve.table["interventions_avoided"]).to_list(), abs=1e-9)


def test_flagging_everyone_saves_no_intervention(curve):
    assert curve_on("avoided", curve)[ALL].to_list() == [0.0] * 99


def test_net_benefit_is_left_as_it_is(curve):
    assert curve_on("net_benefit", curve)["worth"].equals(curve.table["net_benefit"].rename("worth"))


def test_the_middle_of_a_band_is_the_curve_on_each_scale(drawn, cases):
    curve = decision_curve(cases["event"], cases["risk_a"])

    for scale in ("standardised", "avoided"):
        band = draws_on(scale, drawn).band("a")
        assert band["net_benefit"].to_list() == pytest.approx(curve_on(scale, curve)["worth"].to_list(), abs=1e-9)


def test_a_resample_is_standardised_by_its_own_prevalence(drawn):
    told, zero = draws_on("standardised", drawn), drawn.thresholds.argmin()
    own = (1 - drawn.thresholds[zero]) * drawn.draws[2, :, zero] + drawn.thresholds[zero]

    assert np.allclose(told.draws[0] * own[:, None], drawn.draws[0])


def test_no_scale_changes_which_strategy_is_best(drawn):
    before = drawn.chance_of_being_best()

    for scale in ("standardised", "avoided"):
        after = draws_on(scale, drawn).chance_of_being_best()
        assert after[["a", "b", NONE]].to_numpy() == pytest.approx(before[["a", "b", NONE]].to_numpy(), abs=0.011)


def test_a_resample_without_an_event_is_left_out_of_a_standardised_band():
    drawn = draw_net_benefits([1, 0, 0], {"a": [0.9, 0.2, 0.1]}, [0.5], resamples=50)
    told = draws_on("standardised", drawn)

    assert np.isnan(told.draws).any()
    assert told.band("a")[["ci_low", "ci_high"]].to_numpy() == pytest.approx(1)
