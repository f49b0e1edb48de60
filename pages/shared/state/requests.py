"""Which job of a session answers which request."""

from __future__ import annotations

import streamlit as st

_REQUESTS = "_requests"


def keep_request(name: str, request: object, job_id: str) -> None:
    """Remember the job that answers a request; one request of a name is held."""
    st.session_state.setdefault(_REQUESTS, {})[name] = (request, job_id)


def job_of(name: str, request: object) -> str:
    """The job of this session that answers exactly this request, or nothing."""
    held, job_id = st.session_state.get(_REQUESTS, {}).get(name, (None, ""))
    return job_id if held == request else ""


def forget_requests(*names: str) -> None:
    """Drop the jobs of these names, so that they can be asked for again."""
    for name in names:
        st.session_state.get(_REQUESTS, {}).pop(name, None)
