"""What speaks for and against the event in one patient, in nomogram points."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from core.figures.palette import AWAY, INK, MUTED, TOWARDS, TRACK, layer_in_style

ROW_HEIGHT = 34


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
    text_style = {"labelColor": INK, "labelFontSize": 12, "labelLimit": 190, "labelPadding": 8}
    axis = alt.Axis.from_dict(text_style | {"title": None, "ticks": False, "domain": False, "grid": False})
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


def _signed(points: float) -> str:
    whole = round(points)
    return f"{whole:+d}".replace("-", "−") if whole else "0"
