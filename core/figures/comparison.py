"""All paired comparisons of AUCs as one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from core.figures.palette import AWAY, INK, TOWARDS, TRACK, layer_in_style

ROW_HEIGHT = 52


@dataclass(frozen=True)
class ComparisonLabels:
    """Every text of the figure, already in the reader's language.

    Parameters
    ----------
    models : model name to the name on screen
    difference : what a cell shows: AUC of the row less that of the column
    description : what a screen reader says of the chart; put together from the cells when empty
    """

    models: Mapping[str, str]
    difference: str
    description: str = ""


def plot_comparisons(table: pd.DataFrame, labels: ComparisonLabels) -> alt.LayerChart:
    """Plot a matrix of AUC differences, row less column, with Holm's P in each cell; strong colour below 0.05.

    Parameters
    ----------
    table : as `core.evaluation.comparisons.compare_all` makes it
    """
    back = table.rename(columns={"score_a": "score_b", "score_b": "score_a"}).assign(difference=0 - table["difference"])
    cells = pd.concat([table, back])[["score_a", "score_b", "difference", "p_holm"]]
    cells = cells.assign(row=cells["score_a"].map(labels.models), column=cells["score_b"].map(labels.models))
    cells["value"] = cells["difference"].map("{:+.3f}".format).str.replace("-", "−")
    cells["p"] = cells["p_holm"].map(_p_text)
    cells["strength"] = cells["p_holm"].lt(0.05).map({True: 0.55, False: 0.16})
    order = [labels.models[name] for name in dict.fromkeys([*table["score_a"], *table["score_b"]])]
    plain = {"title": None, "domain": False, "ticks": False, "grid": False, "labelColor": INK, "labelLimit": 160}
    x = alt.X("column:N", sort=order, axis=alt.Axis.from_dict(plain | {"orient": "top", "labelAngle": 0}))
    y = alt.Y("row:N", sort=order, axis=alt.Axis.from_dict(plain))
    colour = alt.when("datum.difference > 0").then(alt.value(TOWARDS)).when("datum.difference < 0")
    chart = alt.Chart(cells).encode(x, y)
    layers = [
        chart.mark_rect(stroke="white", strokeWidth=2).encode(
            color=colour.then(alt.value(AWAY)).otherwise(alt.value(TRACK)),
            opacity=alt.Opacity("strength:Q", scale=None),
        ),
        chart.mark_text(color=INK, dy=-6, fontWeight=600).encode(text="value:N"),
        chart.mark_text(color=INK, dy=9, fontSize=10).encode(text="p:N"),
    ]
    told = [
        f"{row} − {column} {value}, {p}" for row, column, value, p in cells[["row", "column", "value", "p"]].to_numpy()
    ]
    text = labels.description or f"{labels.difference}: " + "; ".join(told[: len(table)])
    return layer_in_style(layers, ROW_HEIGHT * len(order), text)


def _p_text(p_value: float) -> str:
    if pd.isna(p_value):
        return "P –"
    return "P < 0.001" if p_value < 0.001 else f"P = {p_value:.3f}"
