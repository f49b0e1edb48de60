"""What speaks for and against the event in one patient, in nomogram points, and how the points add up."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from core.figures.palette import AWAY, INK, MUTED, TOWARDS, TRACK, layer_in_style

ROW_HEIGHT = 34
ROW_AXIS = {"labelColor": INK, "labelFontSize": 12, "labelLimit": 190, "labelPadding": 8}
ROW_AXIS |= {"title": None, "ticks": False, "domain": False, "grid": False}


def plot_points(points: Mapping[str, float], description: str = "") -> alt.LayerChart:
    """Plot signed points as bars to the right (for the event) and to the left (against it) of the average patient.

    Parameters
    ----------
    points : what to write beside a bar, e.g. ``"Largest diameter 6.8 cm"``, to its points, in the order to show; see
        `core.evaluation.nomogram.signed_points`
    description : what a screen reader says of the chart; the bars and their points when empty
    """
    signed = {name: _signed(value) for name, value in points.items()}
    reach = max([abs(value) for value in points.values()] + [1.0])
    frame = pd.DataFrame({"name": points.keys(), "points": points.values(), "label": signed.values()})
    frame = frame.assign(zero=0.0, low=-reach, high=reach, edge=1.12 * reach)
    scale = alt.Scale(domain=[-reach, 1.5 * reach], nice=False)
    axis = alt.Axis.from_dict(ROW_AXIS)
    bars = alt.Chart(frame).encode(y=alt.Y("name:N", sort=None, axis=axis))
    colour = alt.when("datum.points >= 0").then(alt.value(TOWARDS)).otherwise(alt.value(AWAY))
    layers = [
        bars.mark_bar(color=TRACK, size=10, cornerRadius=4).encode(alt.X("low:Q", axis=None, scale=scale), x2="high"),
        bars.mark_bar(size=10, cornerRadius=3).encode(alt.X("zero:Q"), alt.X2("points"), color=colour),
        bars.mark_tick(color=MUTED, size=16, thickness=1).encode(alt.X("zero:Q")),
        bars.mark_text(align="left", fontSize=12, color=INK).encode(alt.X("edge:Q"), text="label:N"),
    ]
    text = description or "; ".join(f"{name} {value}" for name, value in signed.items())
    return layer_in_style(layers, ROW_HEIGHT * len(points), text)


def plot_sum(points: Mapping[str, float], total: str, largest: float, description: str = "") -> alt.LayerChart:
    """Plot nomogram points as bars that go on where the one above ended, and their sum below.

    Parameters
    ----------
    points : what to write beside a bar to its points from the end of its axis, in the order to show
    total : what to write beside the sum
    largest : total that the nomogram reaches, where the bars could end
    description : what a screen reader says of the chart; the bars and their points when empty
    """
    values = [float(value) for value in points.values()]
    ends = np.cumsum(values)
    frame = pd.DataFrame({"name": [*points, total], "low": [0.0, *ends[:-1], 0.0], "high": [*ends, ends[-1]]})
    frame["label"] = [f"{value:.0f}".replace("-", "−") for value in (*values, ends[-1])]
    frame = frame.assign(start=0.0, end=largest, edge=frame[["low", "high"]].max(axis=1), sum=frame["name"] == total)
    low, high = min(0.0, *frame["high"]), max(largest, *frame["high"])
    scale = alt.Scale(domain=[low, high + 0.12 * (high - low)], nice=False)
    axis = alt.Axis.from_dict(ROW_AXIS)
    bars = alt.Chart(frame).encode(y=alt.Y("name:N", sort=None, axis=axis))
    colour = alt.when("datum.sum").then(alt.value(INK)).otherwise(alt.value(TOWARDS))
    layers = [
        bars.mark_bar(color=TRACK, size=10, cornerRadius=4).encode(alt.X("start:Q", axis=None, scale=scale), x2="end"),
        bars.mark_bar(size=10, cornerRadius=3).encode(alt.X("low:Q"), alt.X2("high"), color=colour),
        bars.mark_text(align="left", dx=6, fontSize=12, color=INK).encode(alt.X("edge:Q"), text="label:N"),
    ]
    text = description or "; ".join(f"{row.name} {row.label}" for row in frame.itertuples(index=False))
    return layer_in_style(layers, ROW_HEIGHT * len(frame), text)


def _signed(points: float) -> str:
    whole = round(points)
    return f"{whole:+d}".replace("-", "−") if whole else "0"
