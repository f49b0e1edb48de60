"""What is drawn on two pages or more: page head, chips, tiles, tables, legends. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from core.figures.moving import MovingFigure, take_apart
from pages.shared import state
from pages.shared.made import Key, made_once
from pages.shared.theme import themed
from pages.shared.words import say

Chip = tuple[str, str]
"""The text of a chip and its tone: nothing, ``"notice"`` or ``"good"``."""

Cell = str | tuple[str, str]
"""A cell of a table: its text, or its text and the classes it wears (``number``, ``soft``, ``published``)."""


def show_head(page: str, chips: Iterable[Chip] = (), lead: str = "") -> None:
    """The page's name, the one question it answers, and honest chips."""
    marks = "".join(f'<span class="chip {tone}">{escape(text)}</span>' for text, tone in chips)
    head = f"<h1>{escape(say(f'{page}.title'))}</h1><p>{escape(say(f'{page}.question'))}</p>"
    below = f'<p class="lead">{escape(lead)}</p>' if lead else ""
    st.html(f'<div class="head">{head}</div><div class="chips">{marks}</div>{below}')


def simulated() -> Chip:
    """The chip that stands wherever demonstration data shows."""
    return say("disclaimer.simulated"), "notice"


def reviewed_chip() -> Chip:
    """Whose patients the page reviews, simulated ones or the team's own, and by which label where one was sent."""
    own, label = state.own_cohort(), state.LABEL.value()
    text, tone = simulated() if own is None else (say("cohort.own_chip", n=len(own.cohort)), "")
    return (text, tone) if label is None else (say("response.relabelled_chip", cohort=text, label=label[0]), tone)


def show_name(name: str, note: str = "") -> None:
    """A card's heading and one muted sentence below."""
    below = f'<p class="note">{escape(note)}</p>' if note else ""
    st.html(f'<p class="name">{escape(name)}</p>{below}')


def show_tiles(tiles: Iterable[tuple[str, str, str]], at_least: str = "9.6rem") -> None:
    """Numbers in rows that wrap: (label, value, detail); a ``/`` in a value begins its denominator."""
    columns = f"grid-template-columns:repeat(auto-fit,minmax({at_least},1fr))"
    st.html(f'<div class="tiles" style="{columns}">{"".join(_tile(*tile) for tile in tiles)}</div>')


def _tile(label: str, value: str, detail: str) -> str:
    number, slash, rest = value.partition(" /")
    shown = escape(number) + (f"<small> /{escape(rest)}</small>" if slash else "")
    parts = {"label": escape(label), "value": shown, "detail": escape(detail)}
    return f'<div class="tile">{"".join(f"<div class={name!r}>{text}</div>" for name, text in parts.items())}</div>'


def show_table(head: Sequence[Cell], rows: Iterable[Sequence[Cell]], caption: str, colours: Mapping[str, str]) -> None:
    """A small table in plain HTML, read aloud as a table; a first cell named in `colours` gets its swatch."""
    top = "".join(_cell("th", cell) for cell in head)
    body = "".join(f"<tr>{_row(row, colours)}</tr>" for row in rows)
    table = f'<table class="figures"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
    below = f'<p class="note">{escape(caption)}</p>' if caption else ""
    st.html(f'<div class="scroll">{table}</div>{below}')


def _row(row: Sequence[Cell], colours: Mapping[str, str]) -> str:
    first = row[0] if isinstance(row[0], str) else row[0][0]
    swatch = f'<span class="swatch" style="background:{colours[first]}"></span>' if first in colours else ""
    return "".join(_cell("td", cell, "" if place else swatch) for place, cell in enumerate(row))


def _cell(tag: str, cell: Cell, swatch: str = "") -> str:
    text, classes = (cell, "") if isinstance(cell, str) else cell
    return f'<{tag} class="{classes}">{swatch}{escape(text)}</{tag}>'


def show_steps(steps: Iterable[tuple[str, str, str]]) -> None:
    """A line of steps: (name, ``"done"``, ``"now"`` or ``"next"``, detail)."""
    rows = "".join(
        f'<li class="{kind}"><i></i><b>{escape(name)}</b><span>{escape(detail)}</span></li>'
        for name, kind, detail in steps
    )
    st.html(f'<ol class="timeline">{rows}</ol>')


def place_in(steps: Sequence[str], now: str) -> list[str]:
    """Of each step whether it is done, now or next; all are next before the first."""
    at = list(steps).index(now) if now in steps else -1
    return ["done" if place < at else "now" if place == at else "next" for place in range(len(steps))]


def show_note(text: str) -> None:
    """One muted sentence."""
    st.html(f'<p class="note">{escape(text)}</p>')


def show_caution(text: str) -> None:
    """One sentence that must be read before the numbers beside it are believed."""
    st.html(f'<div class="against" role="note">{escape(text)}</div>')


def show_empty(text: str, todo: str) -> None:
    """In place of what is not there: why, and what to do."""
    st.html(f'<div class="empty"><b>{escape(text)}</b><span>{escape(todo)}</span></div>')


def show_chart(figure: Any, key: str, on_select: Callable[[], None] | None = None) -> None:
    """An Altair chart of core in the width it is given; screen readers hear the description the figure carries.

    The tests of core hold every figure against the schema of Vega-Lite; done here it would take half of the time.
    """
    spec = themed(figure).to_dict(validate=False)
    st.vega_lite_chart(spec=spec, theme=None, key=key, on_select=on_select or "ignore")


def show_drawn(draw: Callable[[], Any], key: str, of: Key) -> None:
    """A chart as `show_chart` shows it, drawn once for everyone who has the same data, choices and language.

    Parameters
    ----------
    of : digests of the data and choices that decide what is drawn
    """
    spec, tables = made_once(key, (state.language(), *of), lambda: take_apart(draw().to_dict(validate=False)))
    st.vega_lite_chart(spec={**themed(spec), "datasets": tables}, theme=None, key=key)


def show_moving(figure: MovingFigure, threshold: float, name: str, key: str, on_select: Callable[[], None]) -> None:
    """A chart that is drawn once and only told where the threshold stands; screen readers hear that beside it.

    The chart itself has its name for a description: with another one the browser would draw it anew.
    """
    spec, text = figure.at(threshold)
    st.vega_lite_chart(spec=themed(spec), theme=None, key=key, on_select=on_select, alt=name)
    st.html(f'<p class="heard" role="status">{escape(text)}</p>')


def minus(number: str) -> str:
    """A formatted number with a true minus sign."""
    return number.replace("-", "−")
