"""What a person says of a table's columns: which holds what, and in which unit or coding."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st

from core.clinical.declared import Declared, units_of
from pages.shared import state
from pages.shared.words import say

LIVER = ("albumin", "bilirubin", "inr", "prolonged", "ascites", "encephalopathy", "child_pugh", "platelets")
TUMOUR = ("nodules", "multiple", "largest", "vascular_invasion", "extrahepatic", "performance", "afp")
GROUPS = {"liver": LIVER, "tumour": TUMOUR}
KNOWN = {
    "albumin": Declared("albumin_g_l", "g/L"),
    "bilirubin": Declared("bilirubin_umol_l", "µmol/L"),
    "child_pugh": Declared("child_pugh", "A, B, C"),
    "platelets": Declared("platelets_1e9_l", "10⁹/L"),
    "multiple": Declared("multiple", "false, true"),
    "largest": Declared("diameter_cm", "cm"),
    "vascular_invasion": Declared("pvtt", "false, true"),
    "extrahepatic": Declared("extrahepatic", "false, true"),
    "performance": Declared("ecog", "0–4"),
    "afp": Declared("afp_ng_ml", "ng/mL"),
}
"""Columns of a cohort of this dashboard, with the units that their names say."""


def declare_columns(table: pd.DataFrame, *, opened: bool) -> dict[str, Declared]:
    """Draw the choices; what was declared. Inputs without a column are left out.

    Parameters
    ----------
    opened : whether the choices stand open at first
    """
    fold = st.expander(
        say("livers.columns"),
        icon=":material/view_column:",
        expanded=opened,
        on_change="rerun",
        key=f"columns_{'of_file' if opened else 'of_cohort'}",
    )
    columns = tuple(map(str, table.columns))
    if fold.open:  # three dozen choices take half a second to draw
        with fold:
            state.DECLARED.keep((columns, _declare_all(table)))
    held = state.DECLARED.value()
    return dict(held[1]) if held and held[0] == columns else _usual(columns)


def _declare_all(table: pd.DataFrame) -> dict[str, Declared]:
    declared = {}
    for group, names in GROUPS.items():
        st.html(f'<p class="note">{say(f"livers.group_{group}")}</p>')
        bar = st.grid(3, min_column_width=300)
        found = {name: _declare_one(bar.container(horizontal=True), name, table) for name in names}
        declared |= {name: of for name, of in found.items() if of is not None}
    return declared


def _usual(columns: Collection[str]) -> dict[str, Declared]:
    """What is declared before anyone chose: the columns of this dashboard's own cohorts."""
    return {name: of for name, of in KNOWN.items() if of.column in columns}


def _declare_one(cell: st.delta_generator.DeltaGenerator, name: str, table: pd.DataFrame) -> Declared | None:
    columns, units = list(map(str, table.columns)), units_of(name)
    known = KNOWN.get(name, Declared("", units[0]))
    chosen = cell.selectbox(
        say(f"livers.of_{name}"),
        columns,
        columns.index(known.column) if known.column in columns else None,
        placeholder=say("livers.no_column"),
        key=f"column_{name}",
        persist_state="session",
        width="stretch",
    )
    at = units.index(known.unit) if known.column in columns else 0
    fixed = len(units) == 1
    said = cell.selectbox(
        say("livers.unit"), units, at, key=f"unit_{name}", width=150, disabled=fixed, persist_state="session"
    )
    return None if chosen is None else Declared(chosen, said)
