"""What the curves draw, say and answer; how they look was looked at."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.evaluation.decision_curve import decision_curve
from core.evaluation.decision_draws import draw_net_benefits
from core.evaluation.roc import roc_curve
from core.evaluation.roc_band import roc_band
from core.figures.curves import DRAWN_POINTS, plot_decision_curve, plot_roc
from core.figures.palette import MODEL_COLOURS, MODEL_DASHES


def drawn(chart, position):
    """Rows behind one layer, after its filter has been left out."""
    spec = chart.to_dict()
    return pd.DataFrame(spec["datasets"][spec["layer"][position]["data"]["name"]])


def marks(chart):
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


@pytest.fixture(scope="module")
def decision(decisions, labels):
    return plot_decision_curve(decisions, 0.35, labels, sensible=(0.15, 0.6))


def test_roc_lines_enclose_the_auc_that_is_printed(rocs, labels):
    rows = drawn(plot_roc(rocs, labels), 1)

    for curve, (name, line) in zip(rocs.values(), rows.groupby("name", sort=False), strict=True):
        assert np.trapezoid(line["y"], line["x"]) == pytest.approx(curve.auc)
        assert f"{curve.auc:.3f} ({curve.ci_low:.2f}–{curve.ci_high:.2f})" in name


def test_roc_dots_stand_where_each_model_flags_at_the_threshold(rocs, labels):
    dots = drawn(plot_roc(rocs, labels, 0.4), 2)

    assert list(zip(dots["x"], dots["y"], strict=True)) == [curve.point_at(0.4) for curve in rocs.values()]


def test_roc_without_a_threshold_has_no_dots(rocs, labels):
    assert marks(plot_roc(rocs, labels)) == ["line", "line"]


def test_roc_of_a_large_cohort_stays_drawable(labels):
    rng = np.random.default_rng(0)
    event = rng.random(20_000) < 0.4
    curve = roc_curve(event, rng.normal(size=20_000) + event)

    line = drawn(plot_roc({"combined": curve}, labels), 1)

    assert len(line) == DRAWN_POINTS
    assert np.trapezoid(line["y"], line["x"]) == pytest.approx(curve.auc, abs=1e-3)


def test_each_model_keeps_its_colour_and_dash_whichever_are_shown(rocs, labels):
    encoding = plot_roc({"combined": rocs["combined"]}, labels).to_dict()["layer"][1]["encoding"]

    assert encoding["color"]["scale"]["range"] == [MODEL_COLOURS["combined"]]
    assert encoding["strokeDash"]["scale"]["range"] == [MODEL_DASHES["combined"]]


def test_a_model_without_a_colour_is_not_drawn_in_a_borrowed_one(rocs, labels):
    named = replace(labels, models=labels.models | {"other": "Other"})

    encoding = plot_roc({"other": rocs["combined"]}, named).to_dict()["layer"][1]["encoding"]

    assert encoding["color"]["scale"]["range"][0] not in MODEL_COLOURS.values()


def test_bands_lie_under_the_curves_they_belong_to(cohort, rocs, decisions, labels):
    event, risks = cohort
    bands = {name: draw_net_benefits(event, risks, resamples=20).band(name) for name in risks}

    assert marks(plot_decision_curve(decisions, 0.35, labels, bands=bands))[:2] == ["area", "line"]
    assert marks(plot_roc(rocs, labels, bands={"combined": roc_band(event, risks["combined"], resamples=20)})) == [
        "line",
        "area",
        "line",
    ]


def test_a_click_answers_with_the_nearest_threshold(decision):
    (pick,) = decision.to_dict()["params"]

    assert pick["name"] == "pick"
    assert pick["select"] | {"fields": ["threshold"], "nearest": True, "on": "click"} == pick["select"]


def test_a_click_on_nothing_cannot_empty_the_choice(decision):
    (pick,) = decision.to_dict()["params"]

    assert (pick["select"]["clear"], pick["select"]["toggle"]) == (False, False)


def test_the_thresholds_that_can_be_picked_are_those_of_the_table(decision, decisions):
    points = drawn(decision, -1)

    assert points["threshold"].to_list() == decisions["clinical"].table["threshold"].to_list()


def test_decision_lines_are_the_net_benefits_of_the_table(decision, decisions, labels):
    rows = drawn(decision, 2)
    line = rows[(rows["name"] == labels.models["combined"]) & ~rows["pale"]]
    table = decisions["combined"].table.set_index("threshold")

    assert line["net_benefit"].to_list() == table.loc[line["threshold"], "net_benefit"].to_list()


def test_a_line_turns_pale_where_fewer_than_ten_are_flagged_and_has_no_gap(decision, decisions, labels):
    rows = drawn(decision, 2)
    rows = rows[rows["name"] == labels.models["combined"]]
    table = decisions["combined"].table.set_index("threshold")
    pale, full = rows.loc[rows["pale"], "threshold"], rows.loc[~rows["pale"], "threshold"]

    assert (table.loc[pale, "n_flagged"] < 10).all()
    assert full.max() == pale.min()
    assert set(pale) | set(full) == set(table.index)


def test_flagging_everyone_and_no_one_are_never_pale(decision, labels):
    rows = drawn(decision, 2)

    assert not rows.loc[rows["name"].isin([labels.treat_all, labels.treat_none]), "pale"].any()


def test_lines_leave_the_plot_instead_of_lying_on_its_floor(decision):
    spec = decision.to_dict()

    assert all(layer["mark"].get("clip") for layer in spec["layer"] if layer["mark"]["type"] == "line")
    assert "clamp" not in str(spec)


def test_dots_and_rule_stand_at_the_threshold(decision, decisions):
    dots = drawn(decision, -3)
    expected = [c.table.set_index("threshold").loc[0.35, "net_benefit"] for c in decisions.values()]

    assert set(dots["threshold"]) == {0.35}
    assert dots["net_benefit"].to_list() == pytest.approx(expected)


def test_the_sensible_range_is_shaded_only_when_there_is_one(decision, decisions, labels):
    assert marks(decision)[0] == "rect"
    assert "rect" not in marks(plot_decision_curve(decisions, 0.35, labels))


def test_a_net_benefit_without_bound_is_left_out(cohort, labels):
    event, risks = cohort
    curve = decision_curve(event, np.where(risks["combined"] > 0.9, 1.0, risks["combined"]), [0, 0.5, 1])

    points = drawn(plot_decision_curve({"combined": curve}, 0.5, labels), -1)

    assert points["threshold"].to_list() == [0, 0.5]


def test_a_chart_describes_itself_with_the_numbers_it_shows(decision, rocs, labels):
    assert "35%" in decision.to_dict()["description"]
    assert f"{rocs['combined'].auc:.3f}" in plot_roc(rocs, labels).to_dict()["description"]


def test_a_description_that_is_given_is_kept(rocs, decisions, described):
    assert plot_roc(rocs, described).to_dict()["description"] == "In one sentence."
    assert plot_decision_curve(decisions, 0.2, described).to_dict()["description"] == "In one sentence."


def test_charts_fill_their_place_and_have_no_box(decision, rocs, labels):
    for spec in (decision.to_dict(), plot_roc(rocs, labels).to_dict()):
        assert spec["width"] == "container"
        assert spec["autosize"]["type"] == "fit-x"
        assert spec["config"]["view"]["stroke"] is None
        assert spec["config"]["axisX"]["grid"] is False


def test_no_english_is_drawn_that_was_not_given(decision, labels):
    titles = {
        str(axis.get("title", ""))
        for layer in decision.to_dict()["layer"]
        for axis in layer["encoding"].values()
        if isinstance(axis, dict)
    }

    assert titles <= {"", labels.threshold, labels.net_benefit}
