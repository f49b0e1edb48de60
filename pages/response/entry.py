"""Where readings come in: a table, or a grid that takes what is pasted from a spreadsheet."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from core.clinical.mrecist import NonTarget
from core.clinical.readings import COLUMNS, parse_readings
from core.intake.sheet import TABLE_FILES, read_sheet
from pages.response.held import forget_readings, keep_readings
from pages.shared import state
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_note
from pages.shared.words import say

TYPES = {"patient": object, "reader": object, "visit": float, "sum_mm": float, "non_target": object, "new_lesion": bool}
EMPTY = pd.DataFrame({name: pd.Series(dtype=TYPES[name]) for name in COLUMNS})
BLANK = EMPTY.reindex([0]).assign(new_lesion=False)
"""One row to click on: what is pasted there becomes as many rows as it has."""

NAME = "hepasr-readings-template.csv"


def enter_readings(readings: pd.DataFrame | None) -> None:
    """Draw the doors, with the readings that are judged now in the grid."""
    with st.expander(say("response.enter"), icon=":material/edit_note:", expanded=readings is None), explain_errors():
        show_note(say("response.enter_note", columns=", ".join(COLUMNS)))
        _offer_table()
        _offer_grid(BLANK if readings is None else readings)


def template() -> str:
    """A CSV file with four made-up readings; it can be opened as it is."""
    rows = ("P-001,A,0,62.0,none,no", "P-001,A,1,41.5,none,no", "P-001,B,0,64.5,none,no", "P-001,B,1,47.0,none,no")
    return "\n".join((",".join(COLUMNS), *rows)) + "\n"


def _offer_table() -> None:
    """The upload while no readings of the session are held, else the way back."""
    held = state.READINGS.value()
    file = None
    if held is None or held.empty:
        file = st.file_uploader(
            say("response.upload"), type=TABLE_FILES, key="readings_file", label_visibility="collapsed"
        )
    with st.container(horizontal=True):
        st.download_button(say("response.template"), template(), NAME, "text/csv", on_click="ignore", key="blank")
        st.button(say("response.empty_grid"), on_click=keep_readings, args=(EMPTY,), key="empty_grid")
        if held is not None:
            st.button(say("response.close"), on_click=forget_readings, key="close_readings")
    if file is not None:
        content = file.getvalue()
        digest = hashlib.sha256(content).hexdigest()
        keep_readings(state.keep_once("readings", digest, lambda: parse_readings(read_sheet(content))))
        st.rerun()


def _offer_grid(shown: pd.DataFrame) -> None:
    config = st.column_config
    with st.form("readings_form", border=False):
        edited = st.data_editor(
            shown,
            num_rows="dynamic",
            hide_index=True,
            height=320,
            placeholder="",
            key="readings_grid",
            column_config={
                "patient": config.TextColumn(say("response.patient")),
                "reader": config.TextColumn(say("response.reader")),
                "visit": config.NumberColumn(
                    say("response.visit"), min_value=0, step=1, help=say("response.visit_help")
                ),
                "sum_mm": config.NumberColumn(say("response.sum_mm"), min_value=0.0, format="%.1f"),
                "non_target": config.SelectboxColumn(say("response.non_target"), options=list(map(str, NonTarget))),
                "new_lesion": config.CheckboxColumn(say("response.new_lesion")),
            },
        )
        if st.form_submit_button(say("response.use"), type="primary"):
            keep_readings(parse_readings(edited))
            st.rerun()
