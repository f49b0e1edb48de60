"""The three doors of the start page."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.shared.words import say

DOORS = {"case": ":material/person_search:", "cohort": ":material/groups:", "decision": ":material/balance:"}


def show_doors() -> None:
    """Three cards, each one question, its answer, and the way in."""
    grid = st.grid(3, min_column_width=250, gap="small")
    for page, icon in DOORS.items():
        with grid.container(border=True, height="stretch", key=f"card_door_{page}"):
            name, text = escape(say(f"start.{page}_door")), escape(say(f"start.{page}_text"))
            st.html(f'<p class="door">{name}</p><p class="note">{text}</p>')
            st.page_link(f"pages/{page}/view.py", label=say(f"start.{page}_link"), icon=icon)
