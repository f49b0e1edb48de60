"""Calibration of risks in every split, and of risks that cannot be smoothed."""

import numpy as np
import pytest

from core.evaluation.calibration import calibration
from core.report.calibration_tables import (
    build_calibration,
    build_calibration_curves,
    build_calibration_groups,
    smooth_or_none,
)
from core.scores import ScoredCases


@pytest.fixture
def constant(scored):
    """A risk that is the same for everyone."""
    return ScoredCases(scored.outcome, scored.scores[["risk"]] * 0 + 0.4, scored.is_training, scored.others)


def test_only_risks_are_calibrated_with_freedom_by_split(scored):
    table = build_calibration(scored).set_index(["split", "score"])

    assert table.index.get_level_values("score").unique().to_list() == ["risk", "second"]
    assert table["hosmer_lemeshow_degrees_of_freedom"].groupby("split").first().to_dict() == {
        "training": 8,
        "validation": 10,
    }


def test_the_groups_of_the_test_stand_beside_its_freedom(scored, constant):
    assert (build_calibration(scored)["hosmer_lemeshow_groups"] == 10).all()
    assert (build_calibration(constant)["hosmer_lemeshow_groups"] == 0).all()


def test_a_row_is_the_calibration_of_its_cases(scored):
    rows = ~scored.is_training
    expected = calibration(scored.outcome[rows], scored.scores.loc[rows, "risk"])

    row = build_calibration(scored).query("split == 'validation' and score == 'risk'").iloc[0]

    assert (row["slope"], row["brier"]) == (expected.slope, expected.brier)
    assert row["expected_to_observed"] == expected.expected_to_observed


def test_groups_that_are_shown_hold_ten_cases_or_more(scored):
    assert (build_calibration_groups(scored)["n"] >= 10).all()


def test_a_constant_risk_has_a_row_but_no_test_no_groups_and_no_curve(constant, settings):
    table = build_calibration(constant)

    assert np.isnan(table[["slope", "hosmer_lemeshow_p_value"]]).all(axis=None)
    assert build_calibration_groups(constant).empty
    assert build_calibration_curves(constant, settings).empty
    assert smooth_or_none(constant.outcome, constant.scores["risk"], settings) is None


def test_curves_carry_their_distances(scored, settings):
    table = build_calibration_curves(scored, settings)

    assert (table.groupby(["split", "score"])["mean_distance"].nunique() == 1).all()
    assert (table["largest_distance"] >= table["mean_distance"]).all()
