"""Patients whom readers put into different categories, and what they agree on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.clinical.label_noise import disagreements
from core.clinical.mrecist import Response
from pages.response.judged import Judged
from pages.shared import state
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say


def show_disagreements(judged: Judged) -> None:
    """The list, with a column to choose the agreed category in; each choice counts at once."""
    show_name(say("response.list"), say("response.list_note"))
    differing = disagreements(judged.categories)
    if differing.empty:
        show_note(say("response.list_empty"))
        return
    agreed = state.ADJUDICATED.value() or {}
    table = differing.copy()
    table.insert(0, "agreed", pd.Series(agreed, dtype=object).reindex(differing.index))
    config = st.column_config
    edited = st.data_editor(
        table.rename_axis(say("response.patient")),
        column_config={
            "agreed": config.SelectboxColumn(say("response.agreed_on"), options=list(map(str, Response)), width=150)
        },
        disabled=["_index", *judged.readers],
        height=min(36 * (len(table) + 1) + 3, 330),
        row_height=36,
        placeholder="–",
        key="adjudication",
    )
    chosen = edited["agreed"].dropna().to_dict()
    if chosen != agreed:
        state.ADJUDICATED.keep(chosen)
    show_note(say("response.list_done", done=len(chosen), n=len(table)))
