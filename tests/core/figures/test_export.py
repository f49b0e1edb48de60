"""Charts as files to print."""

from xml.etree import ElementTree

import pytest

from core.figures.curves import plot_roc
from core.figures.export import COLUMN_MM, PAGE_MM, svg_text


@pytest.mark.parametrize("width_mm", [COLUMN_MM, PAGE_MM])
def test_a_figure_is_as_wide_as_asked_for(rocs, labels, width_mm):
    root = ElementTree.fromstring(svg_text(plot_roc(rocs, labels), width_mm))

    assert root.tag.endswith("svg")
    assert float(root.get("width")) == pytest.approx(width_mm / 25.4 * 96, abs=2)


def test_the_chart_that_is_printed_stays_as_it_was(rocs, labels):
    chart = plot_roc(rocs, labels)

    svg_text(chart)

    assert chart.to_dict()["width"] == "container"


def test_words_of_both_languages_are_in_the_file(rocs, labels):
    text = svg_text(plot_roc(rocs, labels))

    assert "联合模型" in text
    assert "Clinical model" in text
