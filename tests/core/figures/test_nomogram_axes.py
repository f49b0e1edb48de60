"""The printed nomogram: every axis, its marks in place, and one patient's line."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.evaluation.nomogram import build_nomogram
from core.figures.nomogram_axes import NomogramLabels, plot_nomogram
from core.values import LogisticModel, Term

LABELS = NomogramLabels({"stage": "Stage", "afp": "AFP, ng/mL", "age": "Age"}, "Points", "Total", "Risk")
PATIENT = {"stage": "C", "afp": 400.0, "age": 61}


@pytest.fixture(scope="module")
def nomogram():
    terms = (
        Term("stage", reference="A", level="B"),
        Term("stage", reference="A", level="C"),
        Term("afp", low=0, high=4.2, transform="log10"),
        Term("age", low=30, high=80),
    )
    return build_nomogram(LogisticModel("clinical", terms, [-3, -0.4, 0.9, 0.8, 0.02], np.eye(5), 0.4, "event", 98, 43))


@pytest.fixture(scope="module")
def spec(nomogram):
    return plot_nomogram(nomogram, LABELS, PATIENT).to_dict()


def rows(spec, place):
    return pd.DataFrame(spec["datasets"][spec["layer"][place]["data"]["name"]])


def test_axes_stand_in_the_order_they_are_read(spec):
    assert rows(spec, 0)["axis"].to_list() == ["Points", "Stage", "AFP, ng/mL", "Age", "Total", "Risk"]


def test_the_widest_axis_spans_all_points(spec):
    span = rows(spec, 0).set_index("axis").loc["AFP, ng/mL"]

    assert (span["low"], span["high"]) == pytest.approx((0, 100))


def test_levels_and_powers_are_written_at_their_points(spec, nomogram):
    marks = rows(spec, 1).set_index(["axis", "label"])["x"]

    assert marks["Stage", "C"] == pytest.approx(float(nomogram.scales[0].points(2)))
    assert marks["AFP, ng/mL", "100"] == pytest.approx(float(nomogram.scales[1].points(100)))


def test_a_marked_risk_stands_above_its_total(spec, nomogram):
    marks = rows(spec, 1).set_index(["axis", "label"])["x"]

    total = marks["Risk", "50%"] * nomogram.largest_total / 100

    assert nomogram.risk(total) == pytest.approx(0.5)


def test_a_patient_has_a_dot_on_every_axis_but_the_first(spec, nomogram):
    dots = rows(spec, -1)

    assert dots["axis"].to_list() == ["Stage", "AFP, ng/mL", "Age", "Total", "Risk"]
    assert dots["x"].iloc[-1] * nomogram.largest_total / 100 == pytest.approx(nomogram.total(PATIENT))


def test_lines_lead_values_up_to_the_points_and_the_total_down_to_the_risk(spec):
    lines = rows(spec, -2).set_index("axis")["to"]

    assert lines.to_dict() == {
        "Stage": "Points",
        "AFP, ng/mL": "Points",
        "Age": "Points",
        "Total": "Risk",
        "Risk": "Risk",
    }


def test_a_value_the_axis_does_not_reach_stays_in_the_figure_and_is_hollow(nomogram):
    spec = plot_nomogram(nomogram, LABELS, PATIENT | {"afp": 1e9}).to_dict()

    dots = rows(spec, -1).set_index("axis")
    assert dots.loc["AFP, ng/mL", "x"] == 100
    assert dots["reached"].to_dict()["AFP, ng/mL"] is False
    assert dots["reached"].to_dict()["Age"] is True


def test_levels_are_written_in_the_language_of_the_reader(nomogram):
    labels = replace(LABELS, levels={"C": "丙"})

    assert "丙" in set(rows(plot_nomogram(nomogram, labels).to_dict(), 1)["label"])


def test_without_a_patient_there_are_no_dots(nomogram):
    plain = plot_nomogram(nomogram, LABELS).to_dict()

    assert [layer["mark"]["type"] for layer in plain["layer"]] == ["rule", "tick", "text", "text"]


def test_the_chart_says_where_the_patient_stands(spec, nomogram):
    assert f"Total {nomogram.total(PATIENT):.0f}, Risk " in spec["description"]
