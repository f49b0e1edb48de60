"""The table of patients: names and formats of its columns. A click on a row opens it beside the table."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from pages.cohort.opened import open_row, opened, turns
from pages.cohort.rows import clinical_columns
from pages.shared import state
from pages.shared.evidence import models
from pages.shared.theme import model_hex
from pages.shared.words import say, say_or


def show_patients(rows: pd.DataFrame, model: str, height: int) -> None:
    """Draw the table; a click opens that row, a second one closes it."""
    known = opened() if opened() in rows.index else ""
    key = f"patients_{_digest(rows.index)}_{turns()}"
    st.dataframe(
        _in_words(rows),
        column_config=_columns(model),
        column_order=_order(model),
        height=min(36 * (len(rows) + 1) + 2, height),
        row_height=36,
        on_select=lambda: _open_clicked(key, rows.index, known),
        selection_mode=["single-row", "single-cell"],
        selection_default={"selection": {"rows": [rows.index.get_loc(known)]}} if known else None,
        key=key,
        alt=say("cohort.table"),
    )


def _open_clicked(key: str, ids: pd.Index[str], known: str) -> None:
    """Open the row that was clicked; of a clicked cell and the row open before, it is the cell's."""
    picked = [str(ids[n]) for n in state.clicked_rows(key)]
    open_row(next((case_id for case_id in picked if case_id != known), "".join(picked[:1])))


def _digest(index: pd.Index[str]) -> str:
    """Of who is shown in which order: what is clicked in one table means nothing in another."""
    return hashlib.sha256(",".join(index).encode()).hexdigest()[:12]


def _order(model: str) -> list[str]:
    others = [name for name in models() if name != model]
    return ["split", "outcome", model, "error", *others, *clinical_columns()]


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    shown = rows.rename_axis(say("cohort.case_id"))
    shown["split"] = rows["is_training"].map({True: say("split.training"), False: say("split.validation")})
    shown["outcome"] = rows["event"].map({True: say("event.yes"), False: say("event.no")})
    if "enhancement" in rows:
        levels = {level: say_or(f"clinical.{level}", str(level)) for level in rows["enhancement"].unique()}
        shown["enhancement"] = rows["enhancement"].map(levels)
    return shown


def _columns(model: str) -> dict[str, object]:
    config = st.column_config
    columns: dict[str, object] = {}
    for name in models():
        label, width = (say(f"model.{name}"), 180) if name == model else (say(f"model_short.{name}"), 108)
        columns[name] = config.ProgressColumn(
            label, format="%.0f%%", min_value=0, max_value=100, width=width, color=model_hex(name)
        )
    columns["error"] = config.NumberColumn(say("cohort.error"), format="%.0f", help=say("cohort.error_help"))
    columns["split"] = config.TextColumn(say("split.label"))
    columns["outcome"] = config.TextColumn(say("cohort.outcome"))
    formats = {"diameter_cm": "%.1f", "afp_ng_ml": "%.1f", "age_years": "%d"}
    for name in clinical_columns():
        kind = config.NumberColumn if name in formats else config.TextColumn
        columns[name] = kind(say(f"clinical.{name}"), **({"format": formats[name]} if name in formats else {}))
    return columns
