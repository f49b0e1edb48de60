"""What stands under a chart: nothing is drawn until it is opened, nothing is rendered until it is asked for."""

import io
from types import SimpleNamespace

import altair as alt
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from core.language import translate
from pages.shared import evidence, take_away


@pytest.fixture
def drawn():
    return []


@pytest.fixture
def shown_below(monkeypatch, reviewed, drawn):
    """A page of one figure; what it would send is kept beside it."""
    sent = {}

    def draw(language):
        drawn.append(language)
        return alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().encode(x="a:Q").properties(width=100)

    def page(draw):
        from pages.shared.take_away import offer_figure

        offer_figure("roc", draw, lambda: "a,b\n1,2\n")

    def keep(label, data, **settings):
        sent[settings["key"]] = SimpleNamespace(data=data, **settings)

    monkeypatch.setattr(evidence, "read_demo", lambda: reviewed)
    monkeypatch.setattr(take_away.st, "download_button", keep)
    test = AppTest.from_function(page, args=(draw,), default_timeout=30)
    return test, sent


def opened(test, **choices):
    test.session_state["take_roc"] = True
    test.run()
    for name, value in choices.items():
        test.segmented_control(key=f"take_roc_{name}").set_value(value).run()
    return test


def test_nothing_is_drawn_while_it_is_closed(shown_below, drawn):
    test, sent = shown_below

    test.run()

    assert not test.exception
    assert (drawn, sent) == ([], {})


def test_opened_it_draws_but_renders_nothing(shown_below, drawn, monkeypatch):
    test, sent = shown_below
    monkeypatch.setattr(take_away, "figure_file", lambda *_: pytest.fail("rendered without being asked"))

    assert not opened(test).exception
    assert drawn == ["en"]
    assert sent["take_roc_figure"].file_name == "hepasr-roc-84mm-en.svg"


def test_the_picture_is_as_dense_and_as_wide_as_chosen(shown_below):
    test, sent = shown_below

    opened(test, kind="png", width=174, dpi=600)

    picture = Image.open(io.BytesIO(sent["take_roc_figure"].data()))
    assert picture.width == pytest.approx(174 / 25.4 * 600, abs=1)
    assert picture.info["dpi"] == pytest.approx((600, 600), abs=0.1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_figure_says_in_its_language_what_it_is_not(shown_below, drawn, monkeypatch, language):
    monkeypatch.setattr(take_away, "has_font_for", lambda: True)
    test, sent = shown_below

    opened(test, language=language)

    text = sent["take_roc_figure"].data().decode()
    assert drawn[-1] == language
    assert translate("disclaimer.footer", language) in text
    assert translate("disclaimer.simulated", language) in text


def test_without_a_chinese_font_only_english_is_offered_and_it_says_why(shown_below, monkeypatch, shown):
    monkeypatch.setattr(take_away, "has_font_for", lambda: False)

    test = opened(shown_below[0])

    assert test.segmented_control(key="take_roc_language").options == ["English"]
    assert translate("take_away.no_font", "en") in shown(test)


def test_the_numbers_are_headed_by_what_they_are_not(shown_below):
    test, sent = shown_below

    opened(test)

    data = sent["take_roc_data"].data
    assert data == "# Research use only. Not a medical device.; Simulated data\na,b\n1,2\n"
