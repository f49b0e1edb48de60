"""The models of a prediction set: on how many patients each was fitted, by what method, and where it flags."""

from __future__ import annotations

from core.prediction_set import read_prediction_set
from core.values import LogisticModel
from pages.cards.choice import Opened
from pages.shared.looks import named_colours
from pages.shared.naming import event_name, model_name, variable_name
from pages.shared.widgets import Cell, show_name, show_table
from pages.shared.words import say, say_or

COLUMNS = ("n", "events", "threshold")


def show_models(opened: Opened) -> None:
    """One row per model."""
    of = read_prediction_set(opened.folder)
    show_name(say("cards.models"), say("cards.models_note", event=event_name(of.event_name)))
    numbers = [(say(f"cards.model_{name}"), "number") for name in COLUMNS]
    head: list[Cell] = [say("model.label"), say("cards.model_terms"), *numbers, say("cards.model_method")]
    rows = [_row(model, of.arm_of(model) or "") for model in of.models.values()]
    show_table(head, rows, say("cards.models_caption"), named_colours())


def _row(model: LogisticModel, arm: str) -> list[Cell]:
    terms = say("case.comma").join(dict.fromkeys(variable_name(term, arm) for term in model.terms))
    numbers = (str(model.n), str(model.n_events), f"{model.threshold:.1%}")
    method = say_or(f"nomogram.method_{model.method.split()[0]}", model.method)
    return [model_name(model.name), (terms, "soft"), *((text, "number") for text in numbers), method]
