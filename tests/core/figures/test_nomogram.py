"""Points as bars: signed ones against the average patient, and those that add up to the total."""

import pandas as pd
import pytest

from core.figures.nomogram import plot_points, plot_sum

POINTS = {"Radiomics score": 46.2, "Largest diameter 6.8 cm": -13.6, "强化方式": -0.3}


@pytest.fixture(scope="module")
def spec():
    return plot_points(POINTS).to_dict()


@pytest.fixture(scope="module")
def rows(spec):
    return pd.DataFrame(spec["datasets"][spec["data"]["name"]])


def test_bars_keep_the_order_they_came_in(spec, rows):
    assert rows["name"].to_list() == list(POINTS)
    assert spec["layer"][0]["encoding"]["y"]["sort"] is None


def test_values_are_written_with_their_sign_and_zero_without(rows):
    assert rows["label"].to_list() == ["+46", "−14", "0"]


def test_zero_lies_in_the_middle_of_the_track(rows):
    assert (rows["low"] == -rows["high"]).all()
    assert (rows["points"].abs() <= rows["high"]).all()


def test_the_description_reads_the_bars_out(spec):
    assert spec["description"] == "Radiomics score +46; Largest diameter 6.8 cm −14; 强化方式 0"


def test_a_description_that_is_given_is_kept():
    assert plot_points(POINTS, "In one sentence.").to_dict()["description"] == "In one sentence."


def test_height_grows_with_the_terms():
    heights = [plot_points(dict(list(POINTS.items())[:n])).to_dict()["height"] for n in (1, 2, 3)]

    assert heights[2] - heights[1] == heights[1] - heights[0] > 0


def test_a_case_like_the_average_patient_can_be_drawn():
    assert plot_points({"Radiomics score": 0.0}).to_dict()["description"] == "Radiomics score 0"


@pytest.fixture(scope="module")
def added():
    spec = plot_sum({"Diameter 7.5 cm": 21.4, "强化方式": 46.2, "Rad-score −12": -3.1}, "Total", 150.0).to_dict()
    return pd.DataFrame(spec["datasets"][spec["data"]["name"]]), spec


def test_every_bar_of_a_sum_begins_where_the_one_above_ended(added):
    rows, _ = added

    assert rows["low"].iloc[1:3].to_list() == pytest.approx(rows["high"].iloc[:2].to_list())
    assert rows[["low", "high"]].iloc[-1].to_list() == pytest.approx([0, 64.5])


def test_points_below_nothing_go_back_and_are_written_with_a_minus(added):
    rows, spec = added

    assert rows["label"].to_list() == ["21", "46", "−3", "64"]
    assert spec["description"] == "Diameter 7.5 cm 21; 强化方式 46; Rad-score −12 −3; Total 64"


def test_a_sum_beyond_the_axes_stays_in_the_figure():
    spec = plot_sum({"Diameter 40 cm": 180.0}, "Total", 150.0).to_dict()

    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"][1] > 180
