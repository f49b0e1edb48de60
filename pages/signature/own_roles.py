"""The columns of one table with their guessed roles, to be corrected where they stand."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from core.intake.columns import Role, guess_roles
from core.intake.preview import describe_columns
from pages.shared import state
from pages.shared.widgets import show_note
from pages.shared.words import say

CLINICAL, OF_FEATURES = ("role", "cells", "gaps", "unit", "reference", "missing"), ("role", "cells", "gaps")
"""Columns that are drawn of a clinical table and of a table of features."""

FEATURE_ROLES = (Role.CASE, Role.PATIENT, Role.FEATURE, Role.IGNORE)


def edit_roles(table: pd.DataFrame, name: str, key: str) -> tuple[dict[str, Role], Mapping[str, Mapping[str, str]]]:
    """Draw the columns of a table but for its features, which are many and counted.

    Returns
    -------
    Column to role, and column to what was said of it: ``unit``, ``reference`` and ``missing``
    """
    of_features = name != "clinical"
    guessed = state.keep_once(f"own_guess_{name}", key, lambda: guess_roles(table, of_features=of_features))
    features = [column for column, role in guessed.items() if role is Role.FEATURE]
    others = {column: role for column, role in guessed.items() if role is not Role.FEATURE}
    label = say(f"model_short.{name}") if of_features else say("intake.of_clinical")
    show_note(say("intake.columns", table=label, n=len(guessed), features=len(features)))
    edited = st.data_editor(
        state.keep_once(f"own_roles_{name}", key, lambda: describe_columns(table, others)),
        column_config=_editor(FEATURE_ROLES if of_features else tuple(Role)),
        column_order=OF_FEATURES if of_features else CLINICAL,
        disabled=["column", "cells", "gaps"],
        key=f"own_roles_{name}_{key}",
        alt=label,
    )
    roles = guessed | {column: Role(role) for column, role in edited["role"].items()}
    if features:
        idle = st.multiselect(say("intake.no_features", table=label), features, key=f"own_idle_{name}_{key}")
        roles |= dict.fromkeys(idle, Role.IGNORE)
    return roles, edited.fillna("").to_dict("index")


def _editor(permitted: tuple[Role, ...]) -> dict[str, object]:
    config = st.column_config
    return {
        "column": config.TextColumn(say("intake.column")),
        "role": config.SelectboxColumn(
            say("intake.role"),
            options=[str(role) for role in permitted],
            format_func=lambda role: say(f"intake.role_{role}"),
            required=True,
        ),
        "cells": config.TextColumn(say("intake.cells"), width="large"),
        "gaps": config.NumberColumn(say("intake.gaps")),
        "unit": config.TextColumn(say("intake.unit"), help=say("intake.unit_help")),
        "reference": config.TextColumn(say("intake.reference"), help=say("intake.reference_help")),
        "missing": config.TextColumn(say("intake.codes"), help=say("intake.codes_help")),
    }
