"""Calibration: what happened at each risk, smooth with its band and in groups with theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from core.evaluation.calibration_curve import CalibrationCurve, CorrectedCurve
from core.figures.curves import Bands
from core.figures.marks import band, dots, styled
from core.figures.palette import AXIS, INK, MUTED, SOLID, layer_in_style


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


@dataclass(frozen=True)
class CorrectionLabels:
    """Every text of a corrected curve, already in the reader's language.

    Parameters
    ----------
    risk, observed : axis titles
    apparent, corrected : what the two curves are called
    """

    risk: str
    observed: str
    apparent: str
    corrected: str


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
    x, y = _axes(labels.risk, labels.observed)
    legend = alt.Legend(title=labels.distance, orient="bottom", columns=1, symbolType="stroke", rowPadding=3, offset=8)
    colour, dash = styled(names, legend)
    smooth = {name: _smooth(curve) for name, curve in curves.items()}
    lines = pd.concat(table.assign(name=names[name]) for name, table in smooth.items())
    seen = pd.concat([_seen(groups[name]).assign(name=names[name]) for name in curves])
    whiskers = alt.Chart(seen).mark_rule(strokeWidth=1, opacity=0.55)
    layers = [
        _diagonal(x, y),
        *band(smooth, names, {"risk": "risk"}, (x, y, colour)),
        alt.Chart(lines).mark_line(strokeWidth=2, clip=True).encode(x, y, colour, dash),
        whiskers.encode(x, alt.Y("ci_low:Q", title=labels.observed), alt.Y2("ci_high"), colour),
        dots(seen).encode(x, y, colour),
    ]
    text = labels.description or f"{labels.observed}, {labels.risk}; {labels.distance}: " + "; ".join(names.values())
    return layer_in_style(layers, height, text)


def plot_correction(curve: CorrectedCurve, labels: CorrectionLabels, height: int = 300) -> alt.LayerChart:
    """Plot an apparent calibration curve beside the same curve freed of optimism.

    Parameters
    ----------
    curve : as `core.evaluation.calibration_curve.correct_calibration` makes it; places no resample reaches are left out
    height : pixels of the plot
    """
    x, y = _axes(labels.risk, labels.observed)
    names = [labels.apparent, labels.corrected]
    legend = alt.Legend(orient="bottom", columns=1, symbolType="stroke", rowPadding=3, offset=8)
    colour = alt.Color("name:N", scale=alt.Scale(domain=names, range=[MUTED, INK]), legend=legend)
    dash = alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=[[5, 4], SOLID]), legend=legend)
    parts = [
        pd.DataFrame({"risk": curve.at, "share": share, "name": name}).dropna()
        for name, share in zip(names, (curve.apparent, curve.corrected), strict=True)
    ]
    lines = alt.Chart(pd.concat(parts)).mark_line(strokeWidth=2, clip=True).encode(x, y, colour, dash)
    return layer_in_style([_diagonal(x, y), lines], height, f"{labels.observed}, {labels.risk}: {'; '.join(names)}")


def _axes(risk: str, observed: str) -> tuple[alt.X, alt.Y]:
    percents = alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    unit = alt.Scale(domain=[0, 1])
    return (
        alt.X("risk:Q", title=risk, axis=percents, scale=unit),
        alt.Y("share:Q", title=observed, axis=percents, scale=unit),
    )


def _diagonal(x: alt.X, y: alt.Y) -> alt.Chart:
    ends = pd.DataFrame({"risk": [0, 1], "share": [0, 1]})
    line: alt.Chart = alt.Chart(ends).mark_line(strokeDash=[3, 3], color=AXIS).encode(x, y)
    return line


def _smooth(curve: CalibrationCurve) -> pd.DataFrame:
    smooth = curve.smooth
    columns = {"risk": smooth.at, "share": smooth.value, "ci_low": smooth.ci_low, "ci_high": smooth.ci_high}
    return pd.DataFrame(columns)


def _seen(groups: pd.DataFrame) -> pd.DataFrame:
    table = groups.assign(risk=groups["expected"] / groups["n"], share=groups["observed"])
    return table[["risk", "share", "ci_low", "ci_high"]]
