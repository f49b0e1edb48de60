"""Two readers' feature tables: the ICC of every feature, by family, and the table that the other pages take."""

from __future__ import annotations

import hashlib

import streamlit as st

from core.features.agreement_table import RELIABLE, ReliabilityTable, summarise_reliability, unreliable_features
from core.intake.sheet import TABLE_FILES
from core.reader_features import compare_readers
from pages.response.outlines import READERS
from pages.shared import state
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say


def show_reader_features() -> None:
    """Two slots for tables, and the families with their reliability once both are there."""
    show_name(say("outlines.features"), say("outlines.features_note"))
    slots = st.grid(2, min_column_width=280)
    files = [
        slots.file_uploader(say(f"outlines.table_{name}"), type=TABLE_FILES, key=f"features_{name}") for name in READERS
    ]
    with st.container(horizontal=True):
        st.page_link("pages/superres/view.py", label=say("outlines.link"), icon=":material/arrow_forward:")
    contents = [file.getvalue() for file in files if file is not None]
    if len(contents) < len(READERS):
        return
    with explain_errors():
        key = tuple(hashlib.sha256(content).hexdigest() for content in contents)
        _show(state.keep_once("reader features", key, lambda: compare_readers(*contents)))


def _show(table: ReliabilityTable) -> None:
    unreliable = len(unreliable_features(table))
    show_note(
        say("outlines.told", cases=table.n_cases, n=len(table.rows), unreliable=unreliable, threshold=RELIABLE),
    )
    number = st.column_config.NumberColumn
    st.dataframe(
        summarise_reliability(table).reset_index(),
        column_config={
            "family": st.column_config.TextColumn(say("superres.family"), pinned=True),
            "n_unreliable": number(say("reliability.unreliable")),
            "n": number(say("superres.features")),
            "icc": number(say("reliability.icc_median"), format="%.3f"),
            "ccc": number(say("reliability.ccc_median"), format="%.3f", help=say("reliability.ccc_help")),
        },
        column_order=["family", "n_unreliable", "n", "icc", "ccc"],
        hide_index=True,
        height=280,
        key="reader_families",
        alt=say("outlines.features"),
    )
    with st.container(horizontal=True):
        st.download_button(
            say("outlines.download"),
            table.as_csv(),
            "hepasr-reader-reliability.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="download_reader_features",
        )
        st.button(
            say("outlines.use"), icon=":material/send:", on_click=state.keep_reliability, args=(table,), key="use_icc"
        )
