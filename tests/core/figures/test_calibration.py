"""What the calibration figure draws and says; how it looks was looked at."""

import pandas as pd
import pytest

from core.evaluation.calibration import calibration_groups
from core.evaluation.calibration_curve import calibration_curve
from core.figures.calibration import CalibrationLabels, plot_calibration


@pytest.fixture(scope="module")
def judged(cohort):
    event, risks = cohort
    curves = {name: calibration_curve(event, risk) for name, risk in risks.items()}
    return curves, {name: calibration_groups(event, risk, 5) for name, risk in risks.items()}


@pytest.fixture(scope="module")
def calibrated(judged, labels):
    words = CalibrationLabels(labels.models, "<risk>", "<observed>", "<distance>")
    return plot_calibration(*judged, words).to_dict()


def rows(spec, place):
    return pd.DataFrame(spec["datasets"][spec["layer"][place]["data"]["name"]])


def test_the_layers_are_diagonal_bands_curves_whiskers_and_dots(calibrated):
    assert [layer["mark"]["type"] for layer in calibrated["layer"]] == ["line", "area", "line", "rule", "point"]


def test_the_curve_is_the_smooth_one(calibrated, judged):
    curves, _ = judged
    line = rows(calibrated, 2)

    assert line["share"].to_list() == pytest.approx([v for curve in curves.values() for v in curve.smooth.value])


def test_dots_are_the_groups_at_their_mean_risk(calibrated, judged):
    _, groups = judged
    dots = rows(calibrated, 4)

    assert dots["share"].to_list() == pytest.approx([v for table in groups.values() for v in table["observed"]])
    assert dots["risk"].to_list() == pytest.approx([v for t in groups.values() for v in t["expected"] / t["n"]])


def test_the_legend_tells_the_mean_distance(calibrated, judged):
    curves, _ = judged

    assert f"{curves['combined'].mean_distance:.3f}" in calibrated["description"]
    assert calibrated["description"].startswith("<observed>, <risk>; <distance>: ")


def test_a_description_that_is_given_is_kept(judged, labels):
    words = CalibrationLabels(labels.models, "r", "o", "d", description="In one sentence.")

    assert plot_calibration(*judged, words).to_dict()["description"] == "In one sentence."
