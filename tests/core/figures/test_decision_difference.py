"""What the difference of two decision curves draws and says."""

import pandas as pd
import pytest

from core.evaluation.decision_draws import draw_net_benefits
from core.figures.decision import Marked
from core.figures.decision_difference import moving_difference, plot_benefit_difference

MARKED = Marked(0.35, sensible=(0.15, 0.6))


def drawn(chart, position):
    """Rows behind one layer, after its filter has been left out."""
    spec = chart.to_dict()
    return pd.DataFrame(spec["datasets"][spec["layer"][position]["data"]["name"]])


@pytest.fixture(scope="module")
def difference(cohort):
    return draw_net_benefits(*cohort, resamples=50).difference("combined", "clinical")


def test_a_difference_is_drawn_with_its_interval_and_the_threshold(difference, labels):
    chart = plot_benefit_difference(difference, MARKED, labels)
    row = difference.set_index("threshold").loc[0.35]

    assert drawn(chart, 1)[["ci_low", "ci_high"]].equals(difference[["ci_low", "ci_high"]])
    assert drawn(chart, -2)["worth"].to_list() == [row["difference"]]
    assert f"35%: {row['difference']:.3f} ({row['ci_low']:.3f}" in chart.to_dict()["description"]


def test_the_axis_of_a_difference_fits_the_sensible_range(difference, labels):
    spec = plot_benefit_difference(difference, MARKED, labels).to_dict()
    inside = difference[difference["threshold"].between(0.15, 0.6)]

    low, high = spec["layer"][1]["encoding"]["y"]["scale"]["domain"]

    assert low < min(inside["ci_low"].min(), 0) <= max(inside["ci_high"].max(), 0) < high


def test_a_difference_that_moves_is_the_one_drawn_there(difference, labels):
    spec, text = moving_difference(difference, MARKED, labels).at(0.5)
    there = plot_benefit_difference(difference, Marked(0.5, (0.15, 0.6)), labels).to_dict()

    assert text == there["description"]
    assert spec["datasets"]["stands"].to_dict("records") == there["datasets"]["stands"]
