"""How features are chosen: one form, in plain words, with the usual choices already made."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.signature.settings import CHOICES, SelectionSettings
from pages.shared import state
from pages.shared.widgets import show_note
from pages.shared.words import say
from pages.signature.asking import ask_choice, ask_number, ask_switch
from pages.signature.model_settings import ask_model
from pages.signature.recipes import model_recipe, recipe
from pages.signature.subject import Subject


def choose_settings(subject: Subject) -> bool:
    """Draw the form; whether a signature is wanted: at once of the demonstration, of other cohorts when it is asked."""
    wanted = subject.simulated or bool(state.job_of("wanted", subject.key))
    with st.expander(say("signature.settings"), icon=":material/tune:", expanded=not wanted, key="recipe"):
        show_note(say("signature.settings_note"))
        with st.form("recipe_form", border=False):
            chosen, model = _ask(recipe(), subject), ask_model(model_recipe(), subject)
            asked = st.form_submit_button(say("signature.build"), type="primary", icon=":material/play_arrow:")
    if asked:
        state.RECIPE.keep(chosen)
        state.MODEL_RECIPE.keep(model)
        state.keep_request("wanted", subject.key, "yes")
    show_note(describe_settings(subject))
    return wanted or asked


def describe_settings(subject: Subject) -> str:
    """The choices that matter most, in one line."""
    settings = subject.settings()
    return say(
        "signature.summary",
        test=say(f"signature.test_{settings.test}"),
        p_value=settings.p_value,
        correlation=say(f"signature.correlation_{settings.correlation}"),
        max_correlation=settings.max_correlation,
        rule=say(f"signature.rule_{settings.rule}"),
        folds=settings.folds,
        seed=settings.seed,
    )


def _ask(now: SelectionSettings, subject: Subject) -> SelectionSettings:
    grid = st.grid(4, min_column_width=215, gap=("xsmall", "medium"))
    asked: dict[str, Any] = {name: ask_choice(grid, name, getattr(now, name), CHOICES[name]) for name in CHOICES}
    asked["p_value"] = ask_number(grid, "p_value", (0.001, 1.0, now.p_value, 0.01), "%.3f")
    asked["max_correlation"] = ask_number(grid, "max_correlation", (0.5, 1.0, now.max_correlation, 0.05), "%.2f")
    asked["maximum"] = ask_number(grid, "maximum", (1, 50, now.maximum, 1))
    asked["folds"] = ask_number(grid, "folds", (3, 20, now.folds, 1))
    asked["seed"] = ask_number(grid, "seed", (0, 2**31 - 1, now.seed, 1))
    asked["mrmr"] = ask_number(grid, "mrmr", (0, 100, now.mrmr or 0, 1)) or None
    asked["adjust"] = ask_switch(grid, "adjust", now.adjust)
    if subject.cohort.centre is not None:
        asked["harmonise"] = ask_switch(grid, "harmonise", now.harmonise)
    table = state.reliability()
    if table is not None:
        asked["min_reliability"] = ask_number(grid, "min_reliability", (0.0, 1.0, now.min_reliability, 0.05), "%.2f")
        uses = ask_switch(grid, "reliability", now.reliability is not None)
        known = table.rows.set_index("feature")["icc"].dropna()
        asked["reliability"] = dict(zip(map(str, known.index), known.astype(float), strict=True)) if uses else None
    return SelectionSettings(**asked)
