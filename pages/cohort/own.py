"""The door for a team's own cohort: a spreadsheet of outcomes and risks, held by this session alone."""

from __future__ import annotations

import hashlib

import streamlit as st

from core.intake.sheet import TABLE_FILES
from core.review import MODELS, ReviewedCohort, read_review
from pages.shared import state
from pages.shared.evidence import learnt_cohort
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_note
from pages.shared.words import say


def choose_cohort() -> None:
    """Offer to open a CSV file, and while one is open to return to the demonstration cohort."""
    own = state.own_cohort()
    if own is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            show_note(say("cohort.own_open", n=len(own.cohort)))
            st.button(say("cohort.own_close"), on_click=state.forget_cohort, key="close_cohort")
        return
    with st.popover(say("cohort.own"), icon=":material/upload_file:"), explain_errors():
        show_note(say("cohort.own_note", models=", ".join(MODELS)))
        file = st.file_uploader(
            say("cohort.own_upload"), type=TABLE_FILES, key="own_cohort", label_visibility="collapsed"
        )
        name = "hepasr-cohort-template.csv"
        st.download_button(say("cohort.own_template"), template(), name, "text/csv", on_click="ignore", key="template")
        if file is not None:
            state.keep_cohort(_read_once(file.getvalue()))
            st.rerun()


def template() -> str:
    """A CSV file with the columns a cohort can have and four made-up patients; it can be opened as it is."""
    head = ("case_id", "patient_id", "split", "event", *MODELS, "diameter_cm", "enhancement")
    rows = (
        ("A-001", "P-001", "training", 1, 0.62, 0.55, 0.57, 0.64, 0.66, 8.1, "atypical"),
        ("A-002", "P-002", "training", 0, 0.21, 0.30, 0.28, 0.25, 0.20, 4.4, "typical"),
        ("A-003", "P-003", "validation", 1, 0.48, 0.51, 0.53, 0.60, 0.58, 6.9, "typical"),
        ("A-004", "P-004", "validation", 0, 0.35, 0.40, 0.33, 0.29, 0.31, 5.2, "typical"),
    )
    return "".join(f"{','.join(map(str, row))}\n" for row in (head, *rows))


def _read_once(content: bytes) -> ReviewedCohort:
    digest = hashlib.sha256(content).hexdigest()
    review: ReviewedCohort = state.keep_once(
        "cohort", digest, lambda: read_review(content, learnt_cohort().cohort.event_name)
    )
    return review
