"""The door for a team's own tables: two uploads, what each column is, the event, and the cohort they make."""

from __future__ import annotations

from functools import partial

import streamlit as st

from core.intake.assemble import Intake, Split, build_cohort
from core.intake.mapping import CohortMapping
from core.prediction.validation import split_cohort
from pages.shared import state
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_note
from pages.shared.words import say
from pages.signature.own_account import show_account
from pages.signature.own_mapping import choose_mapping
from pages.signature.own_tables import Tables, choose_tables, offer_templates


def choose_table_cohort() -> Intake | None:
    """Offer to open a team's own tables, and while they are open to close them again; what is open, if anything."""
    intake = state.own_intake()
    if intake is not None:
        show_account(intake)
        return intake
    with st.expander(say("intake.title"), icon=":material/table_view:", key="own_tables"), explain_errors():
        show_note(say("intake.how"))
        offer_templates()
        tables = choose_tables()
        if tables is not None:
            mapping, makes_split = choose_mapping(tables)
            if st.button(say("intake.open"), type="primary", key="open_intake"):
                state.keep_intake(_build(tables, mapping, makes_split))
                st.rerun()
    return None


def _build(tables: Tables, mapping: CohortMapping, makes_split: bool) -> Intake:
    split: Split | None = partial(split_cohort, share=mapping.share, seed=mapping.seed) if makes_split else None
    return build_cohort(mapping, tables.clinical, tables.features, split)
