"""Calibration: what happened at each risk, smooth with its band and in groups with theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from core.evaluation.calibration_curve import CalibrationCurve
from core.figures.curves import Bands
from core.figures.marks import band, dots, styled
from core.figures.palette import AXIS, layer_in_style


@dataclass(frozen=True)
class CalibrationLabels:
    """Every text of the figure, already in the reader's language.

    Parameters
    ----------
    models : model name to the name on screen
    risk, observed : axis titles
    distance : what the mean distance of risk and curve is called
    description : what a screen reader says of the chart; put together from the other texts when empty
    """

    models: Mapping[str, str]
    risk: str
    observed: str
    distance: str
    description: str = ""


def plot_calibration(
    curves: Mapping[str, CalibrationCurve], groups: Bands, labels: CalibrationLabels, height: int = 300
) -> alt.LayerChart:
    """Plot the share of events by risk; on the diagonal a risk of 30 % means 30 in 100.

    Parameters
    ----------
    curves : model name to its smooth curve
    groups : model name to `core.evaluation.calibration.calibration_groups`, shown as dots with their intervals
    height : pixels of the plot
    """
    names = {name: f"{labels.models[name]} {curve.mean_distance:.3f}" for name, curve in curves.items()}
    percents = alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    unit = alt.Scale(domain=[0, 1])
    x = alt.X("risk:Q", title=labels.risk, axis=percents, scale=unit)
    y = alt.Y("share:Q", title=labels.observed, axis=percents, scale=unit)
    legend = alt.Legend(title=labels.distance, orient="bottom", columns=1, symbolType="stroke", rowPadding=3, offset=8)
    colour, dash = styled(names, legend)
    smooth = {name: _smooth(curve) for name, curve in curves.items()}
    lines = pd.concat(table.assign(name=names[name]) for name, table in smooth.items())
    seen = pd.concat([_seen(groups[name]).assign(name=names[name]) for name in curves])
    whiskers = alt.Chart(seen).mark_rule(strokeWidth=1, opacity=0.55)
    layers = [
        alt.Chart(pd.DataFrame({"risk": [0, 1], "share": [0, 1]}))
        .mark_line(strokeDash=[3, 3], color=AXIS)
        .encode(x, y),
        *band(smooth, names, {"risk": "risk"}, (x, y, colour)),
        alt.Chart(lines).mark_line(strokeWidth=2, clip=True).encode(x, y, colour, dash),
        whiskers.encode(x, alt.Y("ci_low:Q", title=labels.observed), alt.Y2("ci_high"), colour),
        dots(seen).encode(x, y, colour),
    ]
    text = labels.description or f"{labels.observed}, {labels.risk}; {labels.distance}: " + "; ".join(names.values())
    return layer_in_style(layers, height, text)


def _smooth(curve: CalibrationCurve) -> pd.DataFrame:
    smooth = curve.smooth
    columns = {"risk": smooth.at, "share": smooth.value, "ci_low": smooth.ci_low, "ci_high": smooth.ci_high}
    return pd.DataFrame(columns)


def _seen(groups: pd.DataFrame) -> pd.DataFrame:
    table = groups.assign(risk=groups["expected"] / groups["n"], share=groups["observed"])
    return table[["risk", "share", "ci_low", "ci_high"]]
