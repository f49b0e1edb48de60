"""What the calibration figure draws and says; how it looks was looked at."""

import numpy as np
import pandas as pd
import pytest

from core.evaluation.calibration import calibration_groups
from core.evaluation.calibration_curve import CorrectedCurve, calibration_curve
from core.figures.calibration import CalibrationLabels, CorrectionLabels, plot_calibration, plot_correction


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


@pytest.fixture(scope="module")
def correction():
    at = np.linspace(0.1, 0.9, 5)
    optimism = np.array([np.nan, -0.1, 0.0, 0.1, np.nan])
    curve = CorrectedCurve(at, at, optimism, at - optimism, np.array([0, 9, 9, 9, 0]))
    return plot_correction(curve, CorrectionLabels("<risk>", "<observed>", "<apparent>", "<corrected>")).to_dict()


def test_a_corrected_curve_is_drawn_where_it_is_known(correction):
    lines = rows(correction, 1).groupby("name")["share"].apply(list)

    assert lines["<apparent>"] == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
    assert lines["<corrected>"] == pytest.approx([0.4, 0.5, 0.6])


def test_the_two_curves_are_named_to_a_screen_reader(correction):
    assert correction["description"] == "<observed>, <risk>: <apparent>; <corrected>"
