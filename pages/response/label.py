"""The label that goes to the cohort, or onto disk."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.csv_text import as_csv
from core.review import relabel
from pages.response.judged import Judged
from pages.response.noise import label_name
from pages.shared import state
from pages.shared.evidence import opened
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_name, show_note
from pages.shared.words import notice, say


def show_label(judged: Judged, simulated: bool) -> None:
    """Choose whose label; send it to the cohort, take it back, or save it as CSV."""
    show_name(say("response.label"), say("response.label_note"))
    labels = judged.labels
    name = st.selectbox(
        say("response.whose"), list(labels), len(labels.columns) - 1, format_func=label_name, key="whose", width=320
    )
    column = labels[name]
    told = {"events": int(column.sum()), "n": int(column.notna().sum()), "open": int(column.isna().sum())}
    show_note(say("response.label_told", **told))
    with st.container(horizontal=True):
        sends = st.button(say("response.send"), type="primary", icon=":material/send:", key="send_label")
        st.download_button(
            say("response.download"),
            label_csv(judged.categories, labels, name, simulated=simulated),
            "hepasr-label.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="download_label",
        )
        if state.LABEL.value() is not None:
            st.button(say("response.take_back"), on_click=state.LABEL.forget, key="take_back")
    with explain_errors():
        if sends:
            state.LABEL.keep((label_name(name), relabel(opened(), column)))
            st.rerun()
    if state.LABEL.value() is not None:
        sent, review = state.LABEL.value()
        show_note(say("response.sent", label=sent, n=len(review.cohort)))


def label_csv(categories: pd.DataFrame, labels: pd.DataFrame, name: str, *, simulated: bool) -> str:
    """Categories of every reader and the chosen label (event: 1 is non-response), headed by what it is."""
    table = categories.add_prefix("category: ").assign(event=labels[name].astype("Int64"))
    return f"# {notice(simulated=simulated)}\n{as_csv(table.rename_axis('case_id'))}"
