"""The only door to what a session remembers. A page asks by these names and never spells a key.

Patient values live here, in one session, and in the worker that computes on them; never in a cache that others share.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from core.language import LANGUAGES
from core.values import Case
from core.workup import Workup

LANGUAGE = "language"
THRESHOLD = "threshold"
SENSIBLE_RANGE = "sensible"
CURVE = "curve"
UPLOADS = "uploads"
_CASE, _WORKUP, _JOB_OF, _MEMO = "_case", "_workup", "_job_of_workup", "_memo"


def language() -> str:
    """The chosen language; before any choice the address's, then the browser's, then English."""
    wanted = (st.session_state.get(LANGUAGE), st.query_params.get(LANGUAGE), (st.context.locale or "")[:2])
    return next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])


def keep_once(name: str, key: Hashable, make: Callable[[], Any]) -> Any:
    """What `make` returned for this key in this session; another key replaces it, so one value per name is held."""
    memo = st.session_state.setdefault(_MEMO, {})
    if name not in memo or memo[name][0] != key:
        memo[name] = (key, make())
    return memo[name][1]


def case() -> Case | None:
    """The case whose inputs are complete, if any."""
    held: Case | None = st.session_state.get(_CASE)
    return held


def keep_case(new: Case | None) -> None:
    """Remember the inputs; a prediction made from other inputs is forgotten."""
    st.session_state[_CASE] = new


def workup() -> Workup | None:
    """The finished prediction of this session, if any."""
    held: Workup | None = st.session_state.get(_WORKUP)
    return held


def keep_workup(job: str, new: Workup) -> None:
    """Remember what a job returned, and which job it was."""
    st.session_state[_WORKUP], st.session_state[_JOB_OF] = new, job


def workup_of(job: str) -> Workup | None:
    """The held prediction when this job made it."""
    return workup() if st.session_state.get(_JOB_OF) == job else None


def job() -> str:
    """The job the address names, or nothing."""
    return st.query_params.get("job", "")


def keep_job(job_id: str) -> None:
    """Put the job in the address: a refresh or a colleague with the link finds it again."""
    st.query_params["job"] = job_id


def forget_prediction() -> None:
    """Drop everything that was computed from inputs that changed."""
    for key in (_WORKUP, _JOB_OF):
        st.session_state.pop(key, None)
    st.query_params.pop("job", None)


def forget_inputs() -> None:
    """Start over: no case, no prediction, empty upload slots."""
    forget_prediction()
    st.session_state.pop(_CASE, None)
    st.session_state[UPLOADS] = uploads() + 1
    st.query_params.pop("case", None)


def uploads() -> int:
    """Number of the current pair of upload slots; a new number empties them."""
    return int(st.session_state.get(UPLOADS, 0))


def demo_case_id() -> str:
    """The demonstration case the address names, or nothing."""
    return st.query_params.get("case", "")


def open_demo_case(case_id: str) -> None:
    """Name a demonstration case in the address in place of any upload."""
    forget_inputs()
    st.query_params["case"] = case_id


def move_threshold() -> None:
    """Take the threshold from the last click on the decision curve."""
    picked = st.session_state[CURVE]["selection"].get("pick", [])
    if picked:
        st.session_state[THRESHOLD] = round(100 * picked[0]["threshold"])
