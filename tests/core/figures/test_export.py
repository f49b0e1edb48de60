"""Charts as files to print."""

import io
import re
from xml.etree import ElementTree

import altair as alt
import pytest
from PIL import Image

from core.errors import SettingError
from core.figures.curves import plot_roc
from core.figures.export import CHINESE, COLUMN_MM, PAGE_MM, figure_file, has_font_for, svg_text

CAPTION = ("Research use only. Not a medical device.", "Simulated data")


@pytest.fixture
def chart(rocs, labels):
    return plot_roc(rocs, labels)


@pytest.mark.parametrize("width_mm", [COLUMN_MM, PAGE_MM])
def test_an_svg_is_exactly_as_wide_as_asked_for(chart, width_mm):
    root = ElementTree.fromstring(svg_text(chart, width_mm))

    assert root.tag.endswith("svg")
    assert root.get("width") == f"{width_mm}mm"


@pytest.mark.parametrize("width_mm", [COLUMN_MM, PAGE_MM])
def test_type_keeps_its_size_at_every_width(chart, width_mm):
    drawn = float(ElementTree.fromstring(svg_text(chart, width_mm)).get("viewBox").split()[2])

    assert drawn == pytest.approx(width_mm / 25.4 * 96, abs=2)


@pytest.mark.parametrize("width_mm", [COLUMN_MM, PAGE_MM])
def test_a_pdf_page_is_exactly_as_wide_as_asked_for(chart, width_mm):
    page = re.search(rb"/MediaBox \[0 0 ([\d.]+)", figure_file(chart, "pdf", width_mm))

    assert float(page[1]) / 72 * 25.4 == pytest.approx(width_mm, abs=0.01)


@pytest.mark.parametrize("dpi", [300, 600])
def test_a_png_has_the_dots_that_its_width_and_density_ask_for(chart, dpi):
    picture = Image.open(io.BytesIO(figure_file(chart, "png", COLUMN_MM, dpi)))

    assert picture.width == pytest.approx(COLUMN_MM / 25.4 * dpi, abs=1)
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_a_png_is_white_behind(chart):
    picture = Image.open(io.BytesIO(figure_file(chart, "png")))

    assert picture.getpixel((1, 1)) == (255, 255, 255, 255)


def test_several_views_side_by_side_are_scaled_to_the_width(chart):
    single = alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().encode(x="a:Q")

    root = ElementTree.fromstring(svg_text(alt.hconcat(single, single, single), COLUMN_MM))

    assert root.get("width") == "84mm"
    assert float(root.get("viewBox").split()[2]) > 400


def test_the_caption_stands_in_every_file(chart):
    text = svg_text(chart, caption=CAPTION)
    plain, captioned = (Image.open(io.BytesIO(figure_file(chart, "png", caption=c))).height for c in ((), CAPTION))

    assert all(line in text for line in CAPTION)
    assert captioned > plain


def test_the_chart_that_is_printed_stays_as_it_was(chart):
    before = chart.to_dict()

    svg_text(chart, caption=CAPTION)

    assert chart.to_dict() == before


def test_words_of_both_languages_are_in_the_file(chart):
    text = svg_text(chart)

    assert "联合模型" in text
    assert "Clinical model" in text


def test_a_kind_of_file_that_is_not_made_is_refused(chart):
    with pytest.raises(SettingError, match=r"svg, pdf, png, but 'eps'"):
        figure_file(chart, "eps")


def test_latin_is_drawn_on_every_machine_and_unassigned_characters_on_none():
    assert has_font_for("abc")
    assert not has_font_for("\u0378\u0379")


@pytest.mark.skipif(not has_font_for(CHINESE), reason="no font for Chinese on this machine")
def test_chinese_characters_of_a_chart_are_told_apart_in_the_picture():
    charts = [alt.Chart(alt.Data(values=[{"a": 1}])).mark_text(text=character) for character in CHINESE]

    assert len({figure_file(chart, "png") for chart in charts}) == len(CHINESE)
