"""What the ROC curves draw, say and answer; how they look was looked at."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.evaluation.decision_curve import THRESHOLDS
from core.evaluation.roc import roc_curve
from core.evaluation.roc_band import roc_band
from core.figures.curves import DRAWN_POINTS, moving_roc, plot_roc
from core.figures.palette import MODEL_COLOURS, MODEL_DASHES


def drawn(chart, position):
    """Rows behind one layer, after its filter has been left out."""
    spec = chart.to_dict()
    return pd.DataFrame(spec["datasets"][spec["layer"][position]["data"]["name"]])


def marks(chart):
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


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


def test_roc_bands_lie_under_the_curves_they_belong_to(cohort, rocs, labels):
    event, risks = cohort
    bands = {"combined": roc_band(event, risks["combined"], resamples=20)}

    assert marks(plot_roc(rocs, labels, bands=bands)) == ["line", "area", "line"]


def test_a_click_on_the_roc_answers_with_a_threshold_of_one_of_its_curves(rocs, labels):
    chart = plot_roc(rocs, labels, 0.4, clickable=True)
    (pick,), points = chart.to_dict()["params"], drawn(chart, -1)
    ours = points[points["model"] == labels.models["combined"]]

    assert (pick["name"], pick["select"]["nearest"]) == ("pick", True)
    assert ours["threshold"].to_list() == THRESHOLDS.tolist()
    assert [*zip(ours["x"], ours["y"], strict=True)] == [rocs["combined"].point_at(t) for t in THRESHOLDS]


def test_roc_without_a_threshold_cannot_be_clicked(rocs, labels):
    assert "params" not in plot_roc(rocs, labels, clickable=True).to_dict()


def test_a_roc_describes_itself_with_the_numbers_it_shows(rocs, labels, described):
    text = plot_roc(rocs, labels, 0.4).to_dict()["description"]

    assert f"{rocs['combined'].auc:.3f}" in text
    assert "40%" in text
    assert plot_roc(rocs, described).to_dict()["description"] == "In one sentence."


def test_a_roc_fills_its_place_and_has_no_box(rocs, labels):
    spec = plot_roc(rocs, labels).to_dict()

    assert (spec["width"], spec["autosize"]["type"]) == ("container", "fit-x")
    assert spec["config"]["view"]["stroke"] is None
    assert spec["config"]["axisX"]["grid"] is False


def test_a_roc_that_moves_is_the_one_drawn_there(rocs, labels):
    spec, text = moving_roc(rocs, labels, 0.4).at(0.5)
    there = plot_roc(rocs, labels, 0.5, clickable=True).to_dict()

    assert text == there["description"]
    for name in ("stands", "where", "points"):
        assert spec["datasets"][name].to_dict("records") == there["datasets"][name]
