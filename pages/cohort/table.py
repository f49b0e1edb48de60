"""The table of patients: names and formats of its columns. A click on a row opens that case."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.cohort.rows import clinical_columns
from pages.shared.evidence import models
from pages.shared.words import say, say_or


def choose_patient(rows: pd.DataFrame, model: str) -> str:
    """Draw the table; the case id of the clicked row, or nothing."""
    choice = st.dataframe(
        _in_words(rows),
        column_config=_columns(model),
        column_order=[
            "split",
            "outcome",
            model,
            "error",
            *(name for name in models() if name != model),
            *clinical_columns(),
        ],
        height=min(38 * (len(rows) + 1) + 2, 560),
        row_height=36,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key="patients",
        alt=say("cohort.table"),
    )
    picked = [*choice.selection.rows, *(cell[0] for cell in choice.selection.cells)]
    return str(rows.index[picked[0]]) if picked else ""


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    shown = rows.rename_axis(say("cohort.case_id"))
    shown["split"] = rows["is_training"].map({True: say("split.training"), False: say("split.validation")})
    shown["outcome"] = rows["event"].map({True: say("event.yes"), False: say("event.no")})
    if "enhancement" in rows:
        shown["enhancement"] = rows["enhancement"].map(lambda level: say_or(f"clinical.{level}", str(level)))
    return shown


def _columns(model: str) -> dict[str, object]:
    config = st.column_config
    columns: dict[str, object] = {}
    for name in models():
        label, width = (say(f"model.{name}"), 190) if name == model else (say(f"model_short.{name}"), 112)
        columns[name] = config.ProgressColumn(label, format="%.0f%%", min_value=0, max_value=100, width=width)
    columns["error"] = config.NumberColumn(say("cohort.error"), format="%.0f", help=say("cohort.error_help"))
    columns["split"] = config.TextColumn(say("split.label"))
    columns["outcome"] = config.TextColumn(say("cohort.outcome"))
    formats = {"diameter_cm": "%.1f", "afp_ng_ml": "%.1f", "age_years": "%d"}
    for name in clinical_columns():
        kind = config.NumberColumn if name in formats else config.TextColumn
        columns[name] = kind(say(f"clinical.{name}"), **({"format": formats[name]} if name in formats else {}))
    return columns
