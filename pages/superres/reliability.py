"""Which features stay the same when a case is measured again: a table from the headless command, seen and applied."""

from __future__ import annotations

import hashlib

import streamlit as st

from core.errors import SignatureMismatch
from core.features.agreement_table import (
    RELIABLE,
    Bound,
    ReliabilityTable,
    read_reliability,
    summarise_reliability,
    unreliable_features,
)
from core.features.params import read_params
from core.figures.reliability import KINDS, ReliabilityLabels, plot_reliability
from pages.shared import state
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_chart, show_name, show_note
from pages.shared.words import say, say_or
from pages.superres.exclusion import show_trial

COMMAND = "python -m core reliability --table cases.csv --arm super-resolved --out reliability.csv"
ARM = "super-resolved"
"""The image whose signature is learnt again."""

BOUNDS: tuple[Bound, ...] = ("icc_low", "icc")
THRESHOLDS = (0.5, 0.6, 0.7, RELIABLE, 0.8, 0.9)


def show_reliability() -> None:
    """The door for a table; once one is open, the chart, the families, and the button that leaves features out."""
    table = state.reliability()
    with st.container(horizontal=True, vertical_alignment="top", horizontal_alignment="distribute"):
        with st.container():
            show_name(say("reliability.title"), say("reliability.note"))
        if table is not None:
            st.button(say("reliability.close"), on_click=state.forget_reliability, key="close_reliability")
    if table is None:
        _offer_upload()
        return
    by, threshold = _choose_bound()
    excluded = unreliable_features(table, threshold, by)
    counts = {"n": len(excluded), "of": len(table.rows)}
    show_note(_told(table, by, threshold, counts))
    parts = st.grid(5, min_column_width=150)
    with parts.cell(column_span=3):
        labels = _labels(by, say("reliability.below", **counts))
        show_chart(plot_reliability(table, threshold, by, labels), key="reliability_chart")
        show_note(say("reliability.chart_note"))
    with parts.cell(column_span=2):
        _show_families(table, threshold, by)
    _apply(table, excluded)


def _offer_upload() -> None:
    show_note(say("reliability.how"))
    st.code(COMMAND, language="bash", wrap_lines=True)
    with explain_errors():
        file = st.file_uploader(say("reliability.upload"), type=["csv"], key="reliability_file")
        if file is not None:
            content = file.getvalue()
            digest = hashlib.sha256(content).hexdigest()
            state.keep_reliability(state.keep_once("reliability", digest, lambda: read_reliability(content)))
            st.rerun()


def _choose_bound() -> tuple[Bound, float]:
    with st.container(horizontal=True):
        by: Bound = st.segmented_control(
            say("reliability.by"),
            BOUNDS,
            default=BOUNDS[0],
            required=True,
            format_func=lambda name: say(f"reliability.{name}"),
            key="reliability_by",
            persist_state="session",
        )
        threshold = st.select_slider(
            say("reliability.threshold"), THRESHOLDS, RELIABLE, key="reliability_threshold", width=280
        )
    return by, threshold


def _told(table: ReliabilityTable, by: Bound, threshold: float, counts: dict[str, int]) -> str:
    said = [say_or(f"reliability.did_{name.replace(' ', '_')}", name) for name in table.perturbations]
    return say(
        "reliability.told",
        cases=table.n_cases,
        measurements=1 + len(table.perturbations),
        perturbations=say("case.comma").join(said),
        arm=say_or(f"arm.{table.arm}", table.arm),
        bound=say(f"reliability.{by}"),
        threshold=threshold,
        **counts,
    )


def _labels(by: Bound, below: str) -> ReliabilityLabels:
    return ReliabilityLabels(
        bound=say(f"reliability.axis_{by}"),
        threshold=say("reliability.threshold"),
        below=below,
        kinds={kind: say(f"reliability.kind_{kind}") for kind in KINDS},
        feature=say("superres.feature"),
        interval=say("reliability.interval"),
        concordance=say("reliability.ccc"),
    )


def _show_families(table: ReliabilityTable, threshold: float, by: Bound) -> None:
    number = st.column_config.NumberColumn
    st.dataframe(
        summarise_reliability(table, threshold, by).reset_index(),
        column_config={
            "family": st.column_config.TextColumn(say("superres.family"), width=170, pinned=True),
            "n_unreliable": number(say("reliability.unreliable"), width=76),
            "n": number(say("superres.features"), width=44),
            "icc": number(say("reliability.icc_median"), format="%.3f", width=68),
            "ccc": number(say("reliability.ccc_median"), format="%.3f", help=say("reliability.ccc_help"), width=68),
        },
        column_order=["family", "n_unreliable", "n", "icc", "ccc"],
        hide_index=True,
        height=400,
        key="reliability_families",
        alt=say("reliability.families_alt"),
    )


def _apply(table: ReliabilityTable, excluded: frozenset[str]) -> None:
    """Learn again without the unreliable features, when they were measured as the demonstration cohort was."""
    if table.params_digest != read_params().digest:
        raise SignatureMismatch(
            "features can be left out by a table with the extraction parameters of the signature, but this one has "
            "others: make it again with the parameter file of models/"
        )
    if excluded:
        show_note(say("reliability.apply_note"))
        if table.arm != ARM:
            show_note(say("reliability.other_arm"))
        show_trial(excluded, say("reliability.exclude", n=len(excluded)), "exclude_unreliable")
    else:
        show_note(say("reliability.none"))
