"""The parts that curves are drawn from: styles, bands, rules, dots, notes, and what catches a click."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from core.figures.palette import BAND, INK, MUTED, SOLID, TREAT_ALL_DASH, LineStyle, line_styles, percent

Axes = tuple[alt.X, alt.Y, alt.Color]


def styled(names: Mapping[str, str], legend: alt.Legend) -> tuple[alt.Color, alt.StrokeDash]:
    """Colour and dash by name on screen; two scales over one domain share one legend.

    Parameters
    ----------
    names : model name, ``"all"`` or ``"none"`` to the name on screen
    """
    models = line_styles(name for name in names if name not in {"all", "none"})
    styles = models | {"all": LineStyle(INK, TREAT_ALL_DASH), "none": LineStyle(INK, SOLID)}
    domain = list(names.values())
    return (
        alt.Color("name:N", scale=alt.Scale(domain=domain, range=[styles[n].colour for n in names]), legend=legend),
        alt.StrokeDash("name:N", scale=alt.Scale(domain=domain, range=[styles[n].dash for n in names]), legend=legend),
    )


def band(
    bands: Mapping[str, pd.DataFrame], names: Mapping[str, str], place: Mapping[str, str], axes: Axes
) -> list[alt.Chart]:
    """Pale areas from ci_low to ci_high, one per model; no layer where there are no bands.

    Parameters
    ----------
    bands : model name to a table with the columns ci_low, ci_high and that of `place`
    names : model name to the name on screen
    place : field of the x axis to the column that holds it
    axes : of the lines the bands lie under
    """
    if not bands:
        return []
    ((field, column),) = place.items()
    parts = [
        table[[column, "ci_low", "ci_high"]].rename(columns={column: field}).assign(name=names[model])
        for model, table in bands.items()
    ]
    x, y, colour = axes
    low = alt.Y("ci_low:Q", title=y["title"], axis=y["axis"], scale=y["scale"])
    area = alt.Chart(pd.concat(parts)).mark_area(opacity=0.13, line=False, clip=True)
    return [area.encode(x, low, alt.Y2("ci_high"), colour)]


def shade(sensible: tuple[float, float] | None, x: alt.X) -> list[alt.Chart]:
    """A tinted range of thresholds; no layer when there is none."""
    if sensible is None:
        return []
    span = alt.Chart(pd.DataFrame([sensible], columns=["threshold", "end"]))
    return [span.mark_rect(color=BAND, opacity=0.06).encode(x, alt.X2("end"))]


def thin(start: float, x: alt.X) -> list[alt.Chart]:
    """A grey veil from a threshold to the end of the plot; no layer when the start is NaN or past the end."""
    end = float(x["scale"]["domain"][1])
    if not start < end:
        return []
    span = alt.Chart(pd.DataFrame({"threshold": [start], "end": [end]}))
    return [span.mark_rect(color=MUTED, opacity=0.12).encode(x, alt.X2("end"))]


def rule(x: alt.X, table: alt.NamedData) -> list[alt.Chart]:
    """A line at the threshold with its value above; the table is `rule_at`'s."""
    line = alt.Chart(table).encode(x)
    text = line.mark_text(dy=-8, fontWeight=600, color=INK).encode(text="label:N", y=alt.value(0))
    return [line.mark_rule(color=INK, strokeWidth=1.2), text]


def rule_at(threshold: float) -> pd.DataFrame:
    """Where a rule stands, and what is written above it."""
    return pd.DataFrame({"label": [percent(threshold)], "threshold": [threshold]})


def dots(frame: pd.DataFrame | alt.NamedData) -> alt.Chart:
    """Points with a white edge, to be encoded by the caller."""
    points: alt.Chart = alt.Chart(frame).mark_point(
        filled=True, size=85, opacity=1, stroke="white", strokeWidth=1.5, clip=True
    )
    return points


def corner_note(text: str) -> alt.Chart:
    """Small print in the upper right corner of the plot."""
    chart = alt.Chart(pd.DataFrame({"text": [text]}))
    note: alt.Chart = chart.mark_text(align="right", baseline="top", dx=-4, dy=4, color=MUTED)
    return note.encode(x=alt.value("width"), y=alt.value(0), text="text:N")


def pick(names: Mapping[str, str], title: str, written: str, table: alt.NamedData) -> alt.Chart:
    """Unseen points, one per threshold, that catch the click and tell the values; the table is `pick_from`'s.

    Parameters
    ----------
    names : column to what it is called
    title : what the threshold is called
    written : how values are written
    """
    tooltip = [alt.Tooltip(f"{key}:Q", title=names[name], format=written) for name, key in _keys(names).items()]
    first = alt.Tooltip("threshold:Q", title=title, format=".3~p")
    return caught(alt.Chart(table).encode(y=alt.value(1), tooltip=[first, *tooltip]))


def pick_from(wide: pd.DataFrame, names: Mapping[str, str], threshold: float) -> pd.DataFrame:
    """The points of `pick`: every threshold with its values, and the threshold now, so that a click says what is new.

    Parameters
    ----------
    wide : threshold and a column per name
    names : as for `pick`
    threshold : now
    """
    keys = _keys(names)
    return wide[["threshold", *keys]].rename(columns=keys).assign(moved_from=threshold)


def _keys(names: Mapping[str, str]) -> dict[str, str]:
    return {name: f"v{i}" for i, name in enumerate(names) if name != "none"}


def caught(points: alt.Chart) -> alt.Chart:
    """Points of which the one nearest to a click is the selection ``pick``, told by threshold and moved_from."""
    fields = ["threshold", "moved_from"]
    chosen = alt.selection_point(name="pick", fields=fields, nearest=True, on="click", clear=False, toggle=False)
    made: alt.Chart = points.mark_point(opacity=0, size=1, aria=False).add_params(chosen)
    return made
