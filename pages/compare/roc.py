"""The ROC curves of both splits, what of their area is asked for, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

import streamlit as st

from core.evaluation.intervals import IntervalMethod
from core.evaluation.partial import Focus
from core.figures.curves import plot_roc
from pages.compare.aucs import show_aucs
from pages.compare.evidence import USUAL, BySplit, bands, curves_with, roc_points
from pages.shared.evidence import patients, reviewed, sizes, splits
from pages.shared.looks import curve_labels
from pages.shared.notices import explain_errors
from pages.shared.take_away import offer_figure
from pages.shared.widgets import show_drawn, show_name
from pages.shared.words import say

WHOLE = "whole"
"""No partial area is asked for."""


@dataclass(frozen=True)
class Asked:
    """How the interval of an AUC is made, over what range a partial area is taken, and whether bands are drawn."""

    method: str
    focus: str
    low: float
    high: float
    band: bool


@st.fragment
def show_discrimination() -> None:
    """Choices, a curve for every split, and the table of areas."""
    with explain_errors():
        asked = _choose()
        with st.spinner(say("compare.computing"), show_time=True):
            curves, drawn = curves_with(asked.method), bands() if asked.band else {}
        grid = st.grid(2, min_column_width=460)
        for split in reversed(splits()):
            with grid.container(border=True, height="stretch", key=f"card_roc_{split}"):
                _show_roc(split, curves, drawn.get(split, {}), asked.method)
        with st.container(border=True, key="card_aucs"):
            show_name(say("compare.aucs"), say("compare.aucs_note"))
            show_aucs(curves, asked.method, None if asked.focus == WHOLE else (asked.focus, asked.low, asked.high))


def _choose() -> Asked:
    with st.container(border=True, key="card_choices"):
        bar = st.grid(4, min_column_width=215, gap=("xsmall", "medium"))
        method = bar.selectbox(
            say("compare.interval"),
            (USUAL, *get_args(IntervalMethod)),
            format_func=lambda name: say(f"compare.method.{name}"),
            key="auc_interval",
            persist_state="session",
        )
        focus = bar.selectbox(
            say("compare.partial"),
            (WHOLE, *get_args(Focus)),
            format_func=lambda name: say(f"compare.focus_{name}"),
            key="partial_focus",
            persist_state="session",
        )
        low, high = bar.slider(
            say("compare.range"), 0, 100, (80, 100), 1, "%d%%", key="partial_range", disabled=focus == WHOLE
        )
        band = bar.toggle(say("compare.band"), help=say("compare.band_help"), key="roc_band", persist_state="session")
    return Asked(method, focus, low / 100, high / 100, band)


def _show_roc(split: str, curves: BySplit, drawn: Any, method: str) -> None:
    show_name(
        say(f"compare.roc_{split}", **sizes(split)),
        say(f"split.{split}_note" if reviewed().simulated else "cohort.own_chip", n=len(patients(split))),
    )
    draw = partial(_plot, curves[split], drawn)
    show_drawn(partial(draw, None), key=f"roc_{split}", of=(reviewed().digest, method, bool(drawn)))
    offer_figure(f"roc-{split}", draw, partial(roc_points, split))


def _plot(curves: Any, drawn: Any, language: str | None) -> Any:
    return plot_roc(curves, curve_labels(language), height=340, bands=drawn)
