"""The three doors of the start page and the strip that says how a prediction comes about."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.shared.words import say

DOORS = {"case": ":material/person_search:", "cohort": ":material/groups:", "decision": ":material/balance:"}
STEPS = ("look", "upload", "check", "predict")


def show_doors() -> None:
    """Three cards, each one question, its answer, and the way in."""
    grid = st.grid(3, min_column_width=250, gap="small")
    for page, icon in DOORS.items():
        with grid.container(border=True, height="stretch", key=f"card_door_{page}"):
            name, text = escape(say(f"start.{page}_door")), escape(say(f"start.{page}_text"))
            st.html(f'<p class="door">{name}</p><p class="note">{text}</p>')
            st.page_link(f"pages/{page}/view.py", label=say(f"start.{page}_link"), icon=icon)


def show_steps() -> None:
    """Look, upload, check, predict: the order in which one case goes through."""
    items = "".join(_step(place, step) for place, step in enumerate(STEPS, start=1))
    st.html(f'<ol class="strip">{items}</ol>')


def _step(place: int, step: str) -> str:
    name, text = escape(say(f"start.step_{step}")), escape(say(f"start.step_{step}_text"))
    return f"<li><i>{place}</i><div><b>{name}</b><span>{text}</span></div></li>"
