"""The chart of reliability draws every feature once, medians on top, and says how many lie below the line."""

import numpy as np
import pandas as pd
import pytest

from core.features.agreement_table import ReliabilityTable
from core.features.names import family_of
from core.figures.reliability import ReliabilityLabels, plot_reliability

KINDS = {"original": "Original", "LoG": "LoG", "wavelet": "小波"}
LABELS = ReliabilityLabels("ICC, lower end", "Threshold", "1 of 4 below", KINDS, "Feature", "ICC (95 % CI)", "CCC")
NAMES = [f"{image}_glcm_{name}" for image in ("original", "wavelet-LLH") for name in ("Contrast", "Energy")]


@pytest.fixture
def table() -> ReliabilityTable:
    rows = pd.DataFrame({"feature": NAMES, "family": map(family_of, NAMES), "icc": [0.9, 0.95, 0.8, 0.2]})
    rows = rows.assign(icc_low=[0.8, 0.9, 0.6, -0.3], icc_high=0.99, ccc=0.7, worst="grown")
    return ReliabilityTable(rows, "native", 12, ("grown",), "p")


def rows(spec: dict, position: int) -> pd.DataFrame:
    data = spec["layer"][position].get("data", spec.get("data"))
    return pd.DataFrame(spec["datasets"][data["name"]])


def test_every_feature_is_a_stroke_with_its_interval(table) -> None:
    strokes = rows(plot_reliability(table, 0.75, "icc_low", LABELS).to_dict(), 0).set_index("feature")

    assert strokes["interval"]["original_glcm_Contrast"] == "0.900 (0.800–0.990)"
    assert strokes["kind"].tolist() == ["Original", "Original", "小波", "小波"]


def test_what_agrees_less_than_chance_lies_at_the_left_end(table) -> None:
    strokes = rows(plot_reliability(table, 0.75, "icc_low", LABELS).to_dict(), 0)

    assert strokes["value"].tolist() == [0.8, 0.9, 0.6, 0.0]


def test_medians_are_those_of_what_is_judged(table) -> None:
    medians = rows(plot_reliability(table, 0.75, "icc", LABELS).to_dict(), 1)

    assert medians["value"].to_numpy() == pytest.approx(np.array([0.925, 0.5]))


def test_the_line_stands_at_the_threshold_and_says_so(table) -> None:
    line = rows(plot_reliability(table, 0.6, "icc", LABELS).to_dict(), 2)

    assert line.to_dict("records") == [{"value": 0.6, "label": "Threshold 0.60"}]


def test_the_description_tells_how_many_lie_below(table) -> None:
    assert plot_reliability(table, 0.75, "icc_low", LABELS).to_dict()["description"] == "ICC, lower end: 1 of 4 below"
