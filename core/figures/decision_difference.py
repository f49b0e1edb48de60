"""By how much one strategy is worth more than another, over the threshold."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import numpy as np
import pandas as pd

from core.evaluation.decision_scales import Scale
from core.figures.decision import AXES, Marked, axes_of
from core.figures.labels import CurveLabels
from core.figures.marks import dots, pick, pick_from, rule, rule_at, shade, thin
from core.figures.moving import Moved, MovingFigure, let_move, named, with_tables
from core.figures.palette import AXIS, INK, MUTED, layer_in_style, percent


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
    x, y = axes_of(table, labels, AXES[scale][0])
    low, high = marked.sensible or (0.0, 1.0)
    seen = table[table["threshold"].between(low, high)] if table["threshold"].between(low, high).any() else table
    ends = min(0.0, float(seen["ci_low"].min())), max(0.0, float(seen["ci_high"].max()))
    y = y.scale(domain=[ends[0] - 0.2 * np.ptp(ends) - 1e-6, ends[1] + 0.2 * np.ptp(ends) + 1e-6], nice=False)
    drawn = table.rename(columns={"difference": "worth"})
    base = alt.Chart(drawn).encode(x)
    edge = alt.Y("ci_low:Q", title=labels.net_benefit, axis=y["axis"], scale=y["scale"])
    layers = [
        *shade(marked.sensible, x),
        *thin(marked.thin_from, x),
        base.mark_area(opacity=0.16, color=MUTED, line=False, clip=True).encode(edge, alt.Y2("ci_high")),
        alt.Chart(pd.DataFrame({"worth": [0.0]})).mark_rule(color=AXIS, strokeWidth=1).encode(y),
        base.mark_line(color=INK, strokeWidth=2, clip=True).encode(y),
        *rule(x, named("rule")),
        dots(named("stands")).encode(x, y, color=alt.value(INK)),
        pick(_ends(labels), labels.threshold, AXES[scale][1], named("points")).encode(x),
    ]
    tables, text = _move_difference(drawn, labels)(marked.threshold)
    return with_tables(layer_in_style(layers, height, text), tables)


def moving_difference(
    table: pd.DataFrame, marked: Marked, labels: CurveLabels, height: int = 230, scale: Scale = "net_benefit"
) -> MovingFigure:
    """As `plot_benefit_difference`, drawn once for every threshold.

    Parameters
    ----------
    table, marked, labels, height, scale : as in `plot_benefit_difference`
    """
    chart = plot_benefit_difference(table, marked, labels, height, scale)
    return let_move(chart, _move_difference(table.rename(columns={"difference": "worth"}), labels))


def _move_difference(drawn: pd.DataFrame, labels: CurveLabels) -> Callable[[float], Moved]:
    def move(threshold: float) -> Moved:
        row = drawn.iloc[int((drawn["threshold"] - threshold).abs().argmin())]
        stands = pd.DataFrame({"worth": [row["worth"]], "threshold": [row["threshold"]]})
        interval = f"{row['worth']:.3f} ({row['ci_low']:.3f}–{row['ci_high']:.3f})"
        text = labels.description or f"{labels.net_benefit}, {labels.threshold} {percent(threshold)}: {interval}"
        points = pick_from(drawn, _ends(labels), threshold)
        return {"rule": rule_at(threshold), "stands": stands, "points": points}, text

    return move


def _ends(labels: CurveLabels) -> dict[str, str]:
    return {"worth": labels.net_benefit, "ci_low": "2.5 %", "ci_high": "97.5 %"}
