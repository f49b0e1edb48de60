"""Every feature of the case, the arms side by side; those that depend on the number of voxels are marked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.features.tables import compare_arms
from core.values import ARMS
from core.workup import Workup
from pages.shared.widgets import show_note
from pages.shared.words import say

GROWTH = {1: "∝\N{NO-BREAK SPACE}n", -1: "∝\N{NO-BREAK SPACE}1/n", 0: ""}
"""How a feature depends on the number of voxels, as people write it."""


def show_features(workup: Workup) -> None:
    """The table, folded away until it is asked for."""
    columns = _columns()
    rows = compare_arms(workup.features, workup.case.case_id)
    marked = int((rows["voxel_growth"] != 0).sum())
    with st.expander(say("case.features", n=len(rows)), key="feature_table"):
        show_note(say("case.features_note", marked=marked, n=len(rows)))
        st.dataframe(
            rows.assign(voxel_growth=rows["voxel_growth"].map(GROWTH)),
            column_config=columns,
            column_order=list(columns),
            hide_index=True,
            height=360,
            key="feature_rows",
            alt=say("case.features_alt"),
        )


def _columns() -> dict[str, Any]:
    config = st.column_config
    columns: dict[str, Any] = {
        "feature": config.TextColumn(say("case.features_feature"), width=210, pinned=True),
        "image_type": config.TextColumn(say("case.features_image_type"), width=118),
        "feature_class": config.TextColumn(say("case.features_feature_class"), width=72),
        "voxel_growth": config.TextColumn(say("case.features_growth"), help=say("case.features_growth_help"), width=78),
    }
    return columns | {arm: config.NumberColumn(say(f"arm.{arm}"), format="%.5g", width=112) for arm in ARMS}
