"""What super-resolution does to features, and how it was learnt, as charts. Estimates nothing and knows no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from core.figures.palette import AXIS, BAND, MUTED, TOWARDS, layer_in_style, signed_axis

DRAWN_STEPS = 300
"""Points of one learning curve that a screen can show apart."""
DASHES = ([1, 0], [6, 3], [2, 2], [10, 3, 2, 3])
"""Line styles of the runs, in turn."""


@dataclass(frozen=True)
class TrustLabels:
    """The words of the trust chart, in the reader's language.

    Parameters
    ----------
    network, bspline : axis titles
    trusted, flagged : features at or above B-spline, and below it
    feature, family : what a dot is called when it is pointed at
    """

    network: str
    bspline: str
    trusted: str
    flagged: str
    feature: str
    family: str


@dataclass(frozen=True)
class LearningLabels:
    """The words of the learning curve, in the reader's language.

    Parameters
    ----------
    minutes, gain : axis titles
    train, validation : patches trained on, volumes held back for choices
    """

    minutes: str
    gain: str
    train: str
    validation: str


def plot_trust(trust: pd.DataFrame, labels: TrustLabels, height: int = 320) -> alt.LayerChart:
    """Plot every feature's concordance with the truth: super-resolved against B-spline, with the line of equality.

    Parameters
    ----------
    trust : one row per feature; feature, family, ccc_network, ccc_bspline, below_bspline
    height : pixels of the plot

    Notes
    -----
    Above the line the network is nearer to the truth. Both axes have one scale, which begins at 0 or, where a
    concordance is negative, at the lowest one.
    """
    names = {False: labels.trusted, True: labels.flagged}
    counts = {flag: int((trust["below_bspline"] == flag).sum()) for flag in names}
    legend = {flag: f"{name} (n = {counts[flag]})" for flag, name in names.items()}
    columns = ["feature", "family", "ccc_network", "ccc_bspline"]
    dots = trust[columns].assign(name=trust["below_bspline"].map(legend)).dropna()
    low = min(0.0, np.floor(10 * dots[["ccc_network", "ccc_bspline"]].min().min()) / 10) if len(dots) else 0.0
    scale = alt.Scale(domain=[low, 1.0], nice=False)
    x = alt.X("ccc_bspline:Q", title=labels.bspline, scale=scale, axis=alt.Axis(format=".1f", tickCount=6))
    y = alt.Y("ccc_network:Q", title=labels.network, scale=scale, axis=alt.Axis(format=".1f", tickCount=6))
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=list(legend.values()), range=[BAND, TOWARDS]),
        legend=alt.Legend(orient="top", symbolType="circle", symbolSize=60, symbolStrokeWidth=0, offset=4),
    )
    tooltip = [
        alt.Tooltip("feature:N", title=labels.feature),
        alt.Tooltip("family:N", title=labels.family),
        alt.Tooltip("ccc_network:Q", title=labels.network, format=".3f"),
        alt.Tooltip("ccc_bspline:Q", title=labels.bspline, format=".3f"),
    ]
    equal = pd.DataFrame({"ccc_bspline": [low, 1.0], "ccc_network": [low, 1.0]})
    layers = [
        alt.Chart(equal).mark_line(strokeDash=[3, 3], color=AXIS).encode(x, y),
        alt.Chart(dots).mark_circle(size=22, opacity=0.55, clip=True).encode(x, y, colour, tooltip=tooltip),
    ]
    return layer_in_style(layers, height, f"{labels.network}, {labels.bspline}: {'; '.join(legend.values())}")


def plot_learning(learning: pd.DataFrame, labels: LearningLabels, height: int = 260) -> alt.LayerChart:
    """Plot the gain over sinc by minutes of training, on training and on validation volumes, one line per run.

    Parameters
    ----------
    learning : one row per run and step; run, seconds, train_gain_db, validation_gain_db, the gains where measured
    height : pixels of the plot
    """
    parts = {"train_gain_db": labels.train, "validation_gain_db": labels.validation}
    lines = pd.concat(
        _thinned(rows, column).assign(part=name, run=str(run))
        for run, rows in learning.groupby("run", sort=False)
        for column, name in parts.items()
    )
    runs = list(dict.fromkeys(map(str, learning["run"])))
    line: dict[str, Any] = {"orient": "top", "symbolType": "stroke", "offset": 4}
    colour = alt.Color(
        "part:N",
        scale=alt.Scale(domain=list(parts.values()), range=[MUTED, BAND]),
        legend=alt.Legend(**line),
    )
    dash = alt.StrokeDash(
        "run:N",
        scale=alt.Scale(domain=runs, range=[DASHES[n % len(DASHES)] for n in range(len(runs))]),
        legend=alt.Legend(**line) if len(runs) > 1 else None,
    )
    x = alt.X("minutes:Q", title=labels.minutes, axis=alt.Axis(tickCount=8), scale=alt.Scale(nice=False))
    y = alt.Y("gain:Q", title=labels.gain, axis=signed_axis("+.1f", tickCount=6), scale=alt.Scale(zero=False))
    layers = [alt.Chart(lines).mark_line(strokeWidth=1.5).encode(x, y, colour, dash)]
    last = {name: lines[lines["part"] == name]["gain"].iloc[-1:].tolist() for name in parts.values()}
    told = "; ".join(f"{name} {value:+.2f}" for name, values in last.items() for value in values)
    return layer_in_style(layers, height, f"{labels.gain}, {labels.minutes}: {told}")


def _thinned(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Minutes and gain of one curve where it was measured, no more points than a screen can show apart."""
    known = rows.dropna(subset=[column])
    kept = (
        known.iloc[np.unique(np.linspace(0, len(known) - 1, DRAWN_STEPS).round().astype(int))] if len(known) else known
    )
    return pd.DataFrame({"minutes": kept["seconds"] / 60, "gain": kept[column]})
