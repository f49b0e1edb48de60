"""Comparisons of every pair in every split, with power; reclassification of risks."""

import numpy as np
import pytest

from core.evaluation.delong import delong_test
from core.evaluation.power import power_of_test
from core.evaluation.reclassification import compare_reclassification
from core.evaluation.unpaired import unpaired_test
from core.report.comparison_tables import build_comparisons, build_reclassification, build_split_comparisons
from core.scores import ScoredCases


def test_every_pair_is_compared_in_every_split(scored):
    table = build_comparisons(scored)

    assert table.groupby("split").size().to_dict() == {"training": 3, "validation": 3}
    assert (table["p_holm"] >= table["p_value"]).all()


def test_a_row_is_the_paired_test_with_its_power(scored):
    rows = ~scored.is_training
    test = delong_test(scored.outcome[rows], scored.scores.loc[rows, "risk"], scored.scores.loc[rows, "logit"])

    row = build_comparisons(scored).query("split == 'validation' and score_a == 'risk' and score_b == 'logit'").iloc[0]

    assert (row["p_value"], row["ci_low"]) == pytest.approx((test.p_value, test.ci_low))
    assert 0 < row["power"] < 1
    assert row["test_power"] == power_of_test(test).power


def test_equal_scores_have_no_power(scored):
    twice = scored.scores[["risk"]].assign(again=scored.scores["risk"])

    table = build_comparisons(ScoredCases(scored.outcome, twice, scored.is_training, scored.others))

    assert (table["p_value"] == 1).all()
    assert np.isnan(table[["power", "needed_events", "test_power", "test_needed_events"]]).all(axis=None)


def test_a_single_score_makes_an_empty_table(scored):
    single = ScoredCases(scored.outcome, scored.scores[["risk"]], scored.is_training, scored.others)

    assert build_comparisons(single).empty


def test_training_is_held_against_validation_as_other_cases(scored, settings):
    training = scored.is_training
    (outcome, risk), scores = (scored.outcome, scored.scores["risk"]), scored.scores
    expected = unpaired_test(outcome[training], risk[training], outcome[~training], risk[~training])

    table = build_split_comparisons(scored, settings).set_index("score")

    assert table.index.to_list() == list(scores.columns)
    assert table.loc["risk", "p_value"] == expected.p_value


def test_one_split_alone_is_held_against_nothing(scored, settings):
    alone = ScoredCases(scored.outcome, scored.scores, scored.is_training & False, scored.others)

    assert build_split_comparisons(alone, settings).empty


def test_reclassification_is_that_of_both_risks(scored, settings):
    rows = scored.is_training
    expected = compare_reclassification(
        scored.outcome[rows], scored.scores["risk"][rows], scored.scores["second"][rows]
    )

    table = build_reclassification(scored, settings).query("split == 'training'").set_index("index")

    assert table["value"].to_dict() == {name: getattr(expected, name).value for name in table.index}
