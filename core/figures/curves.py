"""ROC and decision curves of several models; with `plot_risk_place`, every chart a threshold moves through.

Each function takes results and words and returns an Altair chart. It estimates nothing and knows no screen.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from core.evaluation.decision_curve import FEW_FLAGGED, DecisionCurve
from core.evaluation.roc import RocCurve
from core.figures.labels import CurveLabels
from core.figures.marks import band, corner_note, dots, pick, rule, shade, styled
from core.figures.palette import AXIS, layer_in_style, percent
from core.figures.place import plot_risk_place

__all__ = ["CurveLabels", "plot_decision_curve", "plot_risk_place", "plot_roc"]

Bands = Mapping[str, pd.DataFrame]
"""Model name to its band, as `core.evaluation.roc_band` or `core.evaluation.decision_draws` make it."""

DRAWN_POINTS = 800
"""Points of one ROC curve that a screen can show apart."""


def plot_roc(
    curves: Mapping[str, RocCurve],
    labels: CurveLabels,
    threshold: float | None = None,
    height: int = 300,
    bands: Bands | None = None,
) -> alt.LayerChart:
    """Plot ROC curves, with a dot where each flags at the threshold.

    Parameters
    ----------
    curves : model name to its curve
    threshold : on the scale of the scores; no dots when None
    height : pixels of the plot
    bands : of the sensitivity by false positive rate, to lay under the curves

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
    if threshold is not None:
        at = [(*curve.point_at(threshold), names[model]) for model, curve in curves.items()]
        layers.append(dots(pd.DataFrame(at, columns=["x", "y", "name"])).encode(x, y, colour))
    text = (
        labels.description
        or f"{labels.true_positive_rate}, {labels.false_positive_rate}; {labels.auc}: " + "; ".join(names.values())
    )
    return layer_in_style(layers, height, text)


def plot_decision_curve(
    curves: Mapping[str, DecisionCurve],
    threshold: float,
    labels: CurveLabels,
    sensible: tuple[float, float] | None = None,
    height: int = 300,
    bands: Bands | None = None,
) -> alt.LayerChart:
    """Plot net benefit by threshold; a click moves the threshold.

    The chart holds a point selection named ``pick`` with the field ``threshold``: the nearest threshold of the table,
    wherever in the plot the click falls. A curve is pale where fewer than `FEW_FLAGGED` cases are flagged.

    Parameters
    ----------
    curves : model name to its curve, all of the same cases and rising thresholds
    threshold : where the rule and the dots stand
    sensible : range of thresholds to shade
    height : pixels of the plot
    bands : of the net benefit by threshold, to lay under the curves
    """
    wide = _side_by_side(curves)
    names = {name: labels.models[name] for name in curves} | {"all": labels.treat_all, "none": labels.treat_none}
    colour, dash = styled(names, alt.Legend(orient="top", columns=2, symbolType="stroke", columnPadding=14, offset=24))
    top = float(max(wide[[*curves, "all"]].max().max(), 0.01))
    x = alt.X("threshold:Q", title=labels.threshold, axis=alt.Axis(format="%", tickCount=10))
    y = alt.Y("net_benefit:Q", title=labels.net_benefit, axis=alt.Axis(format=".2~f", tickCount=6))
    x = x.scale(domain=[0, float(wide["threshold"].max())], nice=False)
    y = y.scale(domain=[-0.16 * top, 1.05 * top], nice=False)
    lines = alt.Chart(_long(wide, curves, names)).encode(x, y, colour, dash)
    at = {name: np.interp(threshold, wide["threshold"], wide[name]) for name in curves}
    stands = pd.DataFrame({"threshold": threshold, "net_benefit": at.values(), "name": [names[n] for n in at]})
    layers = [
        *shade(sensible, x),
        *band(bands or {}, names, {"threshold": "threshold"}, (x, y, colour)),
        lines.transform_filter("datum.pale").mark_line(clip=True, strokeWidth=1.4, opacity=0.28),
        lines.transform_filter("!datum.pale && !datum.model").mark_line(clip=True, strokeWidth=1.3),
        lines.transform_filter("!datum.pale && datum.model").mark_line(clip=True, strokeWidth=2),
        *rule(threshold, x),
        dots(stands).encode(x, y, colour),
        corner_note(labels.few_flagged),
        pick(wide, names, labels.threshold).encode(x),
    ]
    text = labels.description or f"{labels.net_benefit}, {labels.threshold} {percent(threshold)}: " + "; ".join(
        f"{names[name]} {value:.3f}" for name, value in at.items()
    )
    return layer_in_style(layers, height, text)


def _with_auc(name: str, curve: RocCurve) -> str:
    return f"{name} {curve.auc:.3f} ({curve.ci_low:.2f}–{curve.ci_high:.2f})"


def _drawn(curve: RocCurve) -> pd.DataFrame:
    """Turning points of a curve, no more than a screen can show apart."""
    x, y = curve.false_positive_rate, curve.true_positive_rate
    turns = np.abs(np.diff(x[:-1]) * np.diff(y[1:]) - np.diff(x[1:]) * np.diff(y[:-1])) > 0
    kept = np.flatnonzero(np.concatenate([[True], turns, [True]]))
    kept = kept[np.unique(np.linspace(0, kept.size - 1, DRAWN_POINTS).round().astype(int))]
    return pd.DataFrame({"x": x[kept], "y": y[kept], "order": np.arange(kept.size)})


def _side_by_side(curves: Mapping[str, DecisionCurve]) -> pd.DataFrame:
    """One row per threshold with a finite net benefit, one column per model."""
    tables = {name: curve.table.set_index("threshold") for name, curve in curves.items()}
    wide = pd.DataFrame({name: table["net_benefit"] for name, table in tables.items()})
    first = next(iter(tables.values()))
    wide = wide.assign(all=first["treat_all"], none=0.0)
    wide = wide.join(pd.DataFrame({f"flagged {name}": table["n_flagged"] for name, table in tables.items()}))
    return wide.replace([np.inf, -np.inf], np.nan).dropna().sort_index().reset_index()


def _long(wide: pd.DataFrame, curves: Mapping[str, DecisionCurve], names: Mapping[str, str]) -> pd.DataFrame:
    """One row per name and threshold; the first pale row also ends the full-coloured line, so that they meet."""
    parts = []
    for key, name in names.items():
        part = pd.DataFrame({"threshold": wide["threshold"], "net_benefit": wide[key], "name": name})
        part["model"] = key in curves
        few = wide[f"flagged {key}"] < FEW_FLAGGED if key in curves else pd.Series(False, index=wide.index)
        seam = few & ~few.shift(fill_value=False)
        parts += [part.assign(pale=False)[~few | seam], part.assign(pale=True)[few]]
    return pd.concat(parts)
