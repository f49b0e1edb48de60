"""A nomogram as it is printed: one axis per variable, the total of the points, and the risk it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import altair as alt
import numpy as np
import pandas as pd

from core.evaluation.nomogram import Nomogram, Values
from core.figures.palette import AXIS, INK, MUTED, TOWARDS, layer_in_style, percent

ROW_HEIGHT = 44
WRITTEN_FIRST = (0.5, 0.1, 0.9, 0.01, 0.99, 0.3, 0.7, 0.2, 0.8, 0.05, 0.95, 0.4, 0.6, 0.02, 0.98)
"""Risks that are marked where the totals reach them, those first that are written where there is no room for all."""
RISKS = np.array(sorted(WRITTEN_FIRST))
ROOM = 6.5
"""Least distance of two written marks, in points of the first axis."""
EDGE = 1e-9
AXIS_STYLE = {"labelColor": INK, "labelFontSize": 12, "labelLimit": 220, "labelPadding": 8, "labelLineHeight": 14}
AXIS_STYLE |= {"labelExpr": r"split(replace(datum.label, /[,，] *(?=.{7,}$)/, '\n'), '\n')"}
AXIS_STYLE |= {
    "labelBaseline": {
        "condition": {"test": r"test(/[,，] *.{7,}$/, datum.label)", "value": "bottom"},
        "value": "middle",
    }
}
"""A long name is broken at its comma, so that it leaves the axes their room; a unit stays with its variable."""


@dataclass(frozen=True)
class NomogramLabels:
    """Every text of the figure, already in the reader's language.

    Parameters
    ----------
    variables : variable to its name, with its unit
    points, total, risk : names of the other axes
    levels : level of a variable to its name; a level that is not named is written as it is
    description : what a screen reader says of the chart; put together from the other texts when empty
    """

    variables: Mapping[str, str]
    points: str
    total: str
    risk: str
    description: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)


def plot_nomogram(nomogram: Nomogram, labels: NomogramLabels, values: Values | None = None) -> alt.LayerChart:
    """Plot the axes of a nomogram, with a dot on each where one patient stands, led to its points and to the risk.

    Parameters
    ----------
    values : of the patient, variable to a number or level; no dots when None. A dot is hollow where the axis ends
        before the patient's value, and stands at the edge of the figure where that lies beyond it.
    """
    marks = pd.DataFrame(_marks(nomogram, labels), columns=["axis", "x", "label", "rise"])
    order = list(dict.fromkeys(marks["axis"]))
    spans = marks.groupby("axis", sort=False)["x"].agg(low="min", high="max").reset_index()
    spans.loc[spans["axis"] == labels.risk, ["low", "high"]] = 0.0, 100.0
    axis = alt.Axis.from_dict(AXIS_STYLE | {"title": None, "ticks": False, "domain": False, "grid": False})
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
        stands = pd.DataFrame(_patient(nomogram, labels, values), columns=["axis", "x", "to", "reached"])
        layers += _patient_layers(alt.Chart(stands).encode(x, y))
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
            text, rise = scale.label(tick), 13 if scale.levels and n % 2 else -12
            shown = labels.levels.get(text, text) if scale.levels else text.replace("-", "−")
            yield labels.variables[scale.name], float(point), shown, rise
    shrink = 100 / nomogram.largest_total
    step = next(step for step in (10, 20, 50, 100, 200, 500) if nomogram.largest_total / step <= 12)
    for total in np.arange(0, nomogram.largest_total + 1e-9, step):
        yield labels.total, float(total * shrink), f"{total:g}", -12
    yield labels.total, 100.0, "", -12
    yield from ((labels.risk, *mark) for mark in _risk_marks(nomogram, shrink))


def _risk_marks(nomogram: Nomogram, shrink: float) -> Iterator[tuple[float, str, int]]:
    """Marks of the axis of risk; its ends are crowded, so neighbours are written by turns below and above."""
    places = {risk: float(nomogram.points_of_risk(risk)) * shrink for risk in WRITTEN_FIRST}
    written: list[float] = []
    for place in (places[risk] for risk in WRITTEN_FIRST):
        if 0 <= place <= 100 and all(abs(place - other) >= ROOM for other in written):
            written.append(place)
    turns = {place: n for n, place in enumerate(sorted(written))}
    for risk, place in places.items():
        if 0 <= place <= 100:
            text = percent(risk) if place in turns else ""
            yield place, text, -12 if turns.get(place, 0) % 2 else 13


def _patient(nomogram: Nomogram, labels: NomogramLabels, values: Values) -> Iterator[tuple[str, float, str, bool]]:
    """Axis, place from 0 to 100, the axis a line leads to, and whether the axis reaches the value."""
    for scale in nomogram.scales:
        value = values[scale.name]
        place = float(scale.points(scale.place(value)))
        yield labels.variables[scale.name], min(max(place, 0.0), 100.0), labels.points, scale.covers(value)
    place = nomogram.total(values) * 100 / nomogram.largest_total
    for axis in (labels.total, labels.risk):
        yield axis, min(max(place, 0.0), 100.0), labels.risk, -EDGE <= place <= 100 + EDGE


def _patient_layers(stands: alt.Chart) -> list[alt.Chart]:
    fill = alt.when("datum.reached").then(alt.value(TOWARDS)).otherwise(alt.value("white"))
    return [
        stands.mark_rule(color=TOWARDS, strokeDash=[3, 3], strokeWidth=1, opacity=0.45).encode(y2="to"),
        stands.mark_point(filled=True, size=80, opacity=1, stroke=TOWARDS, strokeWidth=1.6).encode(fill=fill),
    ]
