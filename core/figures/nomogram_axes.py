"""A nomogram as it is printed: one axis per variable, the total of the points, and the risk it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from core.evaluation.nomogram import Nomogram, Values
from core.figures.palette import AXIS, INK, MUTED, TOWARDS, layer_in_style, percent

ROW_HEIGHT = 44
RISKS = np.array([0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99])
"""Risks that are marked where the totals reach them."""


@dataclass(frozen=True)
class NomogramLabels:
    """Every text of the figure, already in the reader's language.

    Parameters
    ----------
    variables : variable to its name, with its unit
    points, total, risk : names of the other axes
    description : what a screen reader says of the chart; put together from the other texts when empty
    """

    variables: Mapping[str, str]
    points: str
    total: str
    risk: str
    description: str = ""


def plot_nomogram(nomogram: Nomogram, labels: NomogramLabels, values: Values | None = None) -> alt.LayerChart:
    """Plot the axes of a nomogram, with a dot on each where one patient stands.

    Parameters
    ----------
    values : of the patient, variable to a number or level; no dots when None
    """
    marks = pd.DataFrame(_marks(nomogram, labels), columns=["axis", "x", "label", "rise"])
    order = list(dict.fromkeys(marks["axis"]))
    spans = marks.groupby("axis", sort=False)["x"].agg(low="min", high="max").reset_index()
    style = {"labelColor": INK, "labelFontSize": 12, "labelLimit": 220, "labelPadding": 8}
    axis = alt.Axis.from_dict(style | {"title": None, "ticks": False, "domain": False, "grid": False})
    y = alt.Y("axis:N", sort=order, axis=axis)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-2, 102], nice=False))
    ticks = alt.Chart(marks)
    layers = [
        alt.Chart(spans).mark_rule(color=AXIS, strokeWidth=1.4).encode(alt.X("low:Q", axis=None), alt.X2("high"), y),
        ticks.mark_tick(color=MUTED, size=9, thickness=1.2).encode(x, y),
    ]
    for rise in (-12, 13):
        text = ticks.transform_filter(f"datum.rise == {rise}").mark_text(color=INK, fontSize=10, dy=rise)
        layers.append(text.encode(x, y, text="label:N"))
    told = labels.description or "; ".join(order)
    if values is not None:
        stands = pd.DataFrame(_patient(nomogram, labels, values), columns=["axis", "x"])
        layers.append(alt.Chart(stands).mark_point(filled=True, size=80, opacity=1, color=TOWARDS).encode(x, y))
        total = nomogram.total(values)
        told += f"; {labels.total} {total:.0f}, {labels.risk} {percent(float(nomogram.risk(total)))}"
    return layer_in_style(layers, ROW_HEIGHT * len(order), told)


def _marks(nomogram: Nomogram, labels: NomogramLabels) -> Iterator[tuple[str, float, str, int]]:
    """Axis, place from 0 to 100, text, and how far above or below the axis the text stands."""
    yield from ((labels.points, float(point), f"{point:g}", -12) for point in np.arange(0, 101, 10))
    for scale in nomogram.scales:
        ticks = scale.ticks()
        ends = () if scale.levels else scale.points([scale.low, scale.high])
        yield from ((labels.variables[scale.name], float(end), "", -12) for end in ends)
        for n, (tick, point) in enumerate(zip(ticks, scale.points(ticks), strict=True)):
            yield labels.variables[scale.name], float(point), scale.label(tick), 13 if scale.levels and n % 2 else -12
    shrink = 100 / nomogram.largest_total
    step = next(step for step in (10, 20, 50, 100, 200, 500) if nomogram.largest_total / step <= 12)
    for total in np.arange(0, nomogram.largest_total + 1e-9, step):
        yield labels.total, float(total * shrink), f"{total:g}", -12
    yield labels.total, 100.0, "", -12
    totals = nomogram.points_of_risk(RISKS)
    for risk, total in zip(RISKS, totals, strict=True):
        if 0 <= total <= nomogram.largest_total:
            yield labels.risk, float(total * shrink), percent(float(risk)), 13


def _patient(nomogram: Nomogram, labels: NomogramLabels, values: Values) -> Iterator[tuple[str, float]]:
    for scale in nomogram.scales:
        yield labels.variables[scale.name], float(scale.points(scale.place(values[scale.name])))
    place = nomogram.total(values) * 100 / nomogram.largest_total
    yield labels.total, place
    yield labels.risk, place
