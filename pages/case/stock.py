"""One click: the features of the case measured again by pyradiomics, how far they differ, and how long it took."""

from __future__ import annotations

import streamlit as st

from core.features.check import Comparison
from core.features.stock import is_installed
from core.jobs.engine import JobStatus
from core.values import ARMS
from core.workup import Workup
from pages.case import job
from pages.shared import state
from pages.shared.evidence import extraction_params
from pages.shared.looks import named_colours
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, show_name, show_note, show_table
from pages.shared.words import say

COLUMNS = ("difference", "equal", "engine", "pyradiomics", "ratio")


def show_check(workup: Workup) -> None:
    """The button that starts the check, the way of the job, or what came of it."""
    show_name(say("stock.title"), say("stock.note"))
    with explain_errors():
        job_id = state.job_of("check", state.job())
        if not is_installed():
            show_note(say("stock.missing"))
        elif job_id and job.engine().knows(job_id):
            _show_job(job_id)
        elif st.button(say("stock.start"), icon=":material/rule:", key="check_features"):
            asked = job.engine().submit_check(workup, extraction_params(workup.prediction_set))
            state.keep_request("check", state.job(), asked)
            st.rerun()


def _show_job(job_id: str) -> None:
    status = job.engine().status(job_id)
    if status.state in job.ENDED_WITHOUT:
        again = {"on_click": state.forget_requests, "args": ("check",), "icon": ":material/refresh:"}
        st.button(say("stock.again"), key="check_again", **again)
        raise job.ENDED_WITHOUT[status.state](status.message)
    if status.state == "done":
        _show_comparisons(job.engine().result(job_id))
    else:
        _follow(job_id)


@st.fragment(run_every=0.5)
def _follow(job_id: str) -> None:
    """Show where the check is, twice a second, until it ends."""
    with explain_errors():
        status = job.engine().status(job_id)
        if status.state == "done" or status.state in job.ENDED_WITHOUT:
            st.rerun()
        st.progress(min(status.fraction, 1.0), _progress(status))
        if st.button(say("stock.cancel"), icon=":material/close:", key="cancel_check"):
            job.engine().cancel(job_id)
            state.forget_requests("check")
            st.rerun()


def _progress(status: JobStatus) -> str:
    if status.state == "queued":
        return say("case.queued", ahead=status.ahead)
    arm = status.message if status.message in ARMS else ARMS[0]
    return say("stock.now", arm=say(f"arm.{arm}"), seconds=status.seconds)


def _show_comparisons(found: dict[str, Comparison]) -> None:
    head: list[Cell] = [say("case.scores_arm"), *((say(f"stock.{name}"), "number") for name in COLUMNS)]
    head.insert(2, say("stock.feature"))
    rows = [[say(f"arm.{arm}"), *_cells(comparison)] for arm, comparison in found.items()]
    show_table(head, rows, say("stock.caption"), named_colours())


def _cells(found: Comparison) -> list[Cell]:
    numbers = [
        say("stock.equal_cell", equal=found.equal, n=found.n),
        say("case.seconds", seconds=found.engine_seconds),
        say("case.seconds", seconds=found.pyradiomics_seconds),
        say("stock.ratio_cell", ratio=found.ratio),
    ]
    return [(f"{found.difference:.1e}", "number"), (found.feature, "whole"), *((text, "number") for text in numbers)]
