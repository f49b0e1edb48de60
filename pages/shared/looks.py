"""How models look on every page: one colour and one name each, and the words on the curves."""

from __future__ import annotations

from functools import partial

from core.figures.labels import CurveLabels
from core.review import MODELS
from pages.shared.theme import model_colour
from pages.shared.words import say_in

__all__ = ["curve_labels", "model_names", "named_colours", "short_colours"]


def model_names(language: str | None = None) -> dict[str, str]:
    """Model to its name, in the chosen language or in another."""
    return {model: say_in(language, f"model.{model}") for model in MODELS}


def named_colours() -> dict[str, str]:
    """Name on screen to colour, for HTML."""
    return {name: model_colour(model) for model, name in model_names().items()}


def short_colours() -> dict[str, str]:
    """Short name on screen to colour."""
    return {say_in(None, f"model_short.{model}"): model_colour(model) for model in MODELS}


def curve_labels(language: str | None = None) -> CurveLabels:
    """The words on every curve, in the chosen language or in another."""
    say = partial(say_in, language)
    return CurveLabels(
        models=model_names(language),
        threshold=say("curve.threshold"),
        net_benefit=say("curve.net_benefit"),
        treat_all=say("curve.all"),
        treat_none=say("curve.none"),
        true_positive_rate=say("curve.sensitivity"),
        false_positive_rate=say("curve.false_positives"),
        auc="AUC",
        risk=say("curve.risk"),
        event=say("event.plural"),
        non_event=say("event.plural_no"),
        this_case=say("curve.this_case"),
        few_flagged=say("curve.few"),
    )
