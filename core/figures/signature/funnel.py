"""How many features each step of a selection leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from core.figures.palette import INK, MODEL_COLOURS, layer_in_style

ROW = 30
"""Pixels of one bar with its gap."""


def plot_funnel(
    funnels: Mapping[str, Sequence[tuple[str, int]]], steps: Mapping[str, str], labels: Mapping[str, str]
) -> alt.LayerChart:
    """Plot the features left after each step, one bar per image, with its number.

    Parameters
    ----------
    funnels : arm to (step, features left), in order
    steps : step to its name on screen
    labels : arm to its name; ``features``, the axis title

    Notes
    -----
    Lengths are square roots of the counts, so that the last few features can still be seen beside a thousand.
    """
    rows = pd.DataFrame(
        [(labels[arm], steps.get(step, step), n) for arm, funnel in funnels.items() for step, n in funnel],
        columns=["arm", "step", "n"],
    )
    order, arms = list(dict.fromkeys(rows["step"])), list(dict.fromkeys(rows["arm"]))
    x = alt.X("n:Q", title=labels["features"], scale=alt.Scale(type="sqrt", nice=False), axis=None)
    y = alt.Y("step:N", title=None, sort=order, axis=alt.Axis(domain=False, ticks=False, labelFontSize=12, grid=False))
    colour = alt.Color(
        "arm:N",
        scale=alt.Scale(domain=arms, range=[MODEL_COLOURS[arm] for arm in funnels]),
        legend=alt.Legend(orient="top", symbolType="square", symbolStrokeWidth=0) if len(arms) > 1 else None,
    )
    tooltip = [alt.Tooltip("step:N"), alt.Tooltip("arm:N"), alt.Tooltip("n:Q", title=labels["features"], format=",")]
    bars = alt.Chart(rows).encode(x=x, y=y, yOffset=alt.YOffset("arm:N", sort=arms), tooltip=tooltip)
    layers = [
        bars.mark_bar(cornerRadiusEnd=2, opacity=0.9).encode(color=colour),
        bars.mark_text(align="left", dx=5, color=INK, fontWeight=600).encode(text=alt.Text("n:Q", format=",")),
    ]
    told = "; ".join(f"{row.arm} {row.step} {row.n}" for row in rows.itertuples())
    return layer_in_style(
        layers, (ROW if len(arms) == 1 else 3 * ROW // 2) * len(order), f"{labels['features']}: {told}"
    )
