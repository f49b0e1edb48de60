"""What is this model, what was it learnt from, and where does it fail?"""

from __future__ import annotations

import streamlit as st

from pages.cards.choice import Opened, choose_card
from pages.cards.facts import show_facts, show_files, show_more
from pages.cards.models import show_models
from pages.shared.notices import explain_errors
from pages.shared.widgets import Chip, show_head, simulated
from pages.shared.words import say, say_or

opened: Opened | None = None
head = st.container()
with explain_errors():
    opened = choose_card()

with head:
    marks: list[Chip] = []
    if opened is not None:
        kind, version = say_or(f"cards.kind_{opened.card.kind}", opened.card.kind), opened.card.version
        marks = [(kind, ""), (say("cards.version", version=version), "")]
        marks += [simulated()] if opened.card.extra.get("simulated") else []
    show_head("cards", [*marks, (say("disclaimer.short"), "notice")])

if opened is not None:
    with explain_errors():
        grid = st.grid(2, min_column_width=430)
        with grid.container(border=True, height="stretch", key="card_facts"):
            show_facts(opened)
        with grid.container(border=True, height="stretch", key="card_files"):
            show_files(opened)
    if opened.card.kind == "prediction":
        with st.container(border=True, key="card_models"), explain_errors():
            show_models(opened)
    with st.container(border=True, key="card_more"), explain_errors():
        show_more(opened)
