"""The filter bar of the cohort page; every choice stands in the address, so that a link shows the same view."""

from __future__ import annotations

import streamlit as st

from pages.cohort.rows import Filters
from pages.shared.evidence import headline, models, splits
from pages.shared.words import say


def choose_filters() -> Filters:
    """Draw the bar and return what is chosen."""
    with st.container(border=True, key="card_filters"):
        bar = st.grid(3, min_column_width=240, gap=("xsmall", "medium"))
        split = bar.segmented_control(
            say("split.label"),
            ["all", *reversed(splits())],
            default="all",
            required=True,
            format_func=lambda name: say(f"split.{name}"),
            key="split",
            persist_state="session",
        )
        outcome = bar.segmented_control(
            say("cohort.outcome"),
            ["all", "yes", "no"],
            default="all",
            required=True,
            format_func=lambda name: say(f"cohort.outcome_{name}"),
            wrap=False,
            key="outcome",
            persist_state="session",
        )
        model = bar.selectbox(
            say("model.label"),
            models(),
            index=models().index(headline()),
            format_func=lambda name: say(f"model.{name}"),
            key="cohort_model",
            persist_state="session",
        )
        risk = bar.slider(say("cohort.risk"), 0, 100, (0, 100), format="%d%%", key="risk", bind="query-params")
        text = bar.text_input(say("cohort.find"), placeholder=say("cohort.find_hint"), key="find", bind="query-params")
        worst = bar.toggle(say("cohort.worst"), help=say("cohort.error_help"), key="worst", bind="query-params")
    return Filters(split, outcome, model, risk, text, worst)
