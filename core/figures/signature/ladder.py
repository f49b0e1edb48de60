"""The same recipe judged ever more strictly: one AUC below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from core.figures.palette import AXIS, BAND, INK, MUTED, layer_in_style

ROW = 34
"""Pixels of one rung."""

Rung = tuple[str, float, float | None, float | None]
"""What was done, its AUC, and the ends of its 95 % interval where there is one."""


def plot_ladder(rungs: Sequence[Rung], labels: Mapping[str, str]) -> alt.LayerChart:
    """Plot AUCs with their intervals, in the order given, beside the line of chance.

    Parameters
    ----------
    rungs : names are those on screen
    labels : ``auc``, the axis title; ``interval``
    """
    table = pd.DataFrame(rungs, columns=["name", "auc", "low", "high"]).astype({"low": float, "high": float})
    table["text"] = table["auc"].map("{:.3f}".format)
    table["interval"] = ["–" if low is None else f"{low:.3f}–{high:.3f}" for _, _, low, high in rungs]
    lowest = min(0.5, float(table[["auc", "low"]].min().min()))
    scale = alt.Scale(domain=[max(lowest - 0.05, 0.0), 1.0], nice=False)
    x = alt.X("auc:Q", title=labels["auc"], scale=scale, axis=alt.Axis(format=".1f", tickCount=6))
    y = alt.Y("name:N", title=None, sort=list(table["name"]))
    y = y.axis(domain=False, ticks=False, labelFontSize=12, labelLimit=220)
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("auc:Q", title=labels["auc"], format=".3f"),
        alt.Tooltip("interval:N", title=labels["interval"]),
    ]
    rows = alt.Chart(table).encode(x=x, y=y, tooltip=tooltip)
    chance = alt.Chart(pd.DataFrame({"auc": [0.5]})).mark_rule(color=AXIS, strokeDash=[4, 3])
    known = alt.Chart(table.dropna(subset=["low"])).mark_rule(color=MUTED, strokeWidth=2)
    layers = [
        chance.encode(x=x),
        known.encode(x=alt.X("low:Q", title=labels["auc"], scale=scale), x2="high:Q", y=y),
        rows.mark_point(filled=True, size=90, color=BAND, opacity=1, stroke="white", strokeWidth=1.5),
        rows.mark_text(dy=-11, color=INK, fontWeight=600).encode(text="text:N"),
    ]
    told = "; ".join(f"{row.name} {row.text} ({row.interval})" for row in table.itertuples(index=False))
    return layer_in_style(layers, ROW * len(table) + 14, f"{labels['auc']}: {told}")
