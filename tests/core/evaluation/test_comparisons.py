"""All pairs at once against each pair alone, and Holm's adjustment against R."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.evaluation.comparisons import adjust_holm, compare_all
from core.evaluation.delong import delong_test

REFERENCES = Path(__file__).parents[2] / "references"


@pytest.fixture
def pairs(cases):
    return compare_all(cases["event"], {name: cases[name] for name in ("score_a", "score_b", "score_tied")})


def test_every_pair_is_compared_once(pairs):
    assert list(zip(pairs["score_a"], pairs["score_b"], strict=True)) == [
        ("score_a", "score_b"),
        ("score_a", "score_tied"),
        ("score_b", "score_tied"),
    ]


def test_each_row_is_the_paired_test(pairs, cases):
    test = delong_test(cases["event"], cases["score_b"], cases["score_tied"])

    row = pairs.iloc[2]

    assert (row["z"], row["p_value"], row["ci_low"]) == (test.z, test.p_value, test.ci_low)


def test_two_scores_equal_proc(witness):
    expected = witness.said["test"]["paired"]
    names = ("score_a", "score_b")

    row = compare_all(witness.table["event"], {name: witness.table[name] for name in names}).iloc[0]

    assert (row["z"], row["p_value"]) == pytest.approx((expected["z"], expected["p_value"]), rel=1e-8)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx(expected["interval"], rel=1e-8)


def test_adjusted_p_values_are_holms(pairs):
    assert pairs["p_holm"].to_list() == adjust_holm(pairs["p_value"]).tolist()


def test_holms_adjustment_equals_that_of_r():
    expected = json.loads((REFERENCES / "evaluation_more_r.json").read_text(encoding="utf-8"))["holm"]

    assert adjust_holm(expected["given"]) == pytest.approx(expected["adjusted"], rel=1e-12)


def test_an_unknown_p_value_stays_unknown_and_counts_as_no_test():
    adjusted = adjust_holm([0.01, np.nan, 0.04])

    assert np.isnan(adjusted[1])
    assert adjusted[[0, 2]] == pytest.approx([0.02, 0.04])


def test_a_single_score_has_no_pair(cases):
    assert compare_all(cases["event"], {"one": cases["score_a"]}).empty
