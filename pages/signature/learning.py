"""The jobs behind a signature: what is chosen comes first, scores and models follow; each in a process of its own."""

from __future__ import annotations

import streamlit as st

from core.errors import JobFailed
from core.signature_study import STEPS, Chosen, Study
from pages.shared import state
from pages.shared.jobs import learning_jobs
from pages.shared.notices import explain_errors
from pages.shared.widgets import place_in, show_name, show_steps
from pages.shared.words import say
from pages.signature.subject import Subject

ENDED = ("done", "failed", "cancelled")


def learn_subject(subject: Subject) -> tuple[Chosen | None, Study | None]:
    """What is there of the signature and of its study, both started where they were not; shows how far they are.

    Raises
    ------
    JobFailed
        Nothing can be learnt, with the sentence that says why.
    """
    choice, study = _jobs_of(subject)
    chosen: Chosen | None = _result(choice)
    studied: Study | None = _result(study)
    if studied is None:
        _follow(choice, study, chosen is not None)
    return chosen, studied


def _jobs_of(subject: Subject) -> tuple[str, str]:
    jobs, settings = learning_jobs(), subject.settings()
    request = (subject.key, subject.arm, settings)
    if not state.job_of("choice", request):
        asked = (subject.cohort, subject.arm, settings)
        state.keep_request("choice", request, jobs.submit_choice(*asked))
        state.keep_request("study", request, jobs.submit_study(*asked, subject.clinical()))
    return state.job_of("choice", request), state.job_of("study", request)


def _result(job_id: str) -> Chosen | Study | None:
    """What the job returned, None while it is under way; one that failed offers to start again, and raises."""
    jobs = learning_jobs()
    try:
        status = jobs.status(job_id)
    except JobFailed:
        state.forget_requests("choice", "study")
        raise
    if status.state == "failed":
        again = {"on_click": state.forget_requests, "args": ("choice", "study"), "icon": ":material/refresh:"}
        st.button(say("signature.again"), key=f"again_{job_id}", **again)
        raise JobFailed(status.message)
    return jobs.result(job_id) if status.state == "done" else None


@st.fragment(run_every=0.5)
def _follow(choice: str, study: str, has_choice: bool) -> None:
    """Show where the study is, twice a second; the page is drawn again when there is more to show."""
    with explain_errors():
        jobs = learning_jobs()
        status = jobs.status(study)
        if status.state in ENDED or (not has_choice and jobs.status(choice).state in ENDED):
            st.rerun()
        with st.container(border=True, key="card_learning"):
            show_name(say("signature.learning", seconds=status.seconds), say("signature.learning_note"))
            st.progress(min(status.fraction, 1.0))
            kinds = place_in(STEPS, status.message)
            show_steps((say(f"signature.step_{name}"), kind, "") for name, kind in zip(STEPS, kinds, strict=True))
