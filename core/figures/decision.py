"""What a threshold is worth by several models: decision curves, on any scale.

Each function takes results and words and returns an Altair chart. It estimates nothing and knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import nan

import altair as alt
import numpy as np
import pandas as pd

from core.evaluation.decision_curve import FEW_FLAGGED, DecisionCurve
from core.evaluation.decision_draws import ALL, NONE
from core.evaluation.decision_scales import Scale, curve_on
from core.figures.labels import CurveLabels
from core.figures.marks import band, corner_note, dots, pick, pick_from, rule, rule_at, shade, styled, thin
from core.figures.moving import Moved, MovingFigure, let_move, named, with_tables
from core.figures.palette import layer_in_style, percent

Bands = Mapping[str, pd.DataFrame]
"""Model name to its band, as `core.evaluation.decision_draws` makes it, on the scale that is drawn."""

AXES: Mapping[Scale, tuple[str, str]] = {
    "net_benefit": (".2~f", ".3f"),
    "standardised": ("%", ".1%"),
    "avoided": ("d", ".1f"),
}
"""Scale to how numbers are written on the axis, and in a tooltip."""


@dataclass(frozen=True)
class Marked:
    """What a figure by threshold marks.

    Parameters
    ----------
    threshold : where the rule and the dots stand, probability
    sensible : range of thresholds to shade
    thin_from : threshold from which the plot is greyed to its end; NaN for none
    """

    threshold: float
    sensible: tuple[float, float] | None = None
    thin_from: float = nan


def plot_decision_curve(
    curves: Mapping[str, DecisionCurve],
    marked: Marked,
    labels: CurveLabels,
    height: int = 300,
    bands: Bands | None = None,
    scale: Scale = "net_benefit",
) -> alt.LayerChart:
    """Plot net benefit by threshold; a click moves the threshold.

    The chart holds a point selection named ``pick`` with the field ``threshold``: the nearest threshold of the table,
    wherever in the plot the click falls. A curve is pale where fewer than `FEW_FLAGGED` cases are flagged.

    Parameters
    ----------
    curves : model name to its curve, all of the same cases and rising thresholds
    marked : threshold, sensible range, and where few are flagged
    labels : of which `net_benefit` is the title of the axis, whatever the scale
    height : pixels of the plot
    bands : by threshold, on the scale drawn, to lay under the curves
    scale : that the worth is told on
    """
    wide, names = _side_by_side(curves, scale), _named(curves, labels)
    colour, dash = styled(names, alt.Legend(orient="top", columns=2, symbolType="stroke", columnPadding=14, offset=24))
    top = float(max(wide[[*curves, "all"]].max().max(), 0.01))
    x, y = axes_of(wide, labels, AXES[scale][0])
    y = y.scale(domain=[-0.16 * top, 1.05 * top], nice=False)
    lines = alt.Chart(_long(wide, curves, names)).encode(x, y, colour, dash)
    layers = [
        *shade(marked.sensible, x),
        *thin(marked.thin_from, x),
        *band(bands or {}, names, {"threshold": "threshold"}, (x, y, colour)),
        lines.transform_filter("datum.pale").mark_line(clip=True, strokeWidth=1.4, opacity=0.28),
        lines.transform_filter("!datum.pale && !datum.model").mark_line(clip=True, strokeWidth=1.3),
        lines.transform_filter("!datum.pale && datum.model").mark_line(clip=True, strokeWidth=2),
        *rule(x, named("rule")),
        dots(named("stands")).encode(x, y, colour),
        corner_note(labels.few_flagged),
        pick(names, labels.threshold, AXES[scale][1], named("points")).encode(x),
    ]
    tables, text = _move_curve(wide, names, labels)(marked.threshold)
    return with_tables(layer_in_style(layers, height, text), tables)


def moving_decision_curve(
    curves: Mapping[str, DecisionCurve],
    marked: Marked,
    labels: CurveLabels,
    height: int = 300,
    bands: Bands | None = None,
    scale: Scale = "net_benefit",
) -> MovingFigure:
    """As `plot_decision_curve`, drawn once for every threshold.

    Parameters
    ----------
    curves, marked, labels, height, bands, scale : as in `plot_decision_curve`
    """
    chart = plot_decision_curve(curves, marked, labels, height, bands, scale)
    return let_move(chart, _move_curve(_side_by_side(curves, scale), _named(curves, labels), labels))


def _move_curve(wide: pd.DataFrame, names: Mapping[str, str], labels: CurveLabels) -> Callable[[float], Moved]:
    models = [name for name in names if name not in {"all", "none"}]

    def move(threshold: float) -> Moved:
        at = {names[name]: float(np.interp(threshold, wide["threshold"], wide[name])) for name in models}
        stands = pd.DataFrame({"worth": at.values(), "name": at.keys(), "threshold": threshold})
        spoken = "; ".join(f"{name} {value:.3f}" for name, value in at.items())
        text = labels.description or f"{labels.net_benefit}, {labels.threshold} {percent(threshold)}: {spoken}"
        return {"rule": rule_at(threshold), "stands": stands, "points": pick_from(wide, names, threshold)}, text

    return move


def _named(curves: Mapping[str, DecisionCurve], labels: CurveLabels) -> dict[str, str]:
    return {name: labels.models[name] for name in curves} | {"all": labels.treat_all, "none": labels.treat_none}


def axes_of(table: pd.DataFrame, labels: CurveLabels, written: str) -> tuple[alt.X, alt.Y]:
    """Threshold and worth, the latter still without a domain."""
    x = alt.X("threshold:Q", title=labels.threshold, axis=alt.Axis(format="%", tickCount=10))
    y = alt.Y("worth:Q", title=labels.net_benefit, axis=alt.Axis(format=written, tickCount=6))
    return x.scale(domain=[0, float(table["threshold"].max())], nice=False), y


def _side_by_side(curves: Mapping[str, DecisionCurve], scale: Scale) -> pd.DataFrame:
    """One row per threshold with a finite worth, one column per model."""
    tables = {name: curve_on(scale, curve).set_index("threshold") for name, curve in curves.items()}
    wide = pd.DataFrame({name: table["worth"] for name, table in tables.items()})
    first = next(iter(tables.values()))
    wide = wide.assign(all=first[ALL], none=first[NONE])
    wide = wide.join(pd.DataFrame({f"flagged {name}": table["n_flagged"] for name, table in tables.items()}))
    return wide.replace([np.inf, -np.inf], np.nan).dropna().sort_index().reset_index()


def _long(wide: pd.DataFrame, curves: Mapping[str, DecisionCurve], names: Mapping[str, str]) -> pd.DataFrame:
    """One row per name and threshold; the first pale row also ends the full-coloured line, so that they meet."""
    parts = []
    for key, name in names.items():
        part = pd.DataFrame({"threshold": wide["threshold"], "worth": wide[key], "name": name})
        part["model"] = key in curves
        few = wide[f"flagged {key}"] < FEW_FLAGGED if key in curves else pd.Series(False, index=wide.index)
        seam = few & ~few.shift(fill_value=False)
        parts += [part.assign(pale=False)[~few | seam], part.assign(pale=True)[few]]
    return pd.concat(parts)
