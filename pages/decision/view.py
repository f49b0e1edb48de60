"""Which models are worth acting on, and at which threshold?"""

from __future__ import annotations

import streamlit as st

from pages.decision.benefit import show_benefit
from pages.decision.choices import choose_view
from pages.decision.difference import show_difference
from pages.decision.direction import show_direction
from pages.decision.operating import show_operating
from pages.decision.patients import show_patients
from pages.decision.rates import show_rates
from pages.decision.subject import study
from pages.decision.table import choose_patient
from pages.shared.evidence import reviewed
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_head
from pages.shared.words import say


@st.fragment
def show_linked() -> None:
    """Everything the threshold rules. A fragment: moving the threshold leaves the frame around it alone."""
    head = st.container()
    with explain_errors():
        chosen = choose_view()
        with head:
            show_head("decision", [reviewed_chip(), (say(f"decision.meaning_{chosen.event}"), "")])
        of = study(chosen)
        at_threshold = of.counts(chosen.threshold)
        here = at_threshold[chosen.model]
        show_direction(of, chosen)
        with st.container(key="tiles_at_threshold"):
            show_patients(here, chosen)

        pair = st.grid(2, min_column_width=460)
        with pair.container(border=True, height="stretch", key="card_benefit"):
            scale = show_benefit(of, here, chosen)
        with pair.container(border=True, height="stretch", key="card_roc"):
            show_operating(of, here, chosen)
        with st.container(border=True, key="card_rates"):
            show_rates(of, at_threshold, chosen)
        with st.container(border=True, key="card_difference"):
            show_difference(of, scale, chosen)
        with st.container(border=True, key="card_patients"):
            opened = choose_patient(of, chosen)
        if opened and reviewed().simulated:
            st.switch_page("pages/case/view.py", query_params={"case": opened})


show_linked()
