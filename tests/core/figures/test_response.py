"""The charts of response show every patient once, in order, with the limits of the criteria."""

import pandas as pd
import pytest

from core.clinical.bland_altman import bland_altman
from core.clinical.mrecist import EASL, MRECIST
from core.figures.export import svg_text
from core.figures.response import DifferenceLabels, ResponseLabels, plot_differences, plot_spider, plot_waterfall

LABELS = ResponseLabels("Change, %", "Best change, %", "Patient", "Patients", "Visit", "最佳疗效")
DIFFERENCES = DifferenceLabels("Mean, mm", "A − B, mm", "Bias", "Limit", "Patient")
BEST = pd.DataFrame(
    {"change": [-40.0, 250.0, -100.0, None, 5.0], "category": ["PR", "PD", "CR", "NE", "SD"]},
    index=["P1", "P2", "P3", "P4", "P5"],
)


def rows(spec: dict, position: int) -> pd.DataFrame:
    data = spec["layer"][position].get("data", spec.get("data"))
    return pd.DataFrame(spec["datasets"][data["name"]])


def test_bars_fall_from_the_largest_rise_and_leave_out_what_is_unknown() -> None:
    bars = rows(plot_waterfall(BEST, MRECIST, LABELS).to_dict(), 0)

    assert bars["patient"].tolist() == ["P2", "P5", "P1", "P3"]


def test_a_bar_ends_at_100_percent_and_tells_its_true_change() -> None:
    first = rows(plot_waterfall(BEST, MRECIST, LABELS).to_dict(), 0).iloc[0]

    assert (first["drawn"], first["change"]) == (100, 250)


@pytest.mark.parametrize(("criteria", "limits"), [(MRECIST, [-30, 20]), (EASL, [-50, 25])])
def test_lines_stand_at_the_limits_of_the_criteria(criteria, limits) -> None:
    spec = plot_waterfall(BEST, criteria, LABELS).to_dict()

    assert [rows(spec, place)["drawn"].iloc[0] for place in (1, 2)] == limits


def test_changes_are_written_with_their_sign_and_none_without() -> None:
    drawn = svg_text(plot_waterfall(BEST, MRECIST, LABELS))

    assert ">+20<" in drawn
    assert ">0<" in drawn
    assert ">+0<" not in drawn


def test_a_cohort_of_thousands_is_drawn_whole() -> None:
    many = pd.DataFrame({"change": range(6000), "category": "PD"}).astype({"change": float})

    assert len(rows(plot_waterfall(many, MRECIST, LABELS).to_dict(), 0)) == 6000


def test_every_course_begins_at_the_baseline() -> None:
    visits = pd.DataFrame({"patient": ["P1", "P1", "P2"], "visit": [1, 2, 1], "change": [-20.0, -40.0, 30.0]})

    lines = rows(plot_spider(visits.assign(category=["PR", "PR", "PD"]), MRECIST, LABELS).to_dict(), 0)

    assert lines.query("visit == 0")["change"].tolist() == [0, 0]
    assert lines.query("patient == 'P1'").sort_values("visit")["change"].tolist() == [0, -20, -40]


def test_differences_show_bias_limits_and_every_pair() -> None:
    found = bland_altman([10, 12, 15, 20], [11, 12, 13, 19])

    spec = plot_differences(found, pd.Index(["P1", "P2", "P3", "P4"]), DIFFERENCES).to_dict()

    assert rows(spec, 0)["text"].tolist() == ["Bias +0.5", "Limit −2.0", "Limit +3.0"]
    assert rows(spec, 3)["difference"].tolist() == [-1, 0, 2, 1]


def test_a_screen_reader_hears_how_many_are_in_each_category() -> None:
    assert "PD 1; SD 1; PR 1; CR 1" in plot_waterfall(BEST, MRECIST, LABELS).to_dict()["description"]
