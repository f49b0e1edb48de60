"""ROC curves of several models; with `plot_risk_place`, charts a threshold moves through.

Each function takes results and words and returns an Altair chart. It estimates nothing and knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import altair as alt
import numpy as np
import pandas as pd

from core.evaluation.decision_curve import THRESHOLDS
from core.evaluation.roc import RocCurve
from core.figures.labels import CurveLabels
from core.figures.marks import band, caught, dots, styled
from core.figures.moving import Moved, MovingFigure, let_move, named, with_tables
from core.figures.palette import AXIS, INK, layer_in_style, percent
from core.figures.place import plot_risk_place

__all__ = ["CurveLabels", "plot_risk_place", "plot_roc"]

Bands = Mapping[str, pd.DataFrame]
"""Model name to its band, as `core.evaluation.roc_band` makes it."""

DRAWN_POINTS = 800
"""Points of one ROC curve that a screen can show apart."""


def plot_roc(
    curves: Mapping[str, RocCurve],
    labels: CurveLabels,
    threshold: float | None = None,
    height: int = 300,
    bands: Bands | None = None,
    *,
    clickable: bool = False,
) -> alt.LayerChart:
    """Plot ROC curves, with a dot where each flags at the threshold.

    Parameters
    ----------
    curves : model name to its curve
    threshold : on the scale of the scores; no dots when None
    height : pixels of the plot
    bands : of the sensitivity by false positive rate, to lay under the curves
    clickable : whether a click chooses the nearest point of any curve at a whole per cent, as the selection ``pick``
        with the field ``threshold``; needs scores that are probabilities, and a threshold

    Notes
    -----
    Points are joined by straight lines: a step where scores differ, oblique where an event and a non-event share a
    score, so that the area drawn is the AUC printed.
    """
    names = {name: _with_auc(labels.models[name], curve) for name, curve in curves.items()}
    percents = alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    x = alt.X("x:Q", title=labels.false_positive_rate, axis=percents, scale=alt.Scale(domain=[0, 1]))
    y = alt.Y("y:Q", title=labels.true_positive_rate, axis=percents, scale=alt.Scale(domain=[0, 1]))
    legend = alt.Legend(title=labels.auc, orient="bottom", columns=1, symbolType="stroke", rowPadding=3, offset=8)
    colour, dash = styled(names, legend)
    points = pd.concat([_drawn(curve).assign(name=names[model]) for model, curve in curves.items()])
    lines = alt.Chart(points).mark_line(strokeWidth=2, strokeJoin="miter")
    layers = [
        alt.Chart(pd.DataFrame({"x": [0, 1], "y": [0, 1]})).mark_line(strokeDash=[3, 3], color=AXIS).encode(x, y),
        *band(bands or {}, names, {"x": "false_positive_rate"}, (x, y, colour)),
        lines.encode(x, y, colour, dash, order="order:Q"),
    ]
    if threshold is None:
        text = labels.description or _spoken(names, labels)
        return layer_in_style(layers, height, text)
    layers += [dots(named("stands")).encode(x, y, colour), _where()]
    layers += [_pickable(labels).encode(x, y)] if clickable else []
    tables, text = _move_roc(curves, names, labels)(threshold)
    used = tables if clickable else {name: table for name, table in tables.items() if name != "points"}
    return with_tables(layer_in_style(layers, height, text), used)


def moving_roc(
    curves: Mapping[str, RocCurve], labels: CurveLabels, threshold: float, height: int = 300
) -> MovingFigure:
    """As `plot_roc` with dots and clicks, drawn once for every threshold."""
    names = {name: _with_auc(labels.models[name], curve) for name, curve in curves.items()}
    chart = plot_roc(curves, labels, threshold, height, clickable=True)
    return let_move(chart, _move_roc(curves, names, labels))


def _move_roc(
    curves: Mapping[str, RocCurve], names: Mapping[str, str], labels: CurveLabels
) -> Callable[[float], Moved]:
    steps = pd.DataFrame(
        [(*curve.point_at(t), labels.models[name], t) for name, curve in curves.items() for t in THRESHOLDS],
        columns=["x", "y", "model", "threshold"],
    )

    def move(threshold: float) -> Moved:
        at = [(*curve.point_at(threshold), names[model], threshold) for model, curve in curves.items()]
        where = f"{labels.threshold} {percent(threshold)}"
        tables = {
            "stands": pd.DataFrame(at, columns=["x", "y", "name", "threshold"]),
            "where": pd.DataFrame({"label": [where], "threshold": [threshold]}),
            "points": steps.assign(moved_from=threshold),
        }
        return tables, labels.description or f"{where}; {_spoken(names, labels)}"

    return move


def _spoken(names: Mapping[str, str], labels: CurveLabels) -> str:
    return f"{labels.true_positive_rate}, {labels.false_positive_rate}; {labels.auc}: {'; '.join(names.values())}"


def _where() -> alt.Chart:
    """The threshold in words in the lower right corner, where no good curve passes."""
    note = alt.Chart(named("where")).mark_text(
        align="right", baseline="bottom", dx=-6, dy=-6, color=INK, fontWeight=600
    )
    shown: alt.Chart = note.encode(x=alt.value("width"), y=alt.value("height"), text="label:N")
    return shown


def _pickable(labels: CurveLabels) -> alt.Chart:
    """Unseen points of every curve at every whole per cent."""
    rates = {"y": labels.true_positive_rate, "x": labels.false_positive_rate, "threshold": labels.threshold}
    tooltip = [alt.Tooltip(f"{field}:Q", title=title, format=".3~p") for field, title in rates.items()]
    return caught(alt.Chart(named("points")).encode(tooltip=[alt.Tooltip("model:N", title=""), *tooltip]))


def _with_auc(name: str, curve: RocCurve) -> str:
    return f"{name} {curve.auc:.3f} ({curve.ci_low:.2f}–{curve.ci_high:.2f})"


def _drawn(curve: RocCurve) -> pd.DataFrame:
    """Turning points of a curve, no more than a screen can show apart."""
    x, y = curve.false_positive_rate, curve.true_positive_rate
    turns = np.abs(np.diff(x[:-1]) * np.diff(y[1:]) - np.diff(x[1:]) * np.diff(y[:-1])) > 0
    kept = np.flatnonzero(np.concatenate([[True], turns, [True]]))
    kept = kept[np.unique(np.linspace(0, kept.size - 1, DRAWN_POINTS).round().astype(int))]
    return pd.DataFrame({"x": x[kept], "y": y[kept], "order": np.arange(kept.size)})
