"""Every visit of every patient with its automatic category: what the counts above are made of."""

from __future__ import annotations

import streamlit as st

from core.csv_text import as_csv
from pages.response.judged import Judged
from pages.shared.words import notice, say

COLUMNS = (
    "patient",
    "reader",
    "visit",
    "sum_mm",
    "change",
    "nadir_mm",
    "target",
    "non_target",
    "new_lesion",
    "overall",
)


def show_courses(judged: Judged, *, simulated: bool) -> None:
    """The table in a fold, and as a file."""
    visits = judged.visits[[name for name in COLUMNS if name in judged.visits]]
    number = st.column_config.NumberColumn
    title = say("courses.title", n=len(visits))
    fold = st.expander(title, icon=":material/table_rows:", key="courses_fold", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.dataframe(
            visits,
            column_config={
                **{
                    name: say(f"response.{name}") for name in ("patient", "reader", "visit", "non_target", "new_lesion")
                },
                "sum_mm": number(say("response.sum_mm"), format="%.1f"),
                "change": number(say("response.change"), format="%+.1f"),
                "nadir_mm": number(say("courses.nadir_mm"), format="%.1f", help=say("courses.nadir_help")),
                "target": say("courses.target"),
                "overall": say("courses.overall"),
            },
            hide_index=True,
            height=300,
            key="courses",
            alt=title,
        )
        st.download_button(
            say("courses.download"),
            lambda: f"# {notice(simulated=simulated)}\n{as_csv(visits, index=False)}",
            "hepasr-responses.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="download_courses",
        )
