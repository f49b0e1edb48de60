"""A number of every model with its interval, one line each on a common scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class Lane:
    """One line.

    Parameters
    ----------
    name : on screen
    colour : of dot and bar, as HTML has it
    value : where the dot stands
    interval : from where to where the bar goes; None for no bar
    text, detail : the number in words, and what is said smaller beside it
    """

    name: str
    colour: str
    value: float
    interval: tuple[float, float] | None
    text: str
    detail: str = ""


@dataclass(frozen=True)
class Scale:
    """The scale lines share: its ends, its ticks (place to label), and a dashed line across, if any."""

    low: float
    high: float
    ticks: Mapping[float, str]
    mark: float | None = None

    def place(self, value: float) -> str:
        """Distance from the left end; beyond an end, the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return f"{100 * share:.1f}%"


def show_lanes(lanes: Iterable[Lane], scale: Scale) -> None:
    """Draw the lines, and the axis below."""
    rows = "".join(_row(lane, scale) for lane in lanes)
    ticks = "".join(f'<i style="left:{scale.place(at)}">{escape(label)}</i>' for at, label in scale.ticks.items())
    st.html(f'<div class="forest">{rows}<span></span><div class="axis">{ticks}</div><span></span></div>')


def _row(lane: Lane, scale: Scale) -> str:
    parts = [f'<i style="left:{scale.place(lane.value)};background:{lane.colour}"></i>']
    if lane.interval is not None:
        low, high = map(scale.place, lane.interval)
        parts.insert(0, f'<b style="left:{low};right:calc(100% - {high});background:{lane.colour}"></b>')
    if scale.mark is not None:
        parts.insert(0, f'<u style="left:{scale.place(scale.mark)}"></u>')
    numbers = f"{escape(lane.text)} <small>{escape(lane.detail)}</small>"
    return f'<span>{escape(lane.name)}</span><div class="lane">{"".join(parts)}</div><span>{numbers}</span>'
