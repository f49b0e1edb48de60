"""The patient whose row is open; it stands in the address, so that a link opens the same row."""

from __future__ import annotations

import streamlit as st

from pages.shared import state

OPEN = "open"


def opened() -> str:
    """Case id of the open row, or nothing."""
    return st.query_params.get(OPEN, "")


def open_row(case_id: str) -> None:
    """Open this patient's row; an empty id closes the open one."""
    if case_id:
        st.query_params[OPEN] = case_id
    else:
        st.query_params.pop(OPEN, None)


def turns() -> int:
    """How often a button opened or closed a row: the table must then forget what was clicked in it."""
    return state.TURNS.value() or 0


def turn_to(case_id: str) -> None:
    """Open or close a row by a button."""
    open_row(case_id)
    state.TURNS.keep(turns() + 1)
