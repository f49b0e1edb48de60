"""The model behind the nomogram: every odds ratio with what it compares, its interval, and the method of the fit."""

from __future__ import annotations

import math
from typing import Any

from core.clinical.baseline import write_p
from core.prediction.odds import odds_ratios
from core.values import Term
from core.values.models import FIRTH
from pages.nomogram.choices import Chosen
from pages.shared.naming import event_name, level_name, variable_name
from pages.shared.odds import ratio_text
from pages.shared.widgets import Cell, show_name, show_note, show_table
from pages.shared.words import say, say_or

COLUMNS = ("variable", "compares", "odds_ratio", "p", "points_to")
LARGEST = 1e6


def show_odds(chosen: Chosen) -> None:
    """One row per term; what the odds are the odds of, and how they were estimated, stands above."""
    model = chosen.model
    event, method = event_name(model.event_name), say_or(f"nomogram.method_{model.method.split()[0]}", model.method)
    note = "nomogram.odds_note_simulated" if chosen.simulated else "nomogram.odds_note"
    show_name(say("nomogram.odds"), say(note, event=event, method=method, n=model.n, events=model.n_events))
    head: list[Cell] = [(say(f"nomogram.{name}"), "number" if name in COLUMNS[2:4] else "") for name in COLUMNS]
    found = odds_ratios(model).itertuples()
    show_table(
        head, [_cells(*pair, chosen) for pair in zip(model.terms, found, strict=True)], say("nomogram.odds_caption"), {}
    )
    if model.method == FIRTH:
        show_note(say("nomogram.odds_firth"))


def _cells(term: Term, ratio: Any, chosen: Chosen) -> list[Cell]:
    texts = [variable_name(term, chosen.arm), _compares(term)]
    if not (math.isfinite(ratio.standard_error) and 1 / LARGEST < ratio.ci_low <= ratio.ci_high < LARGEST):
        return [*texts, (say("nomogram.not_estimable"), "number"), ("–", "number"), "–"]
    told = f"{ratio_text(ratio.odds_ratio)} ({ratio_text(ratio.ci_low)}–{ratio_text(ratio.ci_high)})"
    way = "unclear" if ratio.ci_low <= 1 <= ratio.ci_high else "for" if ratio.odds_ratio > 1 else "speaks_against"
    event = event_name(chosen.model.event_name)
    return [*texts, (told, "number"), (write_p(ratio.p_value), "number"), say(f"nomogram.{way}", event=event)]


def _compares(term: Term) -> str:
    if term.level:
        return say("nomogram.against", level=level_name(term.level), reference=level_name(term.reference))
    if term.transform:
        return say("nomogram.tenfold")
    return say("nomogram.per_unit", unit=term.unit) if term.unit else say("nomogram.per_one")
