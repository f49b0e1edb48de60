"""How models look on every page: one colour and one name each, and the words on the curves."""

from __future__ import annotations

from core.figures.labels import CurveLabels
from core.review import MODELS
from pages.shared.theme import model_colour
from pages.shared.words import say

__all__ = ["curve_labels", "model_names", "named_colours"]


def model_names() -> dict[str, str]:
    """Model to its name on screen."""
    return {model: say(f"model.{model}") for model in MODELS}


def named_colours() -> dict[str, str]:
    """Name on screen to colour, for HTML."""
    return {name: model_colour(model) for model, name in model_names().items()}


def curve_labels() -> CurveLabels:
    """The words on every curve, in the chosen language."""
    return CurveLabels(
        models=model_names(),
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
