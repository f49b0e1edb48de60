"""What rules the decision page: the patients, the model told in patients, the sensible range, the threshold."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.shared import state
from pages.shared.evidence import headline, models, splits
from pages.shared.words import say


@dataclass(frozen=True)
class Chosen:
    """Choices of the page; threshold and range as probabilities."""

    split: str
    model: str
    sensible: tuple[float, float]
    threshold: float


def choose_view() -> Chosen:
    """Draw the bar of choices. Threshold and range stand in the address, so that a link shows the same view."""
    with st.container(border=True, key="card_choices"):
        bar = st.grid(4, min_column_width=215, gap=("xsmall", "medium"))
        split = bar.segmented_control(
            say("split.label"),
            splits(),
            default=splits()[0],
            required=True,
            format_func=lambda name: say(f"split.{name}"),
            key="decision_split",
            persist_state="session",
        )
        model = bar.selectbox(
            say("decision.model"),
            models(),
            index=models().index(headline()),
            format_func=lambda name: say(f"model.{name}"),
            key="decision_model",
            persist_state="session",
        )
        low, high = bar.slider(
            say("decision.sensible"), 0, 100, (15, 60), format="%d%%", key=state.SENSIBLE_RANGE, bind="query-params"
        )
        threshold = bar.slider(
            say("decision.threshold"),
            1,
            99,
            35,
            format="%d%%",
            key=state.THRESHOLD,
            bind="query-params",
            help=say("decision.threshold_help"),
        )
    return Chosen(split, model, (low / 100, high / 100), threshold / 100)
