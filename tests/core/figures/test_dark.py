"""A chart on a dark page: other colours, the same marks, and the chart for a file left alone."""

import json

import numpy as np
import pytest

from core.figures.dark import DARK, DARK_MODEL_COLOURS, GROUND, in_dark
from core.figures.labels import CurveLabels
from core.figures.nomogram import plot_points
from core.figures.palette import (
    AWAY,
    CLASS_COLOURS,
    INK,
    MODEL_COLOURS,
    MUTED,
    OTHER_CLASS,
    OTHER_COLOURS,
    TOWARDS,
)
from core.figures.place import plot_risk_place

WORDS = CurveLabels({}, *["risk"] * 12)


def figure():
    return plot_risk_place(np.linspace(0, 1, 20), np.arange(20) % 2 == 0, 0.4, 0.3, WORDS)


def contrast(colour: str, ground: str) -> float:
    """Ratio of luminances by WCAG 2.2."""

    def luminance(text: str) -> float:
        share = np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)]) / 255
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    high, low = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_no_colour_of_a_light_page_is_left():
    text = json.dumps(in_dark(figure()).to_dict())

    assert not [colour for colour in (INK, MUTED, AWAY, TOWARDS) if colour in text]


def test_the_names_beside_rows_can_be_read_on_a_dark_page():
    rows = plot_points({"Diameter": 3.0, "Rad-score": -12.0})

    assert INK not in json.dumps(in_dark(rows).to_dict())
    assert INK in json.dumps(rows.to_dict())


def test_the_chart_that_goes_to_a_file_is_left_as_it_is():
    light = figure()
    before = json.dumps(light.to_dict())

    in_dark(light)

    assert json.dumps(light.to_dict()) == before


def test_only_colours_differ():
    light, text = figure(), json.dumps(figure().to_dict())
    for colour, other in DARK.items():
        text = text.replace(f'"{colour}"', f'"{other}"')

    assert text == json.dumps(in_dark(light).to_dict())


@pytest.mark.parametrize("colour", [INK, MUTED])
def test_words_are_legible_on_a_dark_card(colour):
    assert contrast(DARK[colour], GROUND) >= 4.5


@pytest.mark.parametrize(
    "colour", [*MODEL_COLOURS.values(), *CLASS_COLOURS.values(), *OTHER_COLOURS, TOWARDS, AWAY, OTHER_CLASS]
)
def test_marks_are_seen_on_a_dark_card(colour):
    assert contrast(DARK.get(colour, colour), GROUND) >= 3


def test_every_model_keeps_a_colour_of_its_own():
    assert set(DARK_MODEL_COLOURS) == set(MODEL_COLOURS)
    assert len(set(DARK_MODEL_COLOURS.values())) == len(MODEL_COLOURS)
