"""The job behind a prediction: submitted to a worker process, named in the address, watched until it ends."""

from __future__ import annotations

import streamlit as st

from core.errors import JobFailed
from core.jobs.engine import Engine, JobStatus
from core.prediction_set import DEFAULT_SET
from core.values import Case
from core.workup import Workup
from pages.case.timeline import show_timeline
from pages.shared import state
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The one queue of this server."""
    return Engine(workers=1)


def submit_case(case: Case) -> None:
    """Queue the prediction and show the page again, now following it."""
    state.forget_prediction()
    state.keep_job(engine().submit(case, DEFAULT_SET))
    st.rerun()


def current_workup() -> Workup | None:
    """What the job in the address returned, if it is done.

    Raises
    ------
    JobFailed
        The job stopped with an error, or this server does not know it.
    """
    job_id = state.job()
    if not job_id:
        return None
    held = state.workup_of(job_id)
    if held is not None:
        return held
    try:
        status = engine().status(job_id)
    except JobFailed:
        state.forget_prediction()
        raise
    if status.state == "failed":
        state.forget_prediction()
        raise JobFailed(status.message)
    if status.state == "done":
        state.keep_workup(job_id, engine().result(job_id))
    return state.workup_of(job_id)


@st.fragment(run_every=0.5)
def follow_job() -> None:
    """Show where the job is, twice a second, until it ends."""
    with explain_errors():
        status = engine().status(state.job())
        if status.state in ("done", "failed"):
            st.rerun()
        _show_status(status)


def _show_status(status: JobStatus) -> None:
    with st.container(border=True, key="card_progress"):
        if status.state == "queued":
            show_name(say("case.queued", ahead=status.ahead), say("case.queued_note"))
        else:
            show_name(say("case.running", seconds=status.seconds), say("case.running_note"))
        st.progress(min(status.fraction, 1.0))
        show_timeline(status.message)
        show_note(say("case.link_note"))
