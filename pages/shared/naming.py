"""What variables, levels, models and events are called, in the chosen language or in another; how risks are written."""

from __future__ import annotations

from core.evaluation.scales import PointScale
from core.language import read_phrases
from core.prediction.entries import decimals_of
from core.values import Term
from pages.shared import state
from pages.shared.widgets import minus
from pages.shared.words import say_in

NAMES = ("clinical.", "response.name_")
LEVELS = ("clinical.", "response.level_")
OPPOSITE = {"non-response": "response", "response": "non-response"}
NOT = "no "
NEARLY = 0.995


def named(text: str, places: tuple[str, ...], language: str | None = None) -> str:
    """The first phrase there is of a name that core or a table gave, else that name itself."""
    known = read_phrases(language or state.language())
    return next((known[place + text] for place in places if place + text in known), text)


def model_name(name: str, language: str | None = None) -> str:
    """A model in words."""
    return named(name, ("model.",), language)


def event_name(event: str, language: str | None = None) -> str:
    """An event in words."""
    name = named(event, ("event.", "nomogram.event_"), language)
    if name == event and event.startswith(NOT):
        return say_in(language, "nomogram.no_event", event=event_name(event.removeprefix(NOT), language))
    return name


def other_event(event: str) -> str:
    """The name of what happens where the event does not."""
    return OPPOSITE.get(event) or (event.removeprefix(NOT) if event.startswith(NOT) else NOT + event)


def level_name(level: str, language: str | None = None) -> str:
    """A level of a variable in words."""
    return named(level, LEVELS, language)


def variable_name(term: Term | PointScale, arm: str, language: str | None = None) -> str:
    """A variable with its unit; a rad-score with the image it is of."""
    if term.name == "rad_score" and arm:
        return say_in(language, "nomogram.rad_score_of", arm=say_in(language, f"arm.{arm}"))
    name = named(term.name, NAMES, language)
    return f"{name}, {term.unit}" if name == term.name and term.unit else name


def value_text(value: float | str, term: Term, language: str | None = None) -> str:
    """A patient's value as it is read: a level in words, a number with as many decimals as tell patients apart."""
    return level_name(value, language) if isinstance(value, str) else minus(f"{value:.{decimals_of(term)}f}")


def share_text(risk: float, language: str | None = None) -> str:
    """A probability in whole per cents; never 0% or 100%, which no model can know."""
    if risk >= NEARLY or risk < 1 - NEARLY:
        return say_in(language, "nomogram.most" if risk >= NEARLY else "nomogram.least")
    return f"{risk:.0%}"
