"""By which models a case is judged: those that ship, or a prediction set that a team saved."""

from __future__ import annotations

import streamlit as st

from core.places import list_prediction_sets
from core.prediction_set import DEFAULT_SET
from core.review import MODELS
from core.workup import Workup
from pages.shared import state
from pages.shared.evidence import prediction_set
from pages.shared.widgets import show_note
from pages.shared.words import say

SET = "prediction_set"


def choose_set() -> str:
    """Offer the sets there are; the name of the chosen one. Sets that cannot be used on images are named below."""
    saved = {folder.name: prediction_set(folder.name).for_images for folder in list_prediction_sets()}
    names = [DEFAULT_SET.name, *(name for name, usable in saved.items() if usable)]
    chosen = DEFAULT_SET.name
    if len(names) > 1:
        chosen = st.selectbox(
            say("case.set"),
            names,
            format_func=lambda name: say("case.set_demo") if name == DEFAULT_SET.name else name,
            key=SET,
            on_change=state.forget_prediction,
            persist_state="session",
            help=say("case.set_help"),
        )
        show_note(_told(chosen))
    tables = [name for name, usable in saved.items() if not usable]
    if tables:
        show_note(say("case.set_tables", names=say("case.comma").join(tables)))
    return chosen


def _told(name: str) -> str:
    """Which models a set holds, and from whom they were learnt."""
    of = prediction_set(name)
    models = [say(f"model.{model}") for model in MODELS if model in of.models]
    return say("case.set_told", models=say("case.comma").join(models), data=of.card.data)


def is_shipped(workup: Workup) -> bool:
    """Whether the case was judged by the models that ship."""
    return workup.prediction_set == DEFAULT_SET.name
