"""One look for every chart: each model has a colour and a dash of its own, dark enough to be seen."""

import numpy as np
import pytest

from core.figures.palette import (
    AWAY,
    INK,
    MODEL_COLOURS,
    MODEL_DASHES,
    MUTED,
    OTHER_COLOURS,
    OTHER_DASHES,
    TOWARDS,
    TREAT_ALL_DASH,
    line_styles,
    percent,
)


def contrast_on_white(colour):
    """WCAG 2.1 contrast ratio."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return 1.05 / (linear @ [0.2126, 0.7152, 0.0722] + 0.05)


@pytest.mark.parametrize("colour", [*MODEL_COLOURS.values(), *OTHER_COLOURS])
def test_a_line_stands_out_from_white(colour):
    assert contrast_on_white(colour) >= 3


@pytest.mark.parametrize("colour", [INK, MUTED])
def test_text_can_be_read_on_white(colour):
    assert contrast_on_white(colour) >= 4.5


def test_no_two_models_share_a_colour_or_a_dash():
    assert MODEL_COLOURS.keys() == MODEL_DASHES.keys()
    assert len({*MODEL_COLOURS.values(), TOWARDS, AWAY}) == len(MODEL_COLOURS) + 2
    assert len({tuple(dash) for dash in [*MODEL_DASHES.values(), TREAT_ALL_DASH]}) == len(MODEL_DASHES) + 1


def test_other_scores_share_no_colour_and_no_dash_with_a_model():
    assert not {*OTHER_COLOURS} & {*MODEL_COLOURS.values(), TOWARDS, AWAY, INK}
    dashes = [tuple(dash) for dash in (*OTHER_DASHES, *MODEL_DASHES.values(), TREAT_ALL_DASH)]
    assert len({*dashes}) == len(dashes)


def test_a_model_keeps_its_style_whatever_comes_before_it():
    styles = line_styles(["mine", "combined", "yours"])

    assert (styles["combined"].colour, styles["combined"].dash) == (MODEL_COLOURS["combined"], MODEL_DASHES["combined"])
    assert [styles[name].colour for name in ("mine", "yours")] == list(OTHER_COLOURS[:2])


def test_more_scores_than_colours_begin_again():
    styles = line_styles([f"s{n}" for n in range(len(OTHER_COLOURS) + 1)])

    assert styles["s0"] == list(styles.values())[-1]


@pytest.mark.parametrize(("share", "text"), [(0, "0%"), (0.35, "35%"), (0.355, "35.5%"), (1, "100%"), (0.29, "29%")])
def test_a_share_is_written_as_short_as_it_is(share, text):
    assert percent(share) == text
