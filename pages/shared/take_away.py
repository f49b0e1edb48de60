"""What stands under a chart to take it away: the figure for print, in either language, and the numbers in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from core.figures.export import COLUMN_MM, FORMATS, PAGE_MM, figure_file, has_font_for
from core.language import LANGUAGES
from pages.shared import state
from pages.shared.evidence import reviewed
from pages.shared.widgets import show_note
from pages.shared.words import say, say_in

WIDTHS = {COLUMN_MM: "column", PAGE_MM: "page"}
DPI = (300, 600)


@st.fragment
def offer_figure(
    name: str, draw: Callable[[str], Any], write: Callable[[], str], simulated: bool | None = None
) -> None:
    """Draw a button that opens the choices: kind of file, width, language. The file is made when it is asked for.

    Parameters
    ----------
    name : of the files and of the widgets, once on a page
    draw : the chart with its words in the language of this code; called while the choices are open
    write : the numbers of the chart, CSV, called as `draw` is; headed by what they are not, unless comments head it
    simulated : whether the figure says so; as the cohort under review is when None
    """
    origin = reviewed().simulated if simulated is None else simulated
    notes = ("disclaimer.footer", "disclaimer.simulated") if origin else ("disclaimer.footer",)
    over = st.popover(
        say("take_away.label"),
        help=say("take_away.help"),
        icon=":material/download:",
        type="tertiary",
        key=f"take_{name}",
        on_change="rerun",
    )
    if over.open:
        with over:
            _offer_picture(name, draw, notes)
            _offer_numbers(name, write(), notes)


def _offer_picture(name: str, draw: Callable[[str], Any], notes: Sequence[str]) -> None:
    languages = LANGUAGES if has_font_for() else LANGUAGES[:1]
    kind = _choose(name, "kind", list(FORMATS), lambda kind: say(f"take_away.kind_{kind}"))
    width = _choose(name, "width", list(WIDTHS), lambda mm: say(f"take_away.{WIDTHS[mm]}", mm=mm))
    dpi = _choose(name, "dpi", DPI, lambda dpi: say("take_away.dots", dpi=dpi)) if kind == "png" else DPI[0]
    spoken = state.language() if state.language() in languages else languages[0]
    language = _choose(name, "language", languages, lambda code: say(f"frame.{code}"), spoken)
    if len(languages) < len(LANGUAGES):
        show_note(say("take_away.no_font"))
    caption = [say_in(language, note) for note in notes]
    st.download_button(
        say("take_away.figure"),
        partial(figure_file, draw(language), kind, width, dpi, caption),
        file_name=f"hepasr-{name}-{width}mm-{language}.{kind}",
        mime=FORMATS[kind],
        key=f"take_{name}_figure",
        icon=":material/image:",
        type="primary",
        width="stretch",
        on_click="ignore",
    )


def _offer_numbers(name: str, data: str, notes: Sequence[str]) -> None:
    head = "" if data.startswith("#") else f"# {'; '.join(say_in('en', note) for note in notes)}\n"
    st.download_button(
        say("take_away.data"),
        head + data,
        file_name=f"hepasr-{name}.csv",
        mime="text/csv",
        key=f"take_{name}_data",
        icon=":material/table:",
        width="stretch",
        on_click="ignore",
    )


def _choose(name: str, what: str, options: Sequence[Any], called: Callable[[Any], str], default: Any = None) -> Any:
    return st.segmented_control(
        say(f"take_away.{what}"),
        options,
        default=default or options[0],
        required=True,
        format_func=called,
        key=f"take_{name}_{what}",
        persist_state="session",
        width="stretch",
        label_visibility="collapsed",
    )
