"""The words on the charts of this page, in the chosen language."""

from __future__ import annotations

from core.figures.palette import CLASS_COLOURS
from core.figures.signature.classes import OTHER
from core.values import Cohort
from pages.shared.words import say, say_or


def words(*names: str, **filled: str) -> dict[str, str]:
    """Phrases of this page by name, with those already filled beside them."""
    return {name: say(f"signature.{name}") for name in names} | filled


def class_names() -> dict[str, str]:
    """Feature class to its name on screen."""
    return {name: say(f"signature.class_{name}") for name in (*CLASS_COLOURS, OTHER)}


def event_of(cohort: Cohort) -> str:
    """What happened, in the chosen language where the dictionary knows it."""
    return say_or(f"event.{cohort.event_name}", cohort.event_name)


def p_text(p_value: float) -> str:
    """A p-value as people write it."""
    return "p < 0.001" if p_value < 0.001 else f"p = {p_value:.3f}"
