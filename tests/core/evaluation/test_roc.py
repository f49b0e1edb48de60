"""ROC curve, AUC and its interval, against pROC, auRoc, an obvious oracle, and what must hold for any data."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.intervals import REASONS, delong_interval, logit_delong_interval, newcombe_interval
from core.evaluation.roc import auc_intervals, roc_curve, with_interval

CLOSE = 1e-9
REFERENCES = Path(__file__).parents[2] / "references"


def auc_by_all_pairs(event, score):
    pairs = product(score[event], score[~event])
    return np.mean([1.0 if high > low else 0.5 if high == low else 0.0 for high, low in pairs])


def test_auc_and_variance_equal_those_of_proc(curve_case):
    event, score, expected = curve_case

    curve = roc_curve(event, score)

    assert (curve.auc, curve.variance) == pytest.approx((expected["auc"], expected["variance"]), rel=CLOSE)


def test_points_of_the_curve_equal_those_of_proc(curve_case):
    event, score, expected = curve_case

    curve = roc_curve(event, score)

    assert curve.thresholds[1:] == pytest.approx(expected["thresholds"], rel=CLOSE)
    assert curve.true_positive_rate[1:] == pytest.approx(expected["true_positive_rate"], rel=CLOSE)
    assert curve.false_positive_rate[1:] == pytest.approx(expected["false_positive_rate"], rel=CLOSE, abs=1e-14)


def test_plain_interval_equals_proc_once_clipped_as_proc_clips_it(curve_case):
    event, score, expected = curve_case

    interval = np.clip(roc_curve(event, score).plain_interval, 0, 1)

    assert interval == pytest.approx(expected["delong"], rel=CLOSE)


def test_plain_interval_follows_the_level_as_in_proc(curve_case):
    event, score, expected = curve_case

    interval = np.clip(roc_curve(event, score, level=0.9).plain_interval, 0, 1)

    assert interval == pytest.approx(expected["delong_90"], rel=CLOSE)


def test_headline_interval_is_logit_delong_made_from_proc_variance(curve_case):
    event, score, expected = curve_case

    curve = roc_curve(event, score)

    assert curve.interval_method == "logit-DeLong"
    assert (curve.ci_low, curve.ci_high) == pytest.approx(expected["logit_delong"], rel=CLOSE)


def test_newcombe_interval_equals_auroc(curve_case):
    event, score, expected = curve_case
    curve = roc_curve(event, score)

    interval = newcombe_interval(curve.auc, curve.n_events, curve.n_non_events)

    assert interval == pytest.approx(expected["newcombe"], rel=CLOSE)


def test_a_perfect_score_gets_newcombes_interval_not_a_point(r_says):
    event = np.arange(24) >= 11

    curve = roc_curve(event, np.arange(24))

    assert (curve.auc, curve.variance, curve.interval_method) == (1.0, 0.0, "Newcombe method 5")
    assert (curve.ci_low, curve.ci_high) == pytest.approx(r_says["newcombe_at_1"], rel=CLOSE)


def test_a_perfectly_wrong_score_mirrors_a_perfect_one():
    low, high = newcombe_interval(1.0, 13, 11)

    assert newcombe_interval(0.0, 13, 11) == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_a_constant_score_gets_newcombes_interval():
    curve = roc_curve([0, 0, 0, 1, 1], [2, 2, 2, 2, 2])

    assert (curve.auc, curve.variance, curve.interval_method) == (0.5, 0.0, "Newcombe method 5")
    assert curve.ci_low < 0.5 < curve.ci_high


def test_one_event_alone_has_no_variance_but_an_interval():
    curve = roc_curve([0, 0, 0, 1], [1, 2, 4, 3])

    assert np.isnan(curve.variance)
    assert 0 < curve.ci_low < curve.auc < curve.ci_high < 1


def test_plain_interval_may_leave_the_unit_interval_and_is_not_clipped():
    assert delong_interval(0.95, 0.0036)[1] > 1


def test_logit_interval_stays_inside_the_unit_interval():
    low, high = logit_delong_interval(0.95, 0.0036)

    assert 0 < low < 0.95 < high < 1


@pytest.mark.parametrize(
    ("score", "reason"), [([1, 2, 3, 4], "perfect"), ([4, 3, 2, 1], "perfect"), ([1, 1, 1, 1], "no variance")]
)
def test_why_an_interval_is_not_the_usual_one_is_said(score, reason):
    assert roc_curve([0, 0, 1, 1], score).interval_reason == reason
    assert "Newcombe's method 5 needs no" in REASONS[reason]


def test_all_intervals_of_an_auc_hold_it_and_the_printed_one_is_among_them(cases):
    curve = roc_curve(cases["event"], cases["score_a"])

    every = auc_intervals(cases["event"], cases["score_a"])

    assert curve.interval_reason == "usual"
    assert every[curve.interval_method] == (curve.ci_low, curve.ci_high)
    assert all(low < curve.auc < high for low, high in every.values())


def test_bootstrap_interval_is_that_of_proc_to_the_chance_of_the_draw(cases):
    expected = json.loads((REFERENCES / "evaluation_more_r.json").read_text(encoding="utf-8"))["bootstrap"]

    every = auc_intervals(cases["event"], cases["score_a"], resamples=20_000)

    assert every["stratified bootstrap"] == pytest.approx(expected, abs=2e-3)


def test_auc_and_variance_of_public_data_equal_those_of_proc(witness):
    for name in ("score_a", "score_b"):
        curve, expected = roc_curve(witness.table["event"], witness.table[name]), witness.said["roc"][name]

        assert (curve.auc, curve.variance) == pytest.approx((expected["auc"], expected["variance"]), rel=1e-8)
        assert np.clip(curve.plain_interval, 0, 1) == pytest.approx(expected["delong"], rel=1e-8)
        assert curve.thresholds[1:] == pytest.approx(expected["threshold"])
        assert curve.true_positive_rate[1:] == pytest.approx(expected["sensitivity"], rel=1e-8)


def test_perfect_separation_of_public_data_is_what_proc_sees(public):
    perfect = public.said["perfect"]

    curve = roc_curve(public.table["event"], perfect["score"])

    assert (curve.auc, curve.variance) == (perfect["auc"], perfect["variance"]) == (1, 0)


def test_a_missing_class_is_refused_here_as_in_proc(public):
    table = public.table.query("event == 1")

    assert public.said["one_class"] == "refused"
    with pytest.raises(CohortError, match="both outcomes must occur"):
        roc_curve(table["event"], table["score_a"])


def test_auc_equals_the_share_of_pairs_ranked_rightly(noisy):
    event, score = noisy

    assert roc_curve(event, score).auc == pytest.approx(auc_by_all_pairs(event, score), abs=1e-12)


def test_area_under_the_points_equals_the_auc(noisy):
    curve = roc_curve(*noisy)

    area = np.trapezoid(curve.true_positive_rate, curve.false_positive_rate)

    assert area == pytest.approx(curve.auc, abs=1e-12)


def test_a_rising_map_of_the_score_changes_nothing(noisy):
    event, score = noisy

    one, other = roc_curve(event, score), roc_curve(event, np.exp(score))

    assert (one.auc, one.variance) == (other.auc, other.variance)


def test_a_negated_score_has_the_complementary_auc(noisy):
    event, score = noisy

    assert roc_curve(event, -score).auc == pytest.approx(1 - roc_curve(event, score).auc, abs=1e-12)


def test_the_other_outcome_has_the_complementary_auc(noisy):
    event, score = noisy

    assert roc_curve(~event, score).auc == pytest.approx(1 - roc_curve(event, score).auc, abs=1e-12)


def test_point_at_flags_scores_at_or_above_the_threshold(noisy):
    event, score = noisy
    curve = roc_curve(event, score)

    for threshold in [*score, score.min() - 1, score.max() + 1, 0.1]:
        flagged = score >= threshold
        assert curve.point_at(threshold) == (flagged[~event].mean(), flagged[event].mean())


def test_the_curve_cannot_be_edited(noisy):
    with pytest.raises(ValueError, match="read-only"):
        roc_curve(*noisy).thresholds[0] = 0


@pytest.mark.parametrize("level", [0, 1, 95, float("nan")])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(ValueError, match="confidence level must lie between 0 and 1"):
        roc_curve([0, 1], [0, 1], level=level)


def test_one_outcome_only_is_refused():
    with pytest.raises(CohortError, match="both outcomes must occur, but 0 of 3 cases have the event"):
        roc_curve([0, 0, 0], [1, 2, 3])


def test_a_curve_takes_the_interval_of_another_method_and_keeps_the_rest(cases):
    event, score = cases["event"], cases["score_a"]
    curve = roc_curve(event, score)

    plain = with_interval(curve, event, score, "DeLong")

    assert (plain.ci_low, plain.ci_high, plain.interval_method) == (*curve.plain_interval, "DeLong")
    assert (plain.auc, plain.thresholds.size) == (curve.auc, curve.thresholds.size)


@pytest.mark.parametrize("method", ["DeLong", "logit-DeLong"])
def test_an_interval_that_is_not_defined_stays_empty(method):
    perfect = [0, 0, 1, 1], [1, 2, 3, 4]

    assert np.isnan(with_interval(roc_curve(*perfect), *perfect, method).ci_low)
