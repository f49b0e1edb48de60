"""One row per variable: whether the model is at home at this value, and which other value would change the answer."""

from __future__ import annotations

from collections.abc import Sequence

from core.prediction.applicability import is_inside
from core.prediction.coding import decode_number
from core.prediction.crossing import Crossing, find_crossings
from core.prediction.entries import levels_of
from core.values import Term
from core.workup import Workup
from pages.case.asked import Asked, headline_of
from pages.shared.naming import level_name, value_text, variable_name
from pages.shared.widgets import Cell, show_name, show_table
from pages.shared.words import say

COLUMNS = ("value", "range", "inside", "turns")


def show_terms(workup: Workup) -> None:
    """Value, training range, inside or outside, and where the verdict turns when this variable alone moves."""
    of = headline_of(workup)
    verdict = say("case.flagged" if of.told.above_threshold else "case.not_flagged")
    show_name(say("case.terms.name"), say("case.terms.note", verdict=verdict, threshold=of.told.threshold))
    crossings = {crossing.name: crossing for crossing in find_crossings(of.model, of.told.values)}
    head: list[Cell] = [say("case.terms.variable"), *((say(f"case.terms.{name}"), "number") for name in COLUMNS)]
    rows = [_row(terms, of, crossings[name]) for name, terms in of.variables.items()]
    show_table(head, rows, say("case.terms.caption"), {})


def _row(terms: Sequence[Term], of: Asked, crossing: Crossing) -> list[Cell]:
    term, value = terms[0], of.told.values[terms[0].name]
    inside = say("case.terms.yes" if is_inside(terms, value) else "case.terms.no")
    shown = level_name(str(value)) if term.level else value_text(float(value), term)
    texts = (shown, _range(terms), inside, _turn(term, crossing, of))
    return [(variable_name(term, of.arm), "free"), *((text, "number free") for text in texts)]


def _range(terms: Sequence[Term]) -> str:
    """What training patients had: every level, or the smallest and the largest number."""
    term = terms[0]
    if term.level:
        return say("case.comma").join(map(level_name, levels_of(terms, term.name)))
    low, high = (value_text(decode_number(term, end), term) for end in (term.low, term.high))
    return say("nomogram.range_of", low=low, high=high)


def _turn(term: Term, crossing: Crossing, of: Asked) -> str:
    verdict = say("case.not_flagged" if of.told.above_threshold else "case.flagged")
    if crossing.at is not None:
        way = "from" if crossing.upward else "below"
        return say(f"case.terms.{way}", value=value_text(crossing.at, term), verdict=verdict)
    if crossing.levels:
        levels = say("case.comma").join(map(level_name, crossing.levels))
        return say("case.terms.level", level=levels, verdict=verdict)
    return say("case.terms.never")
