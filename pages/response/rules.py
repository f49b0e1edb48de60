"""What rules the page: the criteria, whether a response must be confirmed, and whose readings the pictures show."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core.clinical.mrecist import CRITERIA, Criteria
from pages.shared.words import say


@dataclass(frozen=True)
class Rules:
    """Criteria, whether confirmation is asked for, and the reader shown."""

    criteria: Criteria
    confirmed: bool
    reader: str


def choose_rules(readers: list[str]) -> Rules:
    """Draw the bar."""
    with st.container(border=True, key="card_rules"):
        bar = st.grid(3, min_column_width=240, gap=("xsmall", "medium"), vertical_alignment="bottom")
        criteria = bar.segmented_control(
            say("response.criteria"),
            list(CRITERIA),
            default=next(iter(CRITERIA)),
            required=True,
            key="criteria",
            help=say("response.criteria_help"),
            persist_state="session",
        )
        reader = bar.selectbox(say("response.shown_reader"), readers, key="shown_reader", persist_state="session")
        confirmed = bar.toggle(
            say("response.confirmed"), key="confirmed", help=say("response.confirmed_help"), persist_state="session"
        )
    return Rules(CRITERIA[criteria], confirmed, reader)
