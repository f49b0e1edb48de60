"""Rad-scores by outcome: every case as a bar, and their distributions as violins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from core.figures.palette import AWAY, INK, MUTED, TOWARDS, layer_in_style, signed_axis

HALF = 0.42
"""Half the width of a violin, in places of the axis."""
GRID = 80


@dataclass(frozen=True, eq=False)
class ScoredGroup:
    """Rad-scores of one split.

    Parameters
    ----------
    name : of the split on screen
    scores : (n_cases,), logit scale, index ``case_id``
    outcome : (n_cases,), True where the event happened
    """

    name: str
    scores: pd.Series[float]
    outcome: pd.Series[bool]


def plot_waterfall(group: ScoredGroup, cut: float, labels: Mapping[str, str], height: int = 200) -> alt.LayerChart:
    """Plot each case as a bar from the cut to its rad-score, the lowest first, coloured by outcome.

    Parameters
    ----------
    cut : rad-score at or above which a case is flagged
    labels : ``score``, the axis title; ``case``; ``event``, ``non_event``
    """
    table = _table([group], labels).sort_values("score").assign(order=range(len(group.scores)), cut=cut)
    x = alt.X("order:O", axis=None, scale=alt.Scale(paddingInner=0.15))
    y = alt.Y("score:Q", title=labels["score"], axis=signed_axis("+.1f", tickCount=6))
    tooltip = _tooltip(labels)
    bars = alt.Chart(table).mark_bar().encode(x=x, y=y, y2="cut", color=_colour(labels), tooltip=tooltip)
    line = alt.Chart(pd.DataFrame({"score": [cut]})).mark_rule(color=INK, strokeWidth=1.2).encode(y="score:Q")
    wrong = int(((table["score"] >= cut) != table["event"]).sum())
    told = f"{group.name}, {labels['score']}: {len(table) - wrong} / {len(table)}"
    return layer_in_style([bars, line], height, told)


def plot_violins(
    groups: Sequence[ScoredGroup], cut: float, labels: Mapping[str, str], height: int = 240
) -> alt.LayerChart:
    """Plot the distribution of the rad-score by split and outcome, with medians and the cut.

    Parameters
    ----------
    cut : rad-score at or above which a case is flagged
    labels : ``score``, the axis title; ``case``; ``event``, ``non_event``; ``cut``, the text of its line
    """
    table = _table(groups, labels)
    places = {(group.name, event): n for n, (group, event) in enumerate((g, e) for g in groups for e in (False, True))}
    table["place"] = [places[key] for key in zip(table["split"], table["event"], strict=True)]
    shapes = pd.concat([_violin(part) for _, part in table.groupby("place")])
    table["jittered"] = table["place"] + 0.16 * np.sin(np.arange(len(table)) * 2.4)
    medians = table.groupby("place", as_index=False)["score"].median()
    x = _place_axis([group.name for group in groups])
    y = alt.Y("score:Q", title=labels["score"], axis=signed_axis("+.1f", tickCount=6))
    tooltip = _tooltip(labels)
    areas = alt.Chart(shapes).mark_area(orient="horizontal", opacity=0.28, interpolate="monotone")
    layers = [
        areas.encode(x=x, x2="right:Q", y=y, detail="place:N", color=_colour(labels)),
        alt.Chart(table)
        .mark_circle(size=18, opacity=0.55)
        .encode(x=alt.X("jittered:Q"), y=y, color=_colour(labels), tooltip=tooltip),
        alt.Chart(medians).mark_tick(color=INK, thickness=2.4, size=26, orient="horizontal").encode(x="place:Q", y=y),
        *_cut_line(cut, labels["cut"]),
    ]
    told = "; ".join(
        f"{split} {labels['event' if event else 'non_event']} {part['score'].median():+.2f} (n = {len(part)})"
        for (split, event), part in table.groupby(["split", "event"], sort=False)
    )
    return layer_in_style(layers, height, f"{labels['score']}: {told}")


def _tooltip(labels: Mapping[str, str]) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("case:N", title=labels["case"]),
        alt.Tooltip("score:Q", title=labels["score"], format="+.2f"),
        alt.Tooltip("name:N", title=" "),
    ]


def _table(groups: Sequence[ScoredGroup], labels: Mapping[str, str]) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {"case": group.scores.index.astype(str), "score": group.scores.to_numpy(), "split": group.name}
        ).assign(event=group.outcome.to_numpy(dtype=bool))
        for group in groups
    ]
    table = pd.concat(parts, ignore_index=True)
    return table.assign(name=np.where(table["event"], labels["event"], labels["non_event"]))


def _violin(part: pd.DataFrame) -> pd.DataFrame:
    """Left and right edge of one violin; as wide as the others whatever its number of cases."""
    scores = part["score"].to_numpy()
    width = _bandwidth(scores)
    at = np.linspace(scores.min() - width, scores.max() + width, GRID)
    density = np.exp(-0.5 * ((at[:, None] - scores) / width) ** 2).sum(axis=1)
    half, place = HALF * density / density.max(), part["place"].iloc[0]
    edges = pd.DataFrame({"score": at, "left": place - half, "right": place + half})
    return edges.assign(place=place, name=part["name"].iloc[0])


def _bandwidth(scores: npt.NDArray[np.float64]) -> float:
    """Silverman's rule, 0.9 σ n^−0.2; never so narrow that single cases show."""
    narrowest = max(0.05 * float(np.ptp(scores)), 1e-3)
    return max(0.9 * float(np.std(scores)) * float(len(scores) ** -0.2), narrowest)


def _place_axis(names: Sequence[str]) -> alt.X:
    """One label below each pair of violins."""
    centres = [2 * n + 0.5 for n in range(len(names))]
    named = " : ".join(f"datum.value == {centre} ? {name!r}" for centre, name in zip(centres, names, strict=True))
    axis = alt.Axis(values=centres, labelExpr=f"{named} : ''", title=None, ticks=False, labelFontSize=12, domain=False)
    return alt.X("left:Q", axis=axis, scale=alt.Scale(domain=[-0.6, 2 * len(names) - 0.4], nice=False))


def _colour(labels: Mapping[str, str]) -> alt.Color:
    return alt.Color(
        "name:N",
        scale=alt.Scale(domain=[labels["non_event"], labels["event"]], range=[AWAY, TOWARDS]),
        legend=alt.Legend(orient="top", symbolType="circle", symbolSize=80, symbolStrokeWidth=0),
    )


def _cut_line(cut: float, text: str) -> list[alt.Chart]:
    line = alt.Chart(pd.DataFrame({"score": [cut], "text": [text]})).encode(y="score:Q")
    written = line.mark_text(align="right", dy=-6, dx=-2, color=MUTED).encode(text="text:N", x=alt.value("width"))
    return [line.mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1.2), written]
