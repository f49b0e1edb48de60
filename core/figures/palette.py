"""The look every chart shares: one colour per model on every page, ink and hairlines, no box, no shadow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils.schemapi import disable_debug_mode

disable_debug_mode()  # a chart is checked once, when it is written, and not at every step of its making
alt.data_transformers.disable_max_rows()  # a cohort of ten thousand patients is drawn whole

FONT = "Inter, Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
INK = "#0F172A"
MUTED = "#5B6B80"
HAIRLINE = "#E7ECF1"
AXIS = "#B6C2D0"
TRACK = "#EEF2F6"
BAND = "#0F766E"

MODEL_COLOURS = {
    "clinical": "#64748B",
    "native": "#C2700C",
    "interpolated": "#7C8B1A",
    "super-resolved": "#0F766E",
    "combined": "#4338CA",
}
"""Model name to line colour."""

MODEL_DASHES = {
    "clinical": [2, 2],
    "native": [6, 2],
    "interpolated": [8, 2, 2, 2],
    "super-resolved": [14, 2],
    "combined": [1, 0],
}
"""Model name to line style: the second cue, for print and for eyes that see these colours alike."""

OTHER_COLOURS = ("#1D6FB8", "#8A5A2B", "#9A3FA8", "#3F7D20", "#B5480F", "#475569")
"""Line colours of scores that are no model of this software; no model has one of them."""

OTHER_DASHES = ([10, 3], [4, 4], [12, 3, 3, 3, 3, 3], [3, 5], [7, 3, 1, 3], [16, 5])
"""Line styles of the same."""

TREAT_ALL_DASH = [5, 4]
SOLID = [1, 0]

TOWARDS = "#A23B5A"
"""What speaks for the event, and cases that had it. No model has this colour."""

AWAY = "#7C93B2"
"""What speaks against the event, and cases that did not have it."""

CLASS_COLOURS = {
    "shape": "#999933",
    "firstorder": "#332288",
    "glcm": "#CC6677",
    "glrlm": "#5BA4CF",
    "glszm": "#117733",
    "gldm": "#AA4499",
    "ngtdm": "#C9A227",
}
"""Feature class to colour, after Tol's scheme for eyes that see red and green alike. No model has one of these."""

OTHER_CLASS = "#94A3B8"
"""Features whose name tells no class."""


@dataclass(frozen=True)
class LineStyle:
    """Colour and dash of one line."""

    colour: str
    dash: list[int]


def line_styles(names: Iterable[str]) -> dict[str, LineStyle]:
    """Name to its style: a model keeps its own on every chart, other names take others in the order they come."""
    styles, others = {}, 0
    for name in names:
        if name in MODEL_COLOURS:
            styles[name] = LineStyle(MODEL_COLOURS[name], MODEL_DASHES[name])
        else:
            place = others % len(OTHER_COLOURS)
            styles[name] = LineStyle(OTHER_COLOURS[place], OTHER_DASHES[place])
            others += 1
    return styles


_TEXT: dict[str, Any] = {
    "labelFont": FONT,
    "titleFont": FONT,
    "labelColor": MUTED,
    "titleColor": INK,
    "labelFontSize": 11,
}

HOUSE_STYLE: dict[str, Any] = {
    "font": FONT,
    "background": "transparent",
    "padding": {"left": 4, "right": 10, "top": 4, "bottom": 4},
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": 11},
    "axis": _TEXT
    | {"titleFontSize": 12, "titleFontWeight": 500, "domainColor": AXIS, "tickColor": AXIS, "tickSize": 4},
    "axisX": {"grid": False, "titlePadding": 6},
    "axisY": {"grid": True, "gridColor": HAIRLINE, "titlePadding": 8},
    "legend": _TEXT
    | {
        "labelColor": INK,
        "labelLimit": 0,
        "title": None,
        "titleColor": MUTED,
        "titleFontSize": 11,
        "titleFontWeight": 400,
    }
    | {"symbolStrokeWidth": 2.2, "symbolSize": 220, "symbolOpacity": 1},
}
"""Vega-Lite configuration: horizontal hairlines only."""


def layer_in_style(layers: Sequence[alt.Chart], height: int, description: str) -> alt.LayerChart:
    """Lay charts over one another in the house look, as wide as the place they are shown in.

    `height` is that of the plot in pixels; axes, legend and labels come on top of it, on a page as in a file.
    """
    return alt.LayerChart(
        layer=list(layers),
        width="container",
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=description,
        config=alt.Config(**HOUSE_STYLE),
    )


def signed_axis(written: str, **look: Any) -> alt.Axis:
    """An axis whose labels have their sign, in this format, and 0 has none."""
    return alt.Axis(labelExpr=f"datum.value ? format(datum.value, '{written}') : '0'", **look)


def percent(share: float) -> str:
    """A probability as text, with a decimal only where it has one."""
    return f"{100 * share:.3g}%"
