"""The parts of curves; how they come together is tested where the curves are."""

import altair as alt
import pandas as pd
import pytest

from core.figures.marks import band, pick_from, rule, rule_at, shade, styled, thin
from core.figures.moving import named
from core.figures.palette import MODEL_COLOURS, MODEL_DASHES, OTHER_COLOURS, SOLID

BANDS = {"combined": pd.DataFrame({"threshold": [0.1, 0.2], "ci_low": [0, 0.1], "ci_high": [0.3, 0.4]})}
NAMES = {"combined": "Combined", "my score": "Mine", "none": "No one"}


@pytest.fixture
def axes():
    x, y = alt.X("threshold:Q", title="Threshold"), alt.Y("net_benefit:Q", title="Net benefit", axis=None, scale=None)
    return x, y, styled(NAMES, alt.Legend())[0]


def test_models_keep_their_styles_and_others_take_free_ones():
    colour, dash = (part.to_dict()["scale"] for part in styled(NAMES, alt.Legend()))

    assert colour["range"][:2] == [MODEL_COLOURS["combined"], OTHER_COLOURS[0]]
    assert (dash["range"][0], dash["range"][2]) == (MODEL_DASHES["combined"], SOLID)


def test_a_band_spans_its_ends_under_the_title_of_its_lines(axes):
    (layer,) = band(BANDS, NAMES, {"threshold": "threshold"}, axes)

    spec = layer.to_dict()
    assert (spec["encoding"]["y"]["field"], spec["encoding"]["y2"]["field"]) == ("ci_low", "ci_high")
    assert spec["encoding"]["y"]["title"] == "Net benefit"
    assert {row["name"] for row in spec["datasets"][spec["data"]["name"]]} == {"Combined"}


def test_no_bands_are_no_layer(axes):
    assert band({}, NAMES, {"threshold": "threshold"}, axes) == []


def test_no_range_is_no_shade_and_a_rule_has_its_value_above():
    x = alt.X("threshold:Q")

    assert shade(None, x) == []
    assert [layer.to_dict()["mark"]["type"] for layer in rule(x, named("rule"))] == ["rule", "text"]
    assert rule_at(0.35)["label"].to_list() == ["35%"]


@pytest.mark.parametrize(("start", "layers"), [(0.6, 1), (0.99, 0), (float("nan"), 0)])
def test_a_veil_lies_only_where_something_is_left_to_cover(start, layers):
    x = alt.X("threshold:Q").scale(domain=[0, 0.99])

    assert len(thin(start, x)) == layers


def test_points_to_pick_carry_every_value_and_the_threshold_now():
    wide = pd.DataFrame({"threshold": [0.1, 0.2], "combined": [0.3, 0.2], "none": [0.0, 0.0]})

    points = pick_from(wide, {"combined": "Combined", "none": "No one"}, 0.2)

    assert points.to_dict("list") == {"threshold": [0.1, 0.2], "v0": [0.3, 0.2], "moved_from": [0.2, 0.2]}
