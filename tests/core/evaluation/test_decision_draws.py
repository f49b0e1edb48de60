"""Resampled decision curves: against copied cases, against a closed form, and what must hold of shares."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.decision_curve import decision_curve
from core.evaluation.decision_draws import ALL, NONE, draw_net_benefits
from core.evaluation.resampling import draw_counts


@pytest.fixture(scope="module")
def drawn(cases):
    return draw_net_benefits(cases["event"], {"a": cases["risk_a"], "b": cases["risk_b"]}, resamples=400)


def test_the_middle_of_the_band_is_the_decision_curve(drawn, cases):
    table = decision_curve(cases["event"], cases["risk_a"]).table

    assert drawn.band("a")["net_benefit"].to_list() == pytest.approx(table["net_benefit"].to_list(), abs=1e-12)
    assert drawn.band(ALL)["net_benefit"].to_list() == pytest.approx(table["treat_all"].to_list(), abs=1e-12)
    assert (drawn.band(NONE)["ci_high"] == 0).all()


def test_a_resample_is_the_curve_of_the_cases_copied(cases):
    table = cases[["event", "risk_a"]]
    ours = draw_net_benefits(table["event"], {"a": table["risk_a"]}, [0.2, 0.5], resamples=1, seed=3).draws[0, 0]
    counts = draw_counts(np.random.default_rng(3), 1, 122)[0].astype(int)

    copied = table.loc[np.repeat(table.index, counts)].to_numpy().T

    assert ours == pytest.approx(decision_curve(*copied, [0.2, 0.5]).table["net_benefit"].to_list(), abs=1e-12)


def test_the_spread_is_the_standard_error_of_a_mean(drawn, cases):
    event, flagged = cases["event"].to_numpy(), cases["risk_a"].to_numpy() >= 0.2
    worth = flagged * (event - 0.25 * (1 - event))

    spread = drawn.draws[0, :, 19].std()

    assert spread == pytest.approx(worth.std() / np.sqrt(122), rel=0.1)


def test_the_difference_has_the_sign_and_the_middle_of_the_curves(drawn):
    one, other = drawn.difference("a", "b"), drawn.difference("b", "a")

    assert one["difference"].to_list() == pytest.approx(
        (drawn.band("a")["net_benefit"] - drawn.band("b")["net_benefit"]).to_list()
    )
    assert one["ci_low"].to_list() == pytest.approx((-other["ci_high"]).to_list())


def test_the_difference_is_surer_than_the_bands_apart(drawn):
    widths = [table["ci_high"] - table["ci_low"] for table in (drawn.difference("a", "b"), drawn.band("a"))]
    apart = np.sqrt(widths[1] ** 2 + (drawn.band("b")["ci_high"] - drawn.band("b")["ci_low"]) ** 2)

    assert widths[0].sum() < apart.sum()


def test_chances_of_being_best_sum_to_one(drawn):
    shares = drawn.chance_of_being_best()

    assert shares[["a", "b", ALL, NONE]].sum(axis=1).to_list() == pytest.approx([1] * 99)


def test_equal_strategies_share_the_chance():
    shares = draw_net_benefits([0, 1, 1, 0], {"a": [1, 1, 1, 1], "b": [1, 1, 1, 1]}, [0.1], 200).chance_of_being_best()

    assert shares["a"].item() == shares["b"].item() == pytest.approx(shares[ALL].item())


def test_a_threshold_of_one_is_refused(cases):
    with pytest.raises(CohortError, match="a band needs thresholds below 1"):
        draw_net_benefits(cases["event"], {"a": cases["risk_a"]}, [0.5, 1.0])


def test_the_same_seed_draws_the_same(cases, drawn):
    again = draw_net_benefits(cases["event"], {"a": cases["risk_a"], "b": cases["risk_b"]}, resamples=400)

    assert np.array_equal(again.draws, drawn.draws)


def test_the_middle_of_the_band_at_another_prevalence_is_the_decision_curve_there(cases):
    ours = draw_net_benefits(cases["event"], {"a": cases["risk_a"]}, resamples=2, prevalence=0.1)
    table = decision_curve(cases["event"], cases["risk_a"], prevalence=0.1).table

    assert ours.band("a")["net_benefit"].to_list() == pytest.approx(table["net_benefit"].to_list(), abs=1e-12)
    assert ours.band(ALL)["net_benefit"].to_list() == pytest.approx(table["treat_all"].to_list(), abs=1e-12)


def test_an_assumed_prevalence_is_not_part_of_what_is_uncertain(cases):
    everyone = draw_net_benefits(cases["event"], {"a": cases["risk_a"]}, resamples=50, prevalence=0.1).band(ALL)

    assert (everyone["ci_high"] - everyone["ci_low"]).to_list() == pytest.approx([0] * 99)


def test_a_resample_at_another_prevalence_is_the_curve_of_the_cases_copied_within_outcomes(cases):
    event, rng = cases["event"].to_numpy(dtype=bool), np.random.default_rng(3)
    ours = draw_net_benefits(event, {"a": cases["risk_a"]}, [0.2, 0.5], resamples=1, seed=3, prevalence=0.3).draws[0, 0]

    counts = np.zeros(122, dtype=int)
    for kind in (event, ~event):
        counts[kind] = draw_counts(rng, 1, kind.sum())[0]
    copied = cases.loc[np.repeat(cases.index, counts), ["event", "risk_a"]].to_numpy().T

    there = decision_curve(*copied, [0.2, 0.5], prevalence=0.3).table["net_benefit"]
    assert ours == pytest.approx(there.to_list(), abs=1e-12)


def test_an_impossible_prevalence_is_refused(cases):
    with pytest.raises(CohortError, match="a prevalence must lie between 0 and 1"):
        draw_net_benefits(cases["event"], {"a": cases["risk_a"]}, prevalence=1.0)
