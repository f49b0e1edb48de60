"""The case of a session: its uploads, the job that predicts it, the finished prediction."""

from __future__ import annotations

import streamlit as st

from core.workup import Workup
from pages.shared.state.drawing import forget_drawing
from pages.shared.state.slots import forget_once

UPLOADS = "uploads"
_WORKUP, _WORKUP_JOB, _JOB, _START = "_workup", "_workup_job", "_job", "_start"


def is_computing() -> bool:
    """Whether this session started a prediction whose result it has not seen yet."""
    return _JOB in st.session_state and workup() is None


def workup() -> Workup | None:
    """The finished prediction of this session, if any."""
    return st.session_state.get(_WORKUP)


def keep_workup(job_id: str, new: Workup) -> None:
    """Remember what a job returned, and which job it was."""
    st.session_state[_WORKUP], st.session_state[_WORKUP_JOB] = new, job_id


def workup_of(job_id: str) -> Workup | None:
    """The held prediction when this job made it."""
    return workup() if st.session_state.get(_WORKUP_JOB) == job_id else None


def job() -> str:
    """The job the address names, or nothing."""
    return st.query_params.get("job", "")


def keep_job(job_id: str) -> None:
    """Put the job in the address: a refresh or a colleague with the link finds it again."""
    st.query_params["job"] = job_id
    st.session_state[_JOB] = (job_id, demo_case_id())


def return_to_job() -> None:
    """Back on the page after a look elsewhere: name this session's job again, unless another case was asked for."""
    job_id, case_id = st.session_state.get(_JOB, ("", ""))
    if not job_id or job():
        return
    if demo_case_id() in {"", case_id}:
        st.query_params.update({"job": job_id} | ({"case": case_id} if case_id else {}))
    else:
        forget_prediction()


def forget_prediction() -> None:
    """Drop everything that was computed from inputs that changed."""
    for key in (_WORKUP, _WORKUP_JOB, _JOB):
        st.session_state.pop(key, None)
    st.query_params.pop("job", None)


def forget_inputs() -> None:
    """Start over: no case, no prediction, empty upload slots."""
    forget_prediction()
    forget_drawing()
    forget_once()
    st.session_state[UPLOADS] = uploads() + 1
    st.query_params.pop("case", None)


def uploads() -> int:
    """Number of the current pair of upload slots; a new number empties them."""
    return int(st.session_state.get(UPLOADS, 0))


def demo_case_id() -> str:
    """The demonstration case the address names, or nothing."""
    return st.query_params.get("case", "")


def open_demo_case(case_id: str) -> None:
    """Name a demonstration case in the address in place of any upload, to be predicted at once."""
    forget_inputs()
    st.query_params["case"] = case_id
    st.session_state[_START] = True


def wants_start() -> bool:
    """Whether the prediction is to start by itself; asked once."""
    return bool(st.session_state.pop(_START, False))
