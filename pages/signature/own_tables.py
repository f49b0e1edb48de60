"""Uploads to tables of text: which sheet of a workbook, and which image a table of features is of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.intake.arms import ARM, guess_arm, merge_arms, split_arms
from core.intake.columns import guess_sheet
from core.intake.sheet import MAX_BYTES, TABLE_FILES, Sheet, open_sheet, sheet_names
from core.intake.templates import clinical_template, feature_template, write_csv, write_workbook
from core.values import ARMS
from pages.shared import state
from pages.shared.escape import plain
from pages.shared.widgets import show_note
from pages.shared.words import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, eq=False)
class Tables:
    """The opened tables as text, and a key that changes with their content."""

    clinical: pd.DataFrame
    features: Mapping[str, pd.DataFrame]
    key: str


def offer_templates() -> None:
    """Templates that open as they are."""
    with st.container(horizontal=True):
        for name, content, mime in (
            ("features.csv", write_csv(feature_template()), "text/csv"),
            ("clinical.csv", write_csv(clinical_template()), "text/csv"),
            ("cohort.xlsx", state.keep_once("template", "xlsx", write_workbook), XLSX),
        ):
            label = say("intake.template", name=name)
            st.download_button(label, content, f"hepasr-{name}", mime, on_click="ignore", key=f"template_{name}")


def choose_tables() -> Tables | None:
    """Two slots: the clinical table, which alone may hold everything, and tables of features, one per image."""
    slots = st.grid(2, min_column_width=320)
    limit = MAX_BYTES // 1024**2
    with slots.cell():
        file = st.file_uploader(say("intake.clinical"), TABLE_FILES, key="own_clinical", max_upload_size=limit)
        clinical = None if file is None else _open_file(file, 0, of_features=False)
    with slots.cell():
        files = st.file_uploader(
            say("intake.features"), TABLE_FILES, accept_multiple_files=True, key="own_features", max_upload_size=limit
        )
        parts = [_open_arms(file, place) for place, file in enumerate(files, start=1)]
    if clinical is None:
        return None
    features = merge_arms(parts) or {ARMS[0]: clinical}
    key = hashlib.sha256(b"".join(each.getvalue() for each in (file, *files))).hexdigest()[:12]
    return Tables(clinical, features, key)


def _open_arms(file: UploadedFile, place: int) -> dict[str, pd.DataFrame]:
    """The tables of features in one file; a person says of which image when the file does not."""
    table = _open_file(file, place, of_features=True)
    arm = ARMS[0]
    if ARM not in table.columns:
        arm = st.selectbox(
            say("intake.arm", name=plain(file.name)),
            ARMS,
            index=ARMS.index(guess_arm(file.name)),
            format_func=lambda name: say(f"model_short.{name}"),
            key=f"own_arm_{place}",
        )
    return state.keep_once(f"own_arms_{place}", (id(table), arm), lambda: split_arms(table, arm))


def _open_file(file: UploadedFile, place: int, *, of_features: bool) -> pd.DataFrame:
    """The chosen sheet of a file, read once, and how it was read."""
    content = file.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    names = state.keep_once(f"own_sheets_{place}", digest, lambda: sheet_names(content))
    chosen = names[0] if names else None
    if len(names) > 1:
        index = names.index(guess_sheet(names, of_features=of_features))
        chosen = st.selectbox(say("intake.sheet", name=plain(file.name)), names, index=index, key=f"own_sheet_{place}")
    sheet: Sheet = state.keep_once(f"own_table_{place}", (digest, chosen), lambda: open_sheet(content, chosen))
    show_note(_how_read(sheet))
    return sheet.table


def _how_read(sheet: Sheet) -> str:
    said = say("intake.read", rows=len(sheet.table), columns=sheet.table.shape[1], encoding=sheet.encoding)
    dropped = {"rows": sheet.empty_rows, "columns": sheet.empty_columns}
    return said + (say("intake.dropped", **dropped) if any(dropped.values()) else "")
