"""How do a patient's values add up to the risk, and is the model at home there?"""

from __future__ import annotations

import streamlit as st

from core.evaluation.nomogram import build_nomogram
from core.evaluation.nomogram_reading import read_patient
from pages.nomogram.axes import show_axes
from pages.nomogram.choices import choose_view
from pages.nomogram.entry import enter_values
from pages.nomogram.odds import show_odds
from pages.nomogram.reading import show_sum, show_verdict
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_head
from pages.shared.words import say

show_head("nomogram", [reviewed_chip(), (say("event.meaning"), "")])

with explain_errors():
    chosen = choose_view()
    nomogram = build_nomogram(chosen.model)
    above = st.grid(3, min_column_width=290)
    left, right = above.cell(column_span=2), above.cell()
    with right, st.container(border=True, key="card_values"):
        values = enter_values(chosen)
    reading = read_patient(nomogram, values)
    with right, st.container(border=True, key="card_verdict"):
        show_verdict(chosen, nomogram, reading)
    with left, st.container(border=True, key="card_axes"):
        show_axes(chosen, nomogram, values, reading)

    below = st.grid(2, min_column_width=460)
    with below.container(border=True, height="stretch", key="card_sum"):
        show_sum(chosen, nomogram, reading)
    with below.container(border=True, height="stretch", key="card_odds"):
        show_odds(chosen)
