"""How the clinical variables enter the models: missing values, and the univariable screen."""

from __future__ import annotations

import streamlit as st

from core.prediction.model_recipe import GAPS, ModelRecipe
from pages.shared.widgets import show_note
from pages.shared.words import say
from pages.signature.asking import ask_choice, ask_number
from pages.signature.subject import Subject


def ask_model(now: ModelRecipe, subject: Subject) -> ModelRecipe:
    """How the clinical variables enter the models; nothing is asked where there are none."""
    if not subject.terms:
        return now
    show_note(say("signature.set_models"))
    grid = st.grid(4, min_column_width=215, gap=("xsmall", "medium"))
    gaps = ask_choice(grid, "gaps", now.gaps, GAPS)
    screen = ask_number(grid, "screen", (0.0, 1.0, now.p_value or 0.0, 0.05), "%.2f")
    return ModelRecipe((), gaps, screen or None)
