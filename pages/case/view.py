"""What is this patient's risk of non-response, and how far can the number be trusted?"""

from __future__ import annotations

import streamlit as st

from pages.case.chips import case_chips
from pages.case.inputs import choose_case, work_area
from pages.case.job import current_workup, follow_job, submit_case, warm_up
from pages.case.ready import show_ready
from pages.case.result import show_result
from pages.case.sets import choose_set
from pages.shared import state
from pages.shared.first_run import show_first_run
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_head
from pages.shared.words import say

workup = None
with explain_errors():
    state.return_to_job()
    workup = current_workup()
waiting = workup is None and not state.job()

with st.container(horizontal=True, vertical_alignment="top"):
    show_head("case", case_chips(workup))
    if not waiting:
        st.button(say("case.new"), on_click=state.forget_inputs, icon=":material/add:", key="new_case")

if workup is not None:
    with explain_errors():
        show_result(workup)
elif state.job():
    with explain_errors():
        follow_job()

if waiting and not state.demo_case_id():
    show_first_run(ways_in=False)
with st.container() if waiting else st.expander(say("case.inputs")), explain_errors():
    left, right = work_area()
    case = choose_case(left, right)
    with right:
        models = choose_set()
    if case is not None:
        warm_up()
        settings, asked = show_ready(case, models, left, right)
        if asked or state.wants_start():
            submit_case(case, models, settings)
