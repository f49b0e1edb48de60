"""What became of each patient, how far do readers agree on it, and what does their disagreement cost the models?"""

from __future__ import annotations

import streamlit as st

from pages.response.adjudication import show_disagreements
from pages.response.agreement import show_agreement, show_differences
from pages.response.coding import show_coding
from pages.response.courses import show_courses
from pages.response.entry import enter_readings
from pages.response.held import held_readings
from pages.response.judged import judge
from pages.response.label import show_label
from pages.response.livers import show_livers
from pages.response.noise import show_noise
from pages.response.outcomes import show_outcomes, show_pictures, show_tiles_of
from pages.response.outlines import show_outlines
from pages.response.reader_features import show_reader_features
from pages.response.rules import choose_rules
from pages.shared import state
from pages.shared.baseline import show_baseline
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_head, show_name
from pages.shared.words import say

simulated = state.READINGS.value() is None
marks = [(say("response.simulated_readings"), "notice")] if simulated and state.own_cohort() is None else []
show_head("response", [reviewed_chip(), *marks, (say("event.meaning"), "")])

with explain_errors():
    readings = held_readings()
    enter_readings(readings)
    if readings is None:
        st.info(say("response.nothing"))
    else:
        rules = choose_rules(sorted(readings["reader"].unique()))
        judged = judge(readings, rules.criteria, rules.confirmed)
        show_tiles_of(judged, rules.reader)
        show_pictures(judged, rules.reader)
        with st.container(border=True, key="card_outcomes"):
            show_name(say("response.outcomes"), say("response.outcomes_note"))
            show_outcomes(judged)
            show_courses(judged, simulated=simulated)

        if len(judged.readers) > 1:
            with st.container(border=True, key="card_agreement"):
                parts = st.grid(5, min_column_width=150)
                with parts.cell(column_span=3):
                    show_agreement(judged)
                with parts.cell(column_span=2):
                    show_differences(judged)
            with st.container(border=True, key="card_list"):
                show_disagreements(judged)

        with st.container(border=True, key="card_noise"), explain_errors():
            show_noise(judged)
        with st.container(border=True, key="card_label"):
            show_label(judged, simulated)

    with st.container(border=True, key="card_outlines"), explain_errors():
        show_outlines()
        show_reader_features()
    with st.container(border=True, key="card_coding"), explain_errors():
        show_coding()
    with st.container(border=True, key="card_livers"), explain_errors():
        show_livers()
    with st.container(border=True, key="card_baseline"), explain_errors():
        show_baseline()
