"""What a reviewer asks: what the recipe finds where there is nothing to find, and how far its AUC is luck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.errors import JobFailed
from core.jobs.tasks import CORES
from core.signature_study import Study
from pages.shared import state
from pages.shared.jobs import learning_jobs
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say
from pages.signature.findings import show_compatible, show_findings
from pages.signature.subject import Subject

PLANS = {
    "quick": {"repeats": 2, "folds": 5, "permutations": 40, "seeds": 20, "boots": 20},
    "full": {"repeats": 5, "folds": 5, "permutations": 200, "seeds": 100, "boots": 100},
}
"""How much is done; a p-value below 0.02 needs the full plan's permutations."""

START_SECONDS = 5
"""Until a process of its own begins to compute."""


def show_reviewer(subject: Subject, study: Study) -> Mapping[str, Any] | None:
    """The button, the way of the job, or what came of it, which is returned."""
    show_name(say("signature.reviewer"), say("signature.reviewer_note"))
    plan = _choose_plan()
    request = (subject.key, subject.arm, subject.settings(), tuple(plan.items()))
    job_id = state.job_of("audit", request)
    if job_id:
        return _show_job(job_id, subject, study)
    fits = count_fits(plan)
    seconds = START_SECONDS + fits * study.chosen.seconds / CORES
    label = say("signature.audit", minutes=max(seconds / 60, 0.5))
    if st.button(label, type="primary", icon=":material/fact_check:", key="audit"):
        asked = learning_jobs().submit_audit(subject.cohort, subject.arm, subject.settings(), plan | {"workers": CORES})
        state.keep_request("audit", request, asked)
        st.rerun()
    show_note(say("signature.audit_note", fits=fits, **plan))
    return None


def count_fits(plan: Mapping[str, int]) -> int:
    """How often the whole recipe is learnt."""
    return plan["folds"] * (plan["repeats"] + plan["permutations"]) + plan["seeds"] + plan["boots"] + 2


def _choose_plan() -> dict[str, int]:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = st.segmented_control(
            say("signature.plan"),
            list(PLANS),
            default="quick",
            required=True,
            format_func=lambda plan: say(f"signature.plan_{plan}"),
            key="plan",
            label_visibility="collapsed",
        )
        compatible = st.toggle(say("signature.compatible"), help=say("signature.compatible_help"), key="compatible")
    return PLANS[name] | ({"compatible": 1} if compatible else {})


def _show_job(job_id: str, subject: Subject, study: Study) -> Mapping[str, Any] | None:
    status = learning_jobs().status(job_id)
    if status.state in ("failed", "cancelled"):
        state.forget_requests("audit")
        raise JobFailed(status.message)
    if status.state != "done":
        _follow(job_id)
        return None
    found: Mapping[str, Any] = learning_jobs().result(job_id)
    show_findings(found, subject, study)
    if found["compatible"]:
        show_compatible(found["compatible"])
    return found


@st.fragment(run_every=1)
def _follow(job_id: str) -> None:
    """Show how far the audit is, once a second, until it ends."""
    with explain_errors():
        status = learning_jobs().status(job_id)
        if status.state in ("done", "failed", "cancelled"):
            st.rerun()
        with st.container(horizontal=True, vertical_alignment="center"):
            st.progress(min(status.fraction, 1.0), say("signature.auditing", seconds=status.seconds), width=520)
            if st.button(say("signature.stop"), icon=":material/close:", key="stop_audit"):
                learning_jobs().cancel(job_id)
                state.forget_requests("audit")
                st.rerun()
        show_note(say("case.running_note"))
