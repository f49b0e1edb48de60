"""What a threshold is worth: decision curves of several models, and the difference of two.

Each function takes results and words and returns an Altair chart. It estimates nothing and knows no screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import altair as alt
import numpy as np
import pandas as pd

from core.evaluation.decision_curve import FEW_FLAGGED, DecisionCurve
from core.evaluation.decision_draws import ALL, NONE
from core.evaluation.decision_scales import Scale, curve_on
from core.figures.labels import CurveLabels
from core.figures.marks import band, corner_note, dots, pick, rule, shade, styled, thin
from core.figures.palette import AXIS, INK, MUTED, layer_in_style, percent

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
    wide = _side_by_side(curves, scale)
    names = {name: labels.models[name] for name in curves} | {"all": labels.treat_all, "none": labels.treat_none}
    colour, dash = styled(names, alt.Legend(orient="top", columns=2, symbolType="stroke", columnPadding=14, offset=24))
    top = float(max(wide[[*curves, "all"]].max().max(), 0.01))
    x, y = _axes(wide, labels, AXES[scale][0])
    y = y.scale(domain=[-0.16 * top, 1.05 * top], nice=False)
    lines = alt.Chart(_long(wide, curves, names)).encode(x, y, colour, dash)
    at = {name: np.interp(marked.threshold, wide["threshold"], wide[name]) for name in curves}
    stands = pd.DataFrame({"threshold": marked.threshold, "worth": at.values(), "name": [names[n] for n in at]})
    layers = [
        *shade(marked.sensible, x),
        *thin(marked.thin_from, x),
        *band(bands or {}, names, {"threshold": "threshold"}, (x, y, colour)),
        lines.transform_filter("datum.pale").mark_line(clip=True, strokeWidth=1.4, opacity=0.28),
        lines.transform_filter("!datum.pale && !datum.model").mark_line(clip=True, strokeWidth=1.3),
        lines.transform_filter("!datum.pale && datum.model").mark_line(clip=True, strokeWidth=2),
        *rule(marked.threshold, x),
        dots(stands).encode(x, y, colour),
        corner_note(labels.few_flagged),
        pick(wide.assign(moved_from=marked.threshold), names, labels.threshold, AXES[scale][1]).encode(x),
    ]
    text = labels.description or f"{labels.net_benefit}, {labels.threshold} {percent(marked.threshold)}: " + "; ".join(
        f"{names[name]} {value:.3f}" for name, value in at.items()
    )
    return layer_in_style(layers, height, text)


def plot_benefit_difference(
    table: pd.DataFrame, marked: Marked, labels: CurveLabels, height: int = 230, scale: Scale = "net_benefit"
) -> alt.LayerChart:
    """Plot by how much one strategy is worth more than another, with its interval; a click moves the threshold.

    Parameters
    ----------
    table : threshold, difference, ci_low, ci_high, as `NetBenefitDraws.difference` makes it
    marked : threshold, sensible range, and where few are flagged; the axis fits what lies in the sensible range
    labels : of which `net_benefit` names the difference
    height : pixels of the plot
    scale : that the difference is told on
    """
    x, y = _axes(table, labels, AXES[scale][0])
    low, high = marked.sensible or (0.0, 1.0)
    seen = table[table["threshold"].between(low, high)] if table["threshold"].between(low, high).any() else table
    ends = min(0.0, float(seen["ci_low"].min())), max(0.0, float(seen["ci_high"].max()))
    y = y.scale(domain=[ends[0] - 0.2 * np.ptp(ends) - 1e-6, ends[1] + 0.2 * np.ptp(ends) + 1e-6], nice=False)
    drawn = table.rename(columns={"difference": "worth"})
    here = drawn.iloc[[int((drawn["threshold"] - marked.threshold).abs().argmin())]]
    base = alt.Chart(drawn).encode(x)
    edge = alt.Y("ci_low:Q", title=labels.net_benefit, axis=y["axis"], scale=y["scale"])
    keys = {"worth": labels.net_benefit, "ci_low": "2.5 %", "ci_high": "97.5 %"}
    layers = [
        *shade(marked.sensible, x),
        *thin(marked.thin_from, x),
        base.mark_area(opacity=0.16, color=MUTED, line=False, clip=True).encode(edge, alt.Y2("ci_high")),
        alt.Chart(pd.DataFrame({"worth": [0.0]})).mark_rule(color=AXIS, strokeWidth=1).encode(y),
        base.mark_line(color=INK, strokeWidth=2, clip=True).encode(y),
        *rule(marked.threshold, x),
        dots(here).encode(x, y, color=alt.value(INK)),
        pick(drawn.assign(moved_from=marked.threshold), keys, labels.threshold, AXES[scale][1]).encode(x),
    ]
    told = {name: float(here[name].iloc[0]) for name in ("worth", "ci_low", "ci_high")}
    text = labels.description or (
        f"{labels.net_benefit}, {labels.threshold} {percent(marked.threshold)}: "
        f"{told['worth']:.3f} ({told['ci_low']:.3f}–{told['ci_high']:.3f})"
    )
    return layer_in_style(layers, height, text)


def _axes(table: pd.DataFrame, labels: CurveLabels, written: str) -> tuple[alt.X, alt.Y]:
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
