"""Who was predicted well, and where were the models most wrong?"""

from __future__ import annotations

import streamlit as st

from pages.cohort.flow import show_flow
from pages.cohort.own import choose_cohort
from pages.cohort.review import show_review
from pages.shared.address import choose_one
from pages.shared.baseline import show_baseline
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_head
from pages.shared.words import say

PARTS = ("patients", "flow", "baseline")

head = st.container()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    part = choose_one("part", PARTS, "cohort.part", "cohort.part_", "cohort_part", label_visibility="collapsed")
    choose_cohort()
with head:
    show_head("cohort", [reviewed_chip(), (say("event.meaning"), "")])

with explain_errors():
    if part == "patients":
        show_review()
    elif part == "flow":
        show_flow()
    else:
        with st.container(border=True, key="card_baseline"):
            show_baseline()
