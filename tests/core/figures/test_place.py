"""Where a risk lies in a cohort: densities that are densities, lines where they belong."""

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError
from core.figures.place import GRID, density, plot_risk_place


@pytest.fixture(scope="module")
def spec(cohort, labels):
    event, risks = cohort
    return plot_risk_place(risks["combined"], event, 0.71, 0.35, labels).to_dict()


def rows(spec, position):
    return pd.DataFrame(spec["datasets"][spec["layer"][position]["data"]["name"]])


@pytest.mark.parametrize("risks", [[0.5], [0.0, 0.0], [0.0, 0.02, 1.0], np.linspace(0.1, 0.9, 40)])
def test_a_density_has_an_area_of_one_even_at_the_edges(risks):
    assert np.trapezoid(density(np.asarray(risks)), GRID) == pytest.approx(1, abs=0.01)


def test_a_density_is_highest_where_the_risks_lie():
    assert GRID[density(np.array([0.68, 0.7, 0.72])).argmax()] == pytest.approx(0.7)


def test_both_outcomes_are_drawn_with_their_number_of_patients(spec, labels):
    assert rows(spec, 0)["name"].unique().tolist() == [f"{labels.non_event} (n = 33)", f"{labels.event} (n = 27)"]


def test_the_threshold_is_dashed_and_the_patient_solid(spec):
    threshold, patient = spec["layer"][1], spec["layer"][3]

    assert (rows(spec, 1)["risk"].item(), threshold["mark"]["strokeDash"]) == (0.35, [4, 3])
    assert (rows(spec, 3)["risk"].item(), patient["mark"]["strokeDash"]) == (0.71, [1, 0])


def test_the_two_lines_write_at_two_heights(spec):
    assert spec["layer"][2]["mark"]["dy"] != spec["layer"][4]["mark"]["dy"]


@pytest.mark.parametrize(("risk", "align"), [(0.03, "left"), (0.5, "center"), (0.97, "right")])
def test_the_patients_label_stays_inside_the_chart(cohort, labels, risk, align):
    event, risks = cohort

    spec = plot_risk_place(risks["combined"], event, risk, 0.35, labels).to_dict()

    assert spec["layer"][4]["mark"]["align"] == align


def test_the_description_tells_risk_threshold_and_groups(spec):
    assert all(part in spec["description"] for part in ("71%", "35%", "n = 33", "n = 27"))


def test_scores_that_are_no_risks_are_refused(labels):
    with pytest.raises(CohortError, match="every risk must be a probability"):
        plot_risk_place([-2.0, 3.1], [0, 1], 0.5, 0.35, labels)
