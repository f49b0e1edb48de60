"""A chart on a dark page: the same marks, each colour exchanged for its light counterpart. Files stay as they are."""

from __future__ import annotations

from typing import Any, TypeVar

import altair as alt
from altair.utils.schemapi import SchemaBase

from core.figures.palette import AWAY, AXIS, BAND, HAIRLINE, INK, MODEL_COLOURS, MUTED, OTHER_CLASS, TOWARDS, TRACK

Figure = TypeVar("Figure", alt.LayerChart, dict[str, Any])

GROUND = "#151F2E"
"""What cards are made of on a dark page, and so what white edges and midpoints become."""

DARK_MODEL_COLOURS = {
    "clinical": "#94A3B8",
    "native": "#F0A04B",
    "interpolated": "#B9C74A",
    "super-resolved": "#2DD4BF",
    "combined": "#9A92FF",
}
"""Model name to line colour: the hue each has on a light page, lighter."""

DARK = {
    INK: "#E6EDF6",
    MUTED: "#9FB0C6",
    HAIRLINE: "#233044",
    AXIS: "#4A5C76",
    TRACK: "#233044",
    BAND: DARK_MODEL_COLOURS["super-resolved"],
    TOWARDS: "#E57D9C",
    AWAY: "#8FA8C9",
    OTHER_CLASS: "#A9B7CA",
    "white": GROUND,
    "#FFFFFF": GROUND,
    "#1D6FB8": "#5FA8EA",
    "#8A5A2B": "#CB9A68",
    "#9A3FA8": "#CF85DB",
    "#3F7D20": "#7FBF5E",
    "#B5480F": "#F0804A",
    "#475569": "#A9B7CA",
    "#332288": "#8F80E6",
    "#117733": "#4DB36F",
    "#AA4499": "#D678C6",
    "#3D5A80": "#6F93C4",
    "#D8A5B4": "#B98494",
} | {colour: DARK_MODEL_COLOURS[model] for model, colour in MODEL_COLOURS.items()}
"""Colour on a light page to colour on a dark one; any other is legible on both."""


def in_dark(figure: Figure) -> Figure:
    """The chart, or its Vega-Lite, for a dark page; the given one is left as it is, and their data is one."""
    dark: Figure = _exchanged(figure)
    return dark


def _exchanged(part: Any) -> Any:
    if isinstance(part, str):
        return DARK.get(part, part)
    if isinstance(part, list | tuple):
        return type(part)(_exchanged(item) for item in part)
    if isinstance(part, dict):
        return {name: _exchanged(item) for name, item in part.items()}
    if isinstance(part, SchemaBase):
        copy = part.copy(deep=False)
        for name, item in part._kwds.items():
            copy._kwds[name] = _exchanged(item)
        object.__setattr__(copy, "_args", tuple(map(_exchanged, part._args)))  # a colour read by `from_dict` is one
        return copy
    return part
