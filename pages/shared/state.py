"""The only door to what a session remembers. A page asks by these names and never spells a key.

Patient values live here, in one session, and in the worker that computes on them; never in a cache that others share.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from core.language import LANGUAGES
from core.review import ReviewedCohort
from core.workup import Workup

LANGUAGE, THRESHOLD, SENSIBLE_RANGE, CURVE, UPLOADS = "language", "threshold", "sensible", "curve", "uploads"
_WORKUP, _WORKUP_JOB, _JOB, _START, _MEMO = "_workup", "_workup_job", "_job", "_start", "_memo"
_REQUESTS = "_requests"


class Slot:
    """One thing a session holds until it is forgotten."""

    def __init__(self, key: str) -> None:
        self.key = key

    def value(self) -> Any:
        """What is held, or nothing."""
        return st.session_state.get(self.key)

    def keep(self, value: Any) -> None:
        """Hold this from now on."""
        st.session_state[self.key] = value

    def forget(self) -> None:
        """Hold nothing."""
        st.session_state.pop(self.key, None)


READINGS, ADJUDICATED, LABEL, RECIPE = Slot("_readings"), Slot("_adjudicated"), Slot("_label"), Slot("_recipe")
"""A table of readings; patient to agreed category; the name of a label and the cohort that carries it; how features are
chosen for a signature."""

_COHORT, _RELIABILITY, _INTAKE = Slot("_cohort"), Slot("_reliability"), Slot("_intake")
own_cohort = _COHORT.value
reliability, keep_reliability, forget_reliability = _RELIABILITY.value, _RELIABILITY.keep, _RELIABILITY.forget
own_intake, keep_intake, forget_intake = _INTAKE.value, _INTAKE.keep, _INTAKE.forget
"""The cohort (`ReviewedCohort`) this session opened in place of the demonstration; its reliability table; the cohort
(`Intake`) it made of its own tables to learn from."""


def language() -> str:
    """The chosen language; before any choice the address's, then the browser's."""
    wanted = (st.session_state.get(LANGUAGE), st.query_params.get(LANGUAGE))
    return next((code for code in wanted if code in LANGUAGES), browser_language())


def browser_language() -> str:
    """The language the browser asks for, or English."""
    code = (st.context.locale or "")[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


def keep_language() -> None:
    """Put the choice in the address, so that a refresh or a link speaks the same language."""
    if language() == browser_language():
        st.query_params.pop(LANGUAGE, None)
    elif st.query_params.get(LANGUAGE) != language():
        st.query_params[LANGUAGE] = language()


def keep_once(name: str, key: Hashable, make: Callable[[], Any]) -> Any:
    """What `make` returned for this key in this session; another key replaces it, so one value per name is held."""
    memo = st.session_state.setdefault(_MEMO, {})
    if name not in memo or memo[name][0] != key:
        memo[name] = (key, make())
    return memo[name][1]


def keep_cohort(review: ReviewedCohort) -> None:
    """Review this cohort on every page, until it is closed; a label of another cohort goes."""
    LABEL.forget()
    _COHORT.keep(review)


def forget_cohort() -> None:
    """Return to the demonstration cohort, with the outcome it came with."""
    LABEL.forget()
    _COHORT.forget()


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
    st.session_state.pop(_MEMO, None)
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


def move_threshold() -> None:
    """Take the threshold from the last click on the decision curve."""
    picked = st.session_state[CURVE]["selection"].get("pick", [])
    if picked:
        st.session_state[THRESHOLD] = round(100 * picked[0]["threshold"])


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
