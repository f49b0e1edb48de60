"""Decision curves of risks: with bands, differences and ranges in words."""

from dataclasses import replace

import pytest

from core.evaluation.decision_curve import decision_curve
from core.report.decision_tables import (
    build_best_ranges,
    build_decision_bands,
    build_decision_curves,
    build_decision_differences,
    draw_strategies,
)
from core.report.evaluation_settings import EvaluationSettings
from core.scores import ScoredCases


def test_only_probabilities_have_a_decision_curve(scored):
    assert set(build_decision_curves(scored)["score"]) == {"risk", "second"}


def test_without_a_probability_every_table_is_empty(scored, settings):
    none = ScoredCases(scored.outcome, scored.scores[["logit"]], scored.is_training, scored.others)

    assert draw_strategies(none, settings) == {}
    assert all(build({}, 0.95).empty for build in (build_decision_bands, build_decision_differences))
    assert all(build(none, settings).empty for build in (build_decision_curves, build_best_ranges))


def test_bands_tell_every_strategy_and_chances_sum_to_one(scored, settings):
    table = build_decision_bands(draw_strategies(scored, settings), 0.95)

    assert table["strategy"].unique().tolist() == ["risk", "second", "treat_all", "treat_none"]
    assert table.groupby(["split", "threshold"])["chance_of_being_best"].sum().to_numpy() == pytest.approx(1)


def test_differences_are_those_of_the_curves(scored, settings):
    rows = scored.is_training
    one, other = (decision_curve(scored.outcome[rows], scored.scores[n][rows]).table for n in ("risk", "second"))

    table = build_decision_differences(draw_strategies(scored, settings), 0.95).query("split == 'training'")

    assert table["difference"].to_numpy() == pytest.approx((one["net_benefit"] - other["net_benefit"]).to_numpy())


def test_ranges_follow_one_another_and_say_where_few_are_flagged(scored, settings):
    table = build_best_ranges(scored, settings).query("split == 'validation'")

    assert (table["low"].iloc[0], table["high"].iloc[-1]) == (0.01, 0.99)
    models = ~table["best"].isin(["treat_all", "treat_none"])
    assert (table["thin_from"].notna() == models).all()


def test_the_prevalence_asked_for_moves_the_curves(scored):
    table = build_decision_curves(scored, EvaluationSettings(prevalence=0.1))

    assert table.query("threshold == 0.01")["net_benefit"].max() < 0.1


def test_bands_are_of_the_prevalence_asked_for(scored, settings):
    other = replace(settings, prevalence=0.1)
    bands = build_decision_bands(draw_strategies(scored, other), 0.95).query("strategy == 'risk'")
    curves = build_decision_curves(scored, other).query("score == 'risk'")

    assert bands["net_benefit"].to_numpy() == pytest.approx(curves["net_benefit"].to_numpy(), abs=1e-12)
