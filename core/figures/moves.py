"""How far each feature of a signature moves from the native to the interpolated to the super-resolved image."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from core.figures.nomogram import ROW_AXIS
from core.figures.palette import AXIS, MODEL_COLOURS, layer_in_style, signed_axis
from core.values import ARMS

ROW_HEIGHT = 30
WIDEST_NAME = 190


@dataclass(frozen=True)
class MoveLabels:
    """The words of the chart, in the reader's language.

    Parameters
    ----------
    arms : arm to its name on screen
    scale : axis title
    by_interpolation, by_network : what the two strokes of a row are
    """

    arms: Mapping[str, str]
    scale: str
    by_interpolation: str
    by_network: str


def plot_moves(moves: pd.DataFrame, labels: MoveLabels, description: str = "") -> alt.LayerChart:
    """Plot one row per feature: a dot per arm, thin from native to interpolated, thick from there to super-resolved.

    Parameters
    ----------
    moves : as `core.signature.moves.feature_moves` makes it, index the names to write beside the rows
    description : what a screen reader says of the chart; the rows and their moves when empty
    """
    rows = moves.rename_axis("feature").reset_index()
    x = alt.X("native:Q", title=labels.scale, scale=alt.Scale(zero=True), axis=signed_axis("+d", tickMinStep=1))
    y = alt.Y("feature:N", sort=None, axis=alt.Axis.from_dict(ROW_AXIS | {"labelLimit": WIDEST_NAME}))
    tips = [alt.Tooltip("feature:N", title="")]
    tips += [alt.Tooltip(f"{arm}:Q", title=labels.arms[arm], format="+.2f") for arm in ARMS]
    tips += [
        alt.Tooltip("by_interpolation:Q", title=labels.by_interpolation, format="+.2f"),
        alt.Tooltip("by_network:Q", title=labels.by_network, format="+.2f"),
    ]
    base = alt.Chart(rows).encode(y=y, tooltip=tips)
    domain = [labels.arms[arm] for arm in ARMS]
    colour = alt.Color(
        "arm:N",
        scale=alt.Scale(domain=domain, range=[MODEL_COLOURS[arm] for arm in ARMS]),
        legend=alt.Legend(
            orient="top", symbolType="circle", symbolSize=80, symbolStrokeWidth=0, offset=6, columnPadding=6
        ),
    )
    layers = [
        alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(color=AXIS).encode(x=alt.X("zero:Q")),
        base.mark_rule(color=AXIS, strokeWidth=1.4).encode(x=x, x2="interpolated:Q"),
        base.mark_rule(color=MODEL_COLOURS["super-resolved"], strokeWidth=4, opacity=0.45).encode(
            x=alt.X("interpolated:Q"), x2="super-resolved:Q"
        ),
        *(
            base.transform_calculate(arm=f"'{labels.arms[arm]}'")
            .mark_circle(size=80, opacity=1, stroke="white", strokeWidth=1)
            .encode(x=alt.X(f"{arm}:Q"), color=colour)
            for arm in ARMS
        ),
    ]
    moved = {"by_interpolation": labels.by_interpolation, "by_network": labels.by_network}
    text = description or "; ".join(
        f"{row['feature']} {', '.join(f'{name} {row[column]:+.2f}' for column, name in moved.items())}"
        for _, row in rows.iterrows()
    )
    return layer_in_style(layers, ROW_HEIGHT * len(rows), text)
