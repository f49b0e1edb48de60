"""How reliable features are, as a chart: every feature a stroke, by class and kind of image. Estimates nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from core.features.agreement_table import Bound, ReliabilityTable
from core.features.names import parse_name
from core.figures.palette import BAND, INK, MODEL_COLOURS, MUTED, layer_in_style

KINDS = {"original": MODEL_COLOURS["native"], "LoG": MODEL_COLOURS["combined"], "wavelet": BAND}
"""Kind of image to colour, in the order of the rows."""

OTHERS = MUTED
LOWEST = 0.0
"""Where the axis begins: what agrees less than chance is drawn at its left end."""


@dataclass(frozen=True)
class ReliabilityLabels:
    """The words of the chart, in the reader's language.

    Parameters
    ----------
    bound : axis title: what is held against the threshold
    threshold : what the line is
    below : how many lie below it, with ``{n}`` and ``{of}`` already filled
    kinds : kind of image to its name on screen
    feature, interval, concordance : what a stroke says when it is pointed at
    """

    bound: str
    threshold: str
    below: str
    kinds: Mapping[str, str]
    feature: str
    interval: str
    concordance: str


def plot_reliability(
    table: ReliabilityTable, threshold: float, by: Bound, labels: ReliabilityLabels, height: int = 320
) -> alt.LayerChart:
    """Plot each feature's ICC, or its lower end, by class and kind of image, with medians and the threshold.

    Parameters
    ----------
    threshold : where the line stands
    by : what is drawn: the lower end of the interval, or the estimate
    height : pixels of the plot
    """
    strokes = _strokes(table, by, labels)
    names = list(dict.fromkeys(strokes["kind"]))
    colours = {labels.kinds.get(kind, kind): colour for kind, colour in KINDS.items()}
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=names, range=[colours.get(name, OTHERS) for name in names]),
        legend=alt.Legend(orient="top", symbolType="square", symbolSize=70, symbolStrokeWidth=0, offset=18),
    )
    x = alt.X("value:Q", title=labels.bound, scale=alt.Scale(domain=[LOWEST, 1.0], nice=False))
    x = x.axis(format=".2~f", values=[0, 0.25, 0.5, 0.75, 1])
    y = alt.Y("feature_class:N", title=None, sort=list(dict.fromkeys(strokes["feature_class"])))
    places = {"x": x, "y": y, "yOffset": alt.YOffset("kind:N", sort=names)}
    tooltip = [
        alt.Tooltip("feature:N", title=labels.feature),
        alt.Tooltip("interval:N", title=labels.interval),
        alt.Tooltip("ccc:Q", title=labels.concordance, format=".3f"),
    ]
    medians = strokes.groupby(["feature_class", "kind"], sort=False, as_index=False)["value"].median()
    band = max(height / len(set(strokes["feature_class"])) / max(len(names), 1) - 3, 4)
    layers = [
        alt.Chart(strokes)
        .mark_tick(thickness=1.6, size=band, opacity=0.32)
        .encode(**places, color=colour, tooltip=tooltip),
        alt.Chart(medians).mark_tick(thickness=3, size=band + 3, color=INK).encode(**places),
        *_rule(threshold, f"{labels.threshold} {threshold:.2f}", x),
    ]
    return layer_in_style(layers, height, f"{labels.bound}: {labels.below}")


def _strokes(table: ReliabilityTable, by: Bound, labels: ReliabilityLabels) -> pd.DataFrame:
    rows = table.rows
    parts = [parse_name(feature) for feature in rows["feature"]]
    ends = rows[["icc", "icc_low", "icc_high"]].itertuples(index=False)
    return pd.DataFrame(
        {
            "feature": rows["feature"],
            "feature_class": [part.feature_class for part in parts],
            "kind": [labels.kinds.get(part.family, part.family) for part in parts],
            "value": rows[by].clip(lower=LOWEST),
            "interval": [f"{icc:.3f} ({low:.3f}–{high:.3f})" for icc, low, high in ends],
            "ccc": rows["ccc"],
        }
    )


def _rule(threshold: float, label: str, x: alt.X) -> list[alt.Chart]:
    rule = alt.Chart(pd.DataFrame({"value": [threshold], "label": [label]})).encode(x)
    text = rule.mark_text(color=MUTED, dy=-7, align="center").encode(text="label:N", y=alt.value(0))
    return [rule.mark_rule(color=MUTED, strokeDash=[4, 3], strokeWidth=1.3), text]
