"""The patients one by one: filters, tiles, the table, and the open row beside it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.cohort.filters import choose_filters
from pages.cohort.opened import opened
from pages.cohort.panel import show_panel
from pages.cohort.rows import Filters, select_rows
from pages.cohort.table import show_patients
from pages.shared.evidence import brier, patients, reviewed, roc_of, sizes, splits
from pages.shared.widgets import show_empty, show_note, show_tiles
from pages.shared.words import say

ALONE, BESIDE = 560, 640
"""Height of the table in pixels, alone and beside an open row."""


def show_review() -> None:
    """Draw all of it."""
    wanted = choose_filters()
    rows = select_rows(wanted)
    _show_tiles(rows, wanted)
    if opened() in patients("all").outcome.index:
        both = st.grid(5, min_column_width=180)
        with both.cell(column_span=3):
            _show_rows(rows, wanted.model, BESIDE)
        with both.cell(column_span=2), st.container(border=True, key="card_opened"):
            show_panel(rows, wanted.model)
    else:
        _show_rows(rows, wanted.model, ALONE)
    show_note(say("split.training_note" if reviewed().simulated else "cohort.own_training"))


def _show_rows(rows: pd.DataFrame, model: str, height: int) -> None:
    if not len(rows):
        show_empty(say("cohort.empty"), say("cohort.empty_todo"))
        return
    show_patients(rows, model, height)
    show_note(say("cohort.hint" if reviewed().simulated else "cohort.own_hint"))


def _show_tiles(rows: pd.DataFrame, wanted: Filters) -> None:
    judged = wanted.split if wanted.split in splits() else splits()[0]
    curve, of = roc_of(judged, wanted.model), say(f"split.{judged}")
    interval = say("cohort.auc_detail", low=curve.ci_low, high=curve.ci_high, split=of, **sizes(judged))
    show_tiles(
        [
            (say("cohort.shown"), f"{len(rows)} / {len(patients(wanted.split))}", say(f"split.{wanted.split}")),
            (say("event.plural"), f"{rows['event'].sum()} / {len(rows)}", say("cohort.of_shown")),
            (say("cohort.auc", model=say(f"model.{wanted.model}")), f"{curve.auc:.3f}", interval),
            (
                say("cohort.brier"),
                f"{brier(judged, wanted.model):.3f}",
                say("cohort.brier_detail", split=of, **sizes(judged)),
            ),
        ],
        at_least="13rem",
    )
