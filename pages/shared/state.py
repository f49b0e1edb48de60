"""The only door to what a session remembers. A page asks by these names and never spells a key.

Patient values live here, in one session, and in the worker that computes on them; never in a cache that others share.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from core.features.agreement_table import ReliabilityTable
from core.intake.assemble import Intake
from core.language import LANGUAGES
from core.review import ReviewedCohort
from core.signature.settings import SelectionSettings
from core.workup import Workup

LANGUAGE, THRESHOLD, SENSIBLE_RANGE, CURVE, UPLOADS = "language", "threshold", "sensible", "curve", "uploads"
_WORKUP, _WORKUP_JOB, _JOB, _START, _MEMO = "_workup", "_workup_job", "_job", "_start", "_memo"
_COHORT, _RELIABILITY, _INTAKE = "_cohort", "_reliability", "_intake"
_REQUESTS, _RECIPE = "_requests", "_recipe"


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


def own_cohort() -> ReviewedCohort | None:
    """The cohort this session opened in place of the demonstration cohort, if any."""
    return st.session_state.get(_COHORT)


def keep_cohort(review: ReviewedCohort) -> None:
    """Review this cohort on every page, until it is closed."""
    st.session_state[_COHORT] = review


def forget_cohort() -> None:
    """Return to the demonstration cohort."""
    st.session_state.pop(_COHORT, None)


def own_intake() -> Intake | None:
    """The cohort this session made of its own tables to learn from, if any."""
    return st.session_state.get(_INTAKE)


def keep_intake(intake: Intake | None) -> None:
    """Learn from this cohort; None closes the one that is open."""
    st.session_state[_INTAKE] = intake


def reliability() -> ReliabilityTable | None:
    """The reliability table this session opened, if any."""
    return st.session_state.get(_RELIABILITY)


def keep_reliability(table: ReliabilityTable | None) -> None:
    """Judge features by this table; None closes the one that is open."""
    st.session_state[_RELIABILITY] = table


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


def recipe() -> SelectionSettings:
    """How this session wants features to be chosen."""
    held: SelectionSettings = st.session_state.get(_RECIPE, SelectionSettings())
    return held


def keep_recipe(settings: SelectionSettings) -> None:
    """Choose features in this way from now on."""
    st.session_state[_RECIPE] = settings
