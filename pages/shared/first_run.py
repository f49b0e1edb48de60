"""The strip of a first run: four steps, the demonstration case in one click, the ways in for one's own data."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.shared import state
from pages.shared.evidence import DEMO_CASE
from pages.shared.widgets import show_note
from pages.shared.words import say

STEPS = ("look", "upload", "check", "predict")
WAYS = {"case": ":material/image:", "cohort": ":material/groups:", "signature": ":material/table_view:"}
"""Page to the icon of what a team can bring there: images, a table of risks, tables to learn from."""


def show_first_run(*, ways_in: bool = True) -> None:
    """Draw the strip until it is put away in this session.

    Parameters
    ----------
    ways_in : whether the buttons stand below the steps; a page that has them already needs them once only
    """
    if state.STRIP.value():
        return
    with st.container(border=True, key="card_first_run", gap="small"):
        with st.container(horizontal=True, vertical_alignment="top"):
            st.html(
                f'<ol class="strip">{"".join(_step(place, step) for place, step in enumerate(STEPS, start=1))}</ol>'
            )
            st.button(
                say("first.hide"),
                on_click=state.STRIP.keep,
                args=(True,),
                icon=":material/close:",
                type="tertiary",
                key="hide_strip",
            )
        if ways_in:
            _show_ways_in()


def _step(place: int, step: str) -> str:
    name, text = escape(say(f"start.step_{step}")), escape(say(f"start.step_{step}_text"))
    return f"<li><i>{place}</i><div><b>{name}</b><span>{text}</span></div></li>"


def _show_ways_in() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(say("case.open_demo"), type="primary", icon=":material/science:", key="first_demo"):
            state.open_demo_case(DEMO_CASE)
            st.switch_page("pages/case/view.py", query_params={"case": DEMO_CASE})
        with st.popover(say("first.own"), icon=":material/upload:"):
            for page, icon in WAYS.items():
                st.page_link(f"pages/{page}/view.py", label=say(f"first.own_{page}"), icon=icon)
                show_note(say(f"first.own_{page}_note"))
        show_note(say("first.note"))
