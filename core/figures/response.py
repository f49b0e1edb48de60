"""What became of the tumours, as charts: waterfall of best change, spider of courses, two readers' differences."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from core.clinical.bland_altman import BlandAltman
from core.clinical.mrecist import Criteria
from core.figures.palette import AWAY, AXIS, BAND, INK, MUTED, TOWARDS, layer_in_style, signed_axis

RESPONSE_COLOURS = {"CR": "#3D5A80", "PR": AWAY, "SD": "#D8A5B4", "PD": TOWARDS, "NE": AXIS}
"""Category to colour: blue where the tumour answered, red where it did not; NE is grey."""

FULLEST = 100.0
"""Changes above this per cent are drawn at it and told in full when pointed at."""


@dataclass(frozen=True)
class ResponseLabels:
    """The words of these charts, in the reader's language.

    Parameters
    ----------
    change : axis title: change of the sum against the baseline, per cent
    best_change : the same, the best of all visits
    patient, patients, visit, category : of the tooltips and axes
    """

    change: str
    best_change: str
    patient: str
    patients: str
    visit: str
    category: str


@dataclass(frozen=True)
class DifferenceLabels:
    """The words of the chart of differences.

    Parameters
    ----------
    mean, difference : axis titles
    bias, limit : what the lines are
    patient : of the tooltip
    """

    mean: str
    difference: str
    bias: str
    limit: str
    patient: str


def plot_waterfall(best: pd.DataFrame, criteria: Criteria, labels: ResponseLabels, height: int = 300) -> alt.LayerChart:
    """Plot every patient's best change as a bar, the largest rise first, with the limits of the criteria.

    Parameters
    ----------
    best : index patient, columns change (per cent of the baseline) and category (of the best response)
    height : pixels of the plot
    """
    bars = best.dropna(subset=["change"]).sort_values("change", ascending=False)
    bars = bars.assign(patient=bars.index, place=range(len(bars)), drawn=bars["change"].clip(upper=FULLEST))
    x = alt.X(
        "place:O", title=labels.patients, axis=alt.Axis(labels=False, ticks=False), scale=alt.Scale(paddingInner=0.15)
    )
    y = _change_axis("drawn:Q", labels.best_change)
    tooltip = [
        alt.Tooltip("patient:N", title=labels.patient),
        alt.Tooltip("change:Q", title=labels.best_change, format="+.1f"),
        alt.Tooltip("category:N", title=labels.category),
    ]
    told = "; ".join(f"{name} {n}" for name, n in bars["category"].value_counts(sort=False).items())
    layers = [alt.Chart(bars).mark_bar().encode(x, y, _colour(), tooltip=tooltip), *_limits(criteria)]
    return layer_in_style(layers, height, f"{labels.best_change}: {told}")


def plot_spider(visits: pd.DataFrame, criteria: Criteria, labels: ResponseLabels, height: int = 300) -> alt.LayerChart:
    """Plot every patient's course from the baseline, coloured by best response.

    Parameters
    ----------
    visits : columns patient, visit, change (per cent of the baseline) and category (of the best response)
    height : pixels of the plot
    """
    start = visits.drop_duplicates("patient").assign(visit=0, change=0.0)
    lines = pd.concat([start, visits]).dropna(subset=["change"])
    lines = lines.assign(drawn=lines["change"].clip(upper=FULLEST))[["patient", "visit", "change", "drawn", "category"]]
    x = alt.X("visit:O", title=labels.visit, axis=alt.Axis(labelAngle=0), scale=alt.Scale(padding=0.15))
    tooltip = [
        alt.Tooltip("patient:N", title=labels.patient),
        alt.Tooltip("visit:O", title=labels.visit),
        alt.Tooltip("change:Q", title=labels.change, format="+.1f"),
        alt.Tooltip("category:N", title=labels.category),
    ]
    courses = alt.Chart(lines).encode(x, _change_axis("drawn:Q", labels.change), alt.Detail("patient:N"), _colour())
    layers = [
        courses.mark_line(strokeWidth=1.3, opacity=0.65),
        courses.mark_circle(size=26, opacity=0.8).encode(tooltip=tooltip),
        *_limits(criteria),
    ]
    return layer_in_style(layers, height, f"{labels.change}, n = {lines['patient'].nunique()}")


def plot_differences(
    result: BlandAltman, patients: pd.Index, labels: DifferenceLabels, height: int = 260
) -> alt.LayerChart:
    """Plot differences of two readers against their means, with bias and limits of agreement and their intervals.

    Parameters
    ----------
    patients : (n,), whose measurements they are
    height : pixels of the plot

    References
    ----------
    Bland JM, Altman DG. Stat Methods Med Res 1999;8:135-160. doi:10.1177/096228029900800204
    """
    dots = pd.DataFrame({"patient": list(patients), "mean": result.means, "difference": result.differences})
    lines = pd.DataFrame(
        [
            (labels.bias, result.bias, *result.bias_interval),
            (labels.limit, result.low, *result.low_interval),
            (labels.limit, result.high, *result.high_interval),
        ],
        columns=["name", "at", "from", "to"],
    ).assign(text=lambda rows: (rows["name"] + rows["at"].map(" {:+.1f}".format)).str.replace("-", "−"))
    y = alt.Y("at:Q", title=labels.difference)
    across = alt.Chart(lines)
    tooltip = [
        alt.Tooltip("patient:N", title=labels.patient),
        alt.Tooltip("difference:Q", title=labels.difference, format="+.1f"),
    ]
    layers = [
        across.mark_rect(color=BAND, opacity=0.08).encode(alt.Y("from:Q", title=labels.difference), alt.Y2("to:Q")),
        across.mark_rule(color=MUTED, strokeDash=[4, 3]).encode(y),
        across.mark_text(color=INK, align="right", dx=-4, dy=-7).encode(y, alt.Text("text:N"), x=alt.value("width")),
        alt.Chart(dots)
        .mark_circle(size=30, color=BAND, opacity=0.6)
        .encode(alt.X("mean:Q", title=labels.mean), alt.Y("difference:Q"), tooltip=tooltip),
    ]
    said = ", ".join(lines["text"])
    return layer_in_style(layers, height, f"{labels.difference}: {said}")


def _change_axis(field: str, title: str) -> alt.Y:
    scale = alt.Scale(domainMax=FULLEST, nice=False)
    return alt.Y(field, title=title, axis=signed_axis("+d", tickCount=8), scale=scale)


def _colour() -> alt.Color:
    return alt.Color(
        "category:N",
        scale=alt.Scale(domain=list(RESPONSE_COLOURS), range=list(RESPONSE_COLOURS.values())),
        legend=alt.Legend(orient="top", symbolType="square", symbolSize=70, symbolStrokeWidth=0, offset=4),
    )


def _limits(criteria: Criteria) -> list[alt.Chart]:
    """A line at each limit, named where no bar and no course lies: the fall at the left, the rise at the right."""
    falls, rises = (
        alt.Chart(pd.DataFrame({"drawn": [at]})).encode(y=alt.Y("drawn:Q")) for at in (-criteria.fall, criteria.rise)
    )
    left = falls.mark_text(color=MUTED, align="left", dx=4, dy=-6).encode(x=alt.value(0))
    right = rises.mark_text(color=MUTED, align="right", dx=-4, dy=-6).encode(x=alt.value("width"))
    rules = [limit.mark_rule(color=MUTED, strokeDash=[4, 3], strokeWidth=1.2) for limit in (falls, rises)]
    return [*rules, *(name.encode(text=alt.Text("drawn:Q", format="+d")) for name in (left, right))]
