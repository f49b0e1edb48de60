"""The job behind a prediction: submitted to a worker process, named in the address, watched until it ends."""

from __future__ import annotations

import streamlit as st

from core.errors import Cancelled, JobFailed
from core.jobs.engine import Engine, JobStatus
from core.values import Case, ReconstructionSettings
from core.workup import Workup
from pages.case.timeline import show_timeline
from pages.shared import state
from pages.shared.evidence import set_folder
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say

ENDED_WITHOUT = {"failed": JobFailed, "cancelled": Cancelled}
"""How a job can end without a result, and what is raised then."""


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The one queue of this server."""
    return Engine(workers=1)


def warm_up() -> None:
    """Let the worker load its libraries while the person still looks at the case."""
    engine()


def submit_case(case: Case, models: str, settings: ReconstructionSettings) -> None:
    """Queue the prediction and show the page again, now following it."""
    state.forget_prediction()
    simulated = bool(state.demo_case_id())
    state.keep_job(engine().submit(case, set_folder(models), settings, simulated=simulated))
    st.rerun()


def current_workup() -> Workup | None:
    """What the job in the address returned, if it is done.

    Raises
    ------
    JobFailed
        The job stopped with an error, or this server does not know it.
    Cancelled
        Somebody who followed the job ended it.
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
    if status.state in ENDED_WITHOUT:
        state.forget_prediction()
        raise ENDED_WITHOUT[status.state](status.message)
    if status.state == "done":
        state.keep_workup(job_id, engine().result(job_id))
    return state.workup_of(job_id)


@st.fragment(run_every=0.5)
def follow_job() -> None:
    """Show where the job is, twice a second, until it ends."""
    with explain_errors():
        status = engine().status(state.job())
        if status.state == "done" or status.state in ENDED_WITHOUT:
            st.rerun()
        if _show_status(status):
            _cancel_job()


def _cancel_job() -> None:
    """End the job and return to the case as it was before."""
    engine().cancel(state.job())
    state.forget_prediction()
    st.toast(say("case.cancelled"), icon=":material/check:")
    st.rerun()


def _show_status(status: JobStatus) -> bool:
    """Draw the card; whether the person asked to end the job."""
    with st.container(border=True, key="card_progress"):
        if status.state == "queued":
            show_name(say("case.queued", ahead=status.ahead), say("case.queued_note"))
        else:
            show_name(say("case.running", seconds=status.seconds), say("case.running_note"))
        st.progress(min(status.fraction, 1.0))
        show_timeline(status.message)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            show_note(say("case.link_note"))
            asked: bool = st.button(say("case.cancel"), icon=":material/close:", key="cancel")
    return asked
