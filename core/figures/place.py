"""Where one patient's risk lies among the risks of a cohort."""

from __future__ import annotations

from typing import Literal

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from core.evaluation.inputs import Scores, require_probabilities, require_scores
from core.figures.labels import CurveLabels
from core.figures.palette import AWAY, INK, MUTED, TOWARDS, layer_in_style, percent

GRID = np.linspace(0, 1, 101)
SURE = 0.995
NARROWEST = 0.03
"""Bandwidth below which a density shows single patients."""


def plot_risk_place(
    risks: npt.ArrayLike, outcome: npt.ArrayLike, risk: float, threshold: float, labels: CurveLabels
) -> alt.LayerChart:
    """Plot the risks of a cohort by outcome as two densities, with this patient's risk and the threshold.

    Parameters
    ----------
    risks : (n_cases,), probability; cross-fitted or of validation cases, else the densities part too well
    outcome : (n_cases,), True where the event happened
    risk : this patient's probability
    threshold : probability at or above which a case is flagged

    Notes
    -----
    Each density has an area of 1 whatever its number of patients, which the legend gives.
    """
    event, (known,) = require_scores(outcome, risks)
    known = require_probabilities(known, "risk")
    groups = {labels.non_event: known[~event], labels.event: known[event]}
    names = {name: f"{name} (n = {values.size})" for name, values in groups.items()}
    curves = pd.concat(
        pd.DataFrame({"risk": GRID, "density": density(values), "name": names[name]}) for name, values in groups.items()
    )
    x = alt.X("risk:Q", title=labels.risk, axis=alt.Axis(format="%", tickCount=5), scale=alt.Scale(domain=[0, 1]))
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=list(names.values()), range=[AWAY, TOWARDS]),
        legend=alt.Legend(
            orient="bottom", symbolType="circle", symbolSize=90, symbolStrokeWidth=0, symbolOpacity=0.6, offset=4
        ),
    )
    y = alt.Y("density:Q", axis=None, stack=None)
    layers = [
        alt.Chart(curves).mark_area(opacity=0.38, line=False).encode(x, y, colour),
        *_marked(threshold, f"{labels.threshold} {percent(threshold)}", x, case=False),
        *_marked(risk, f"{labels.this_case} {_shown(risk)}", x, case=True),
    ]
    text = labels.description or (
        f"{labels.this_case}: {labels.risk} {_shown(risk)}; {labels.threshold} {percent(threshold)}; "
        + "; ".join(f"{names[name]} {percent(float(np.median(values)))}" for name, values in groups.items())
    )
    return layer_in_style(layers, 96, text)


def density(risks: Scores) -> Scores:
    """Gaussian kernel density on `GRID`, mirrored at 0 and 1 so that no patient is lost beyond them.

    References
    ----------
    .. [1] Silverman BW (1986). Density Estimation for Statistics and Data Analysis. Chapman & Hall, sections 2.10, 3.4

    Examples
    --------
    >>> float(np.trapezoid(density(np.array([0.0, 0.2, 0.9])), GRID).round(2))
    1.0
    """
    width = max(0.9 * float(risks.std()) * risks.size**-0.2, NARROWEST)
    mirrored = np.concatenate([-risks, risks, 2 - risks])
    bumps = np.exp(-0.5 * ((GRID[:, None] - mirrored) / width) ** 2)
    return np.asarray(bumps.sum(axis=1) / (risks.size * width * np.sqrt(2 * np.pi)))


def _shown(risk: float) -> str:
    """A patient's risk, never 0% or 100%, which no model can know."""
    return "> 99%" if risk >= SURE else "< 1%" if risk < 1 - SURE else percent(risk)


def _marked(risk: float, label: str, x: alt.X, *, case: bool) -> list[alt.Chart]:
    """A line with its text above; case and threshold write on two lines of text, so that they never collide."""
    align: Literal["left", "center", "right"] = "left" if risk < 0.15 else "right" if risk > 0.85 else "center"
    colour, width, dash, rise = (INK, 2.4, [1, 0], -19) if case else (MUTED, 1.3, [4, 3], -6)
    line = alt.Chart(pd.DataFrame({"risk": [risk], "label": [label]})).encode(x)
    text = line.mark_text(color=colour, dy=rise, fontWeight=600 if case else 400, align=align)
    return [
        line.mark_rule(color=colour, strokeWidth=width, strokeDash=dash),
        text.encode(text="label:N", y=alt.value(0)),
    ]
