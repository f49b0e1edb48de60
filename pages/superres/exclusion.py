"""One click: the demonstration signatures learnt again without flagged features, and what that does to the AUCs."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.errors import JobFailed
from core.evaluation.delong import delong_test
from core.evaluation.roc import roc_curve
from core.jobs.learning import LEARNT_MODELS
from core.superres_card import NetworkCard
from core.superres_trust import flagged_features
from core.values import Cohort
from pages.shared import state
from pages.shared.evidence import learnt_cohort, prediction_set
from pages.shared.jobs import learning_jobs
from pages.shared.looks import named_colours
from pages.shared.notices import explain_errors
from pages.shared.odds import p_text
from pages.shared.widgets import Cell, minus, show_name, show_note, show_table
from pages.shared.words import say
from pages.superres.networks import group_name

LEVELS = ("feature", "family")


def show_exclusion(network: NetworkCard, group: str) -> None:
    """The button, the way of the job, and the AUCs before and after."""
    show_name(say("superres.exclusion"), say("superres.exclusion_note"))
    show_note(_shipped())
    if not group:
        return
    level = st.segmented_control(
        say("superres.level"),
        LEVELS,
        default=LEVELS[0],
        required=True,
        format_func=lambda name: say(f"superres.level_{name}"),
        key="level",
        persist_state="session",
    )
    excluded = flagged_features(network.trust, level, group)
    if not excluded:
        show_note(say("superres.none_flagged", group=group_name(group)))
    else:
        show_trial(excluded, say("superres.exclude", n=len(excluded), group=group_name(group)), "exclude")


def _shipped() -> str:
    """What the shipped signature of the super-resolved image was allowed to use."""
    funnel = dict(prediction_set().card.extra.get("funnels", {}).get("super-resolved", []))
    if "trusted" in funnel:
        return say("superres.shipped_without", left=funnel["trusted"], extracted=funnel["extracted"])
    return say("superres.shipped_with_all")


def show_trial(excluded: frozenset[str], label: str, key: str) -> None:
    """The button that starts learning without these features, the way of the job, or what came of it.

    Parameters
    ----------
    label : on the button
    key : tells this button from another on the same page
    """
    job_id = state.job_of("trial", excluded)
    if job_id:
        _show_job(job_id, excluded, key)
    elif st.button(label, type="primary", icon=":material/filter_alt:", key=key):
        state.keep_request("trial", excluded, learning_jobs().submit(excluded))
        st.rerun()


def _show_job(job_id: str, excluded: frozenset[str], key: str) -> None:
    status = learning_jobs().status(job_id)
    if status.state == "failed":
        state.forget_requests("trial")
        raise JobFailed(status.message)
    if status.state == "done":
        _show_result(job_id, excluded, key)
    else:
        _follow(job_id, len(excluded))


@st.fragment(run_every=0.5)
def _follow(job_id: str, n: int) -> None:
    """Show how far the job is, twice a second, until it ends."""
    with explain_errors():
        status = learning_jobs().status(job_id)
        if status.state in ("done", "failed"):
            st.rerun()
        st.progress(min(status.fraction, 1.0), say("superres.learning_now", n=n, seconds=status.seconds))
        show_note(say("case.running_note"))


def _show_result(job_id: str, excluded: frozenset[str], key: str) -> None:
    learnt, seconds = learning_jobs().result(job_id), learning_jobs().status(job_id).seconds
    cohort = learnt_cohort().cohort
    head: list[Cell] = [say("model.label"), say("split.label")]
    head += [(say(f"superres.{name}"), "number") for name in ("auc_shipped", "auc_without", "auc_difference", "p")]
    rows = [
        [
            say(f"model.{model}"),
            (say("compare.split_cell", split=say(f"split.{split}"), **_sizes(part)), "whole"),
            *cells,
        ]
        for model in LEARNT_MODELS
        for split, part in (("validation", cohort.validation), ("training", cohort.training))
        for cells in [_compare(part, learnt_cohort().risks[model], learnt.risks[model])]
    ]
    show_table(head, rows, say("superres.auc_caption", n=len(excluded), seconds=seconds), named_colours())
    selection = learnt.selections["super-resolved"]
    show_note(say("superres.kept", **dict(selection.funnel), names=say("case.comma").join(selection.names)))
    with st.container(horizontal=True):
        undo = {"on_click": state.forget_requests, "args": ("trial",), "icon": ":material/undo:"}
        st.button(say("superres.undo"), key=f"undo_{key}", **undo)
        st.download_button(
            say("superres.list"),
            "\n".join(sorted(excluded)) + "\n",
            file_name="hepasr-excluded-features.txt",
            mime="text/plain",
            icon=":material/download:",
            on_click="ignore",
            key=f"list_{key}",
        )


def _sizes(part: Cohort) -> dict[str, int]:
    return {"n": len(part), "events": int(part.outcome.sum())}


def _compare(part: Cohort, before: pd.Series[float], after: pd.Series[float]) -> list[Cell]:
    truth = part.outcome.to_numpy(dtype=bool)
    old, new = (risks[part.outcome.index].to_numpy() for risks in (before, after))
    curves, test = [roc_curve(truth, risks) for risks in (old, new)], delong_test(truth, new, old)
    aucs = [f"{curve.auc:.3f} ({curve.ci_low:.3f}–{curve.ci_high:.3f})" for curve in curves]
    low, high = (minus(f"{value:+.3f}") for value in (test.ci_low, test.ci_high))
    difference = f"{minus(f'{test.difference:+.3f}')} ({say('compare.span', low=low, high=high)})"
    return [(text, "number") for text in (*aucs, difference, p_text(test.p_value))]
