"""A chart whose threshold moves: the chart stays, its small tables do not."""

import altair as alt
import pandas as pd
import pytest

from core.figures.moving import let_move, named, with_tables
from core.figures.palette import layer_in_style


def at(threshold):
    return {"here": pd.DataFrame({"threshold": [threshold]})}, f"At {threshold}"


@pytest.fixture
def chart():
    still = alt.Chart(pd.DataFrame({"threshold": [0.0, 1.0]})).mark_line().encode(x="threshold:Q")
    moving = alt.Chart(named("here")).mark_rule().encode(x="threshold:Q")
    return with_tables(layer_in_style([still, moving], 100, "First"), at(0.1)[0])


def test_a_chart_with_its_tables_is_whole_by_itself(chart):
    spec = chart.to_dict()

    assert spec["datasets"]["here"] == [{"threshold": 0.1}]
    assert {layer["data"]["name"] for layer in spec["layer"]} == set(spec["datasets"])


def test_moving_changes_the_named_table_and_the_words_alone(chart):
    figure = let_move(chart, at)
    (before, _), (after, text) = figure.at(0.1), figure.at(0.2)

    assert text == "At 0.2"
    assert after["datasets"]["here"]["threshold"].to_list() == [0.2]
    assert {**before, "datasets": 0} == {**after, "datasets": 0}


def test_what_a_screen_reader_hears_is_not_part_of_what_is_drawn(chart):
    assert "description" not in let_move(chart, at).spec
