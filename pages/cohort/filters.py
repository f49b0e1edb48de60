"""The filter bar of the cohort page; every choice stands in the address, so that a link shows the same view."""

from __future__ import annotations

import streamlit as st

from pages.cohort.rows import Filters
from pages.shared.address import in_address, keep_in_address
from pages.shared.evidence import headline, models, splits
from pages.shared.words import say

ALL = "all"
OUTCOMES = (ALL, "yes", "no")


def choose_filters() -> Filters:
    """Draw the bar and return what is chosen."""
    sides = [ALL, *reversed(splits())]
    with st.container(border=True, key="card_filters"):
        bar = st.grid(3, min_column_width=240, gap=("xsmall", "medium"))
        split = bar.segmented_control(
            say("split.label"),
            sides,
            default=in_address("split", sides, ALL),
            required=True,
            format_func=lambda name: say(f"split.{name}"),
            key="split",
            persist_state="session",
        )
        outcome = bar.segmented_control(
            say("cohort.outcome"),
            OUTCOMES,
            default=in_address("outcome", OUTCOMES, ALL),
            required=True,
            format_func=lambda name: say(f"cohort.outcome_{name}"),
            wrap=False,
            key="outcome",
            persist_state="session",
        )
        model = bar.selectbox(
            say("model.label"),
            models(),
            index=models().index(in_address("model", models(), headline())),
            format_func=lambda name: say(f"model.{name}"),
            key="cohort_model",
            persist_state="session",
        )
        risk = bar.slider(say("cohort.risk"), 0, 100, (0, 100), format="%d%%", key="risk", bind="query-params")
        text = bar.text_input(say("cohort.find"), placeholder=say("cohort.find_hint"), key="find", bind="query-params")
        worst = bar.toggle(say("cohort.worst"), help=say("cohort.error_help"), key="worst", bind="query-params")
    for name, chosen, usual in (("split", split, ALL), ("outcome", outcome, ALL), ("model", model, headline())):
        keep_in_address(name, chosen, usual)
    return Filters(split, outcome, model, risk, text, worst)
