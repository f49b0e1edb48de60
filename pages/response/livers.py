"""Scores of a table whose columns' units the person declares; the demonstration cohort's until one is opened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.clinical.score_table import Declared, score_table
from core.clinical.units import QUANTITIES
from core.csv_text import as_csv
from core.intake.sheet import TABLE_FILES, read_sheet
from core.language import translate
from pages.shared.evidence import original
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say

ASKED = ("albumin", "bilirubin", "afp", "platelets")
KNOWN = {
    "albumin": ("albumin_g_l", "g/L"),
    "bilirubin": ("bilirubin_umol_l", "µmol/L"),
    "afp": ("afp_ng_ml", "ng/mL"),
    "platelets": ("platelets_1e9_l", "10⁹/L"),
}
"""Columns of a cohort of this dashboard, which name their unit."""


def show_livers() -> None:
    """The door for a table, one column and unit per quantity, and the scores with what is flagged."""
    show_name(say("response.livers"), say("response.livers_note"))
    file = st.file_uploader(
        say("response.livers_file"), type=TABLE_FILES, key="livers_file", label_visibility="collapsed"
    )
    table = original().cohort.clinical if file is None else read_sheet(file.getvalue())
    declared = _declare(table)
    if not declared:
        show_note(say("response.livers_none"))
        return
    scores = score_table(table, declared)
    flagged = scores["flag"] != ""
    graded = int(scores["albi"].notna().sum()) if "albi" in scores else 0
    show_note(say("response.livers_told", n=len(scores), graded=graded, flagged=int(flagged.sum())))
    shown = table[[of.column for of in declared.values()]].join(scores)
    config = st.column_config
    st.dataframe(
        shown.sort_values("flag", ascending=False, kind="stable"),
        column_config={
            "albi": config.NumberColumn("ALBI", format="%.3f"),
            "albi_grade": config.NumberColumn(say("response.albi_grade")),
            "modified_grade": config.TextColumn(say("response.malbi_grade")),
            "log10_afp": config.NumberColumn("log10 AFP", format="%.2f"),
            "flag": config.TextColumn(say("response.flag"), width=220),
        },
        height=300,
        key="livers",
        alt=say("response.livers"),
    )
    st.download_button(
        say("response.livers_download"),
        lambda: f"# {translate('disclaimer.footer', 'en')}\n{as_csv(shown)}",
        "hepasr-scores.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="download_livers",
    )


def _declare(table: pd.DataFrame) -> dict[str, Declared]:
    """What the person says of the columns; quantities without a column are left out."""
    columns, declared = list(map(str, table.columns)), {}
    bar = st.grid(4, min_column_width=200)
    for quantity in ASKED:
        column, unit = KNOWN[quantity]
        cell = bar.container()
        chosen = cell.selectbox(
            say(f"response.of_{quantity}"),
            columns,
            columns.index(column) if column in columns else None,
            placeholder=say("response.no_column"),
            key=f"column_{quantity}",
        )
        units = list(QUANTITIES[quantity].units)
        said = cell.selectbox(say("response.unit"), units, units.index(unit), key=f"unit_{quantity}")
        if chosen is not None:
            declared[quantity] = Declared(chosen, said)
    return declared
