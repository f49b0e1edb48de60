"""How numbers between 0 and 1 spread, with lines that mark what they are held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from core.figures.palette import AWAY, BAND, INK, MUTED, TOWARDS, layer_in_style

Bars = tuple[npt.NDArray[np.float64], str]
"""Values and their colour."""

AUC_WIDTH, ICC_WIDTH = 0.02, 0.05
"""Width of one bar."""


def plot_icc(values: npt.ArrayLike, cut: float, labels: Mapping[str, str], height: int = 220) -> alt.LayerChart:
    """Plot how many features reach which intraclass correlation, with the cut below which they are left out.

    Parameters
    ----------
    values : (n_features,), intraclass correlations; what agrees less than chance is drawn at 0
    labels : ``icc``, the axis title; ``features``; ``cut``, the text of the line

    Notes
    -----
    A missing value is counted at 0: a feature of unknown reliability is not kept.
    """
    known = np.clip(np.nan_to_num(np.asarray(values, dtype=np.float64)), 0.0, 1.0)
    parts = [(known[known >= cut], BAND), (known[known < cut], MUTED)]
    words = {"value": labels["icc"], "n": labels["features"]}
    return _plot(parts, (0.0, 1.0, ICC_WIDTH), [(cut, labels["cut"], False)], words, height)


def plot_null(null: npt.ArrayLike, observed: float, labels: Mapping[str, str], height: int = 220) -> alt.LayerChart:
    """Plot the AUCs that shuffled outcomes reach, with the one observed.

    Parameters
    ----------
    null : (n_permutations,), NaN where nothing could be learnt
    labels : ``auc``, the axis title; ``permutations``; ``observed``, the text of its line; ``chance``
    """
    aucs = _known(null)
    marks = [(0.5, labels["chance"], False), (observed, labels["observed"], True)]
    words = {"value": labels["auc"], "n": labels["permutations"]}
    return _plot([(aucs, AWAY)], _span([*aucs, observed]), marks, words, height)


def plot_seeds(aucs: npt.ArrayLike, own: float | None, labels: Mapping[str, str], height: int = 220) -> alt.LayerChart:
    """Plot the validation AUCs of random splits, with that of the cohort's own split.

    Parameters
    ----------
    aucs : (n_splits,), NaN where nothing could be learnt
    own : None for a cohort without validation cases
    labels : ``auc``, the axis title; ``splits``; ``own``, the text of its line
    """
    known = _known(aucs)
    marks = [] if own is None else [(own, labels["own"], True)]
    words = {"value": labels["auc"], "n": labels["splits"]}
    return _plot([(known, BAND)], _span([*known, *(mark[0] for mark in marks)]), marks, words, height)


def _known(values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    found = np.asarray(values, dtype=np.float64)
    return found[~np.isnan(found)]


def _span(aucs: Sequence[float]) -> tuple[float, float, float]:
    """Bars from below the smallest value, and chance, to above the largest."""
    low, high = min([0.4, *aucs]), max([0.6, *aucs])
    return float(np.floor(low / 0.1) * 0.1), float(min(np.ceil(high / 0.1) * 0.1, 1.0)), AUC_WIDTH


def _plot(
    parts: Sequence[Bars],
    span: tuple[float, float, float],
    marks: Sequence[tuple[float, str, bool]],
    words: Mapping[str, str],
    height: int,
) -> alt.LayerChart:
    low, high, width = span
    edges = np.linspace(low, high, round((high - low) / width) + 1)
    table = pd.concat([_counted(values, edges, colour) for values, colour in parts])
    x = alt.X("start:Q", title=words["value"], axis=alt.Axis(format=".2~f", tickCount=8))
    x = x.scale(domain=[low, high], nice=False)
    bars = alt.Chart(table).mark_rect(opacity=0.75, stroke="white", strokeWidth=0.8)
    tooltip = [alt.Tooltip("range:N", title=words["value"]), alt.Tooltip("n:Q", title=words["n"])]
    y = alt.Y("n:Q", title=words["n"], axis=alt.Axis(format="d", tickMinStep=1, tickCount=5))
    layers = [bars.encode(x, y, alt.X2("end"), alt.Y2("base"), alt.Color("colour:N", scale=None), tooltip=tooltip)]
    for place, mark in enumerate(marks):
        layers += _line(mark, place, (low + high) / 2)
    counted = sum(len(values) for values, _ in parts)
    told = "; ".join(text for _, text, _ in marks)
    return layer_in_style(layers, height, f"{words['value']}, {words['n']} {counted}: {told}")


def _counted(values: npt.NDArray[np.float64], edges: npt.NDArray[np.float64], colour: str) -> pd.DataFrame:
    counts = np.histogram(values, edges)[0]
    ends = pd.DataFrame({"start": edges[:-1], "end": edges[1:], "base": 0, "n": counts, "colour": colour})
    ends["range"] = [f"{low:.2f}–{high:.2f}" for low, high in pairwise(edges)]
    return ends[ends["n"] > 0]


def _line(mark: tuple[float, str, bool], place: int, middle: float) -> list[alt.Chart]:
    """A line and its text beside its upper end, on a row of its own, towards the middle of the chart."""
    value, text, strong = mark
    colour, dash = (TOWARDS, [1, 0]) if strong else (MUTED, [4, 3])
    line = alt.Chart(pd.DataFrame({"start": [value], "text": [text]})).encode(x="start:Q")
    align: Literal["left", "right"] = "right" if value > middle else "left"
    weight: Literal["normal", "bold"] = "bold" if strong else "normal"
    dx, ink = -5 if align == "right" else 5, INK if strong else MUTED
    written = line.mark_text(align=align, dx=dx, dy=-12, color=ink, fontWeight=weight)
    return [
        line.mark_rule(color=colour, strokeDash=dash, strokeWidth=2.2 if strong else 1.3),
        written.encode(text="text:N", y=alt.value(-14.0 * place)),
    ]
