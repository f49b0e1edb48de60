"""The matrix of comparisons: every pair twice, with opposite signs."""

import pandas as pd
import pytest

from core.figures.comparison import ComparisonLabels, plot_comparisons

NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


@pytest.fixture(scope="module")
def spec():
    table = pd.DataFrame(
        {"score_a": ["a", "a", "b"], "score_b": ["b", "c", "c"], "difference": [0.1, -0.02, 0.0]}
        | {"p_holm": [0.0004, 0.2, float("nan")]}
    )
    return plot_comparisons(table, ComparisonLabels(NAMES, "<difference>")).to_dict()


@pytest.fixture(scope="module")
def cells(spec):
    return pd.DataFrame(spec["datasets"][spec["data"]["name"] if "data" in spec else spec["layer"][0]["data"]["name"]])


def test_each_pair_stands_on_both_sides_with_opposite_signs(cells):
    told = cells.set_index(["row", "column"])["value"]

    assert len(cells) == 6
    assert (told["Alpha", "Beta"], told["Beta", "Alpha"]) == ("+0.100", "−0.100")
    assert told["Beta", "Gamma"] == told["Gamma", "Beta"] == "+0.000"


def test_p_values_are_written_as_papers_do(cells):
    assert cells["p"].head(3).to_list() == ["P < 0.001", "P = 0.200", "P –"]


def test_only_a_small_p_gets_a_strong_colour(cells):
    assert cells["strength"].head(3).to_list() == [0.55, 0.16, 0.16]


def test_the_chart_says_every_pair_once(spec):
    assert (
        spec["description"]
        == "<difference>: Alpha − Beta +0.100, P < 0.001; Alpha − Gamma −0.020, P = 0.200; Beta − Gamma +0.000, P –"
    )
