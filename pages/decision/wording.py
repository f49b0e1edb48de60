"""The words that turn with the event: who has it, who has not, and how labels and sentences begin."""

from __future__ import annotations

from dataclasses import replace

from core.figures.labels import CurveLabels
from pages.decision.choices import EVENTS
from pages.shared.looks import curve_labels
from pages.shared.words import say, say_in


def with_event(event: str, language: str | None = None) -> str:
    """Patients with the event, plural, in lower case."""
    return say_in(language, f"decision.with_{event}")


def without_event(event: str, language: str | None = None) -> str:
    """Patients without the event, plural, in lower case."""
    return with_event(next(name for name in EVENTS if name != event), language)


def tell(key: str, event: str, **values: object) -> str:
    """A phrase of the page whose {cases} have the event and whose {others} have not; it begins with a capital."""
    told = say(f"decision.{key}", cases=with_event(event), others=without_event(event), **values)
    return told[:1].upper() + told[1:]


def labels_on(scale: str, language: str | None = None, **changed: str) -> CurveLabels:
    """The words on a curve whose worth is told on a scale."""
    told = {"net_benefit": say_in(language, f"decision.scale_{scale}")} | changed
    return replace(curve_labels(language), **told)
