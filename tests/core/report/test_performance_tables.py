"""AUCs, thresholds and rates: whose cases, found where, carried whither."""

import numpy as np
import pytest

from core.evaluation.rates import rates_at
from core.evaluation.threshold import youden_cut
from core.report.evaluation_settings import EvaluationSettings
from core.report.performance_tables import (
    build_performance,
    build_rates,
    build_roc_bands,
    build_roc_curves,
    build_thresholds,
)


def test_every_number_has_its_interval_and_its_denominator(scored):
    table = build_performance(scored)

    assert table.groupby("split")["n"].first().to_dict() == {"training": 60, "validation": 30}
    assert ((table["ci_low"] < table["auc"]) & (table["auc"] < table["ci_high"])).all()
    assert (table["DeLong high"] > table["DeLong low"]).all()


def test_thresholds_are_found_on_training_and_carried(scored, settings):
    thresholds = build_thresholds(scored, settings)
    rates = build_rates(scored, thresholds, settings)

    assert set(thresholds["found_on"]) == {"training"}
    assert rates.groupby("split")["carried"].first().to_dict() == {"training": False, "validation": True}


def test_rates_are_those_of_the_carried_threshold(scored, settings):
    training, outcome = scored.is_training, scored.outcome
    cut = youden_cut(outcome[training], scored.scores.loc[training, "logit"], "training").value
    expected = rates_at(outcome[~training], scored.scores.loc[~training, "logit"], cut).npv

    rates = build_rates(scored, build_thresholds(scored, settings), settings)
    row = rates.query("split == 'validation' and score == 'logit' and rate == 'npv' and interval == 'Wilson'").iloc[0]

    assert (row["count"], row["of"], row["ci_low"]) == (expected.count, expected.of, expected.ci_low)


@pytest.mark.parametrize(
    ("asked", "rule"), [({"threshold": 0.5}, "given"), ({"cost_ratio": 2}, "cost"), ({}, "Youden")]
)
def test_the_rule_is_the_one_asked_for(scored, asked, rule):
    thresholds = build_thresholds(scored, EvaluationSettings(**asked))

    assert set(thresholds["rule"]) == {rule}
    assert np.isnan(thresholds["cost_ratio"]).all() == (rule != "cost")


def test_curves_begin_where_no_one_is_flagged(scored):
    first = build_roc_curves(scored).groupby(["split", "score"]).nth(0)

    assert first["threshold"].isna().all()
    assert (first[["false_positive_rate", "true_positive_rate"]] == 0).all(axis=None)


def test_bands_are_of_every_split_and_score(scored, settings):
    table = build_roc_bands(scored, settings)

    assert table.groupby(["split", "score"]).size().to_list() == [101] * 6
