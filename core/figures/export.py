"""A chart as a file to print: as wide as a column or a page of a journal."""

from __future__ import annotations

import io

import altair as alt

COLUMN_MM, PAGE_MM = 84, 174
"""Widths of one column and of a whole page."""
PIXELS_PER_MM = 96 / 25.4


def svg_text(chart: alt.LayerChart, width_mm: float = COLUMN_MM) -> str:
    """A chart as SVG, white behind, its axes within the width; needs no browser.

    Parameters
    ----------
    width_mm : of the whole figure
    """
    sized = chart.copy(deep=False)
    sized.width = round(width_mm * PIXELS_PER_MM)
    sized.background = "white"
    made = io.StringIO()
    sized.save(made, format="svg")
    return made.getvalue()
