"""What the nomogram says of the patient: the probability, the verdict, and how the points add up to it."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.evaluation.nomogram import Nomogram
from core.evaluation.nomogram_reading import Reading, Row
from core.figures.nomogram import plot_sum
from core.prediction.coding import group_terms
from core.values import Term
from pages.nomogram.choices import Chosen
from pages.shared.naming import event_name, level_name, share_text, value_text, variable_name
from pages.shared.widgets import Cell, show_chart, show_name, show_note, show_table
from pages.shared.words import say


def show_verdict(chosen: Chosen, nomogram: Nomogram, reading: Reading) -> None:
    """The probability with its interval, the verdict, and every value that training did not reach."""
    event = event_name(chosen.model.event_name)
    show_name(say("nomogram.probability", event=event))
    (low, high), tone = map(share_text, reading.interval), " outside" if reading.outside else ""
    flag = say("nomogram.above" if reading.flagged else "nomogram.below", threshold=chosen.model.threshold, event=event)
    number = (
        f"<b>{escape(share_text(reading.risk))}</b><span>{escape(say('nomogram.interval', low=low, high=high))}</span>"
    )
    st.html(f'<div class="risk{tone}">{number}</div><p class="note">{escape(flag)}</p>')
    if not reading.outside:
        show_note(say("nomogram.inside"))
        return
    of = _terms(chosen)
    reasons = "".join(f"<li>{escape(_reason(row, of[row.name], nomogram, chosen.arm))}</li>" for row in reading.outside)
    st.html(f'<div class="against"><b>{escape(say("nomogram.outside"))}</b><ul>{reasons}</ul></div>')


def show_sum(chosen: Chosen, nomogram: Nomogram, reading: Reading) -> None:
    """Points as bars that add up, and the same as a table."""
    of, largest = _terms(chosen), nomogram.largest_total
    show_name(say("nomogram.sum"), say("nomogram.sum_note", total=reading.total, largest=largest))
    points = {variable_name(of[row.name], chosen.arm): row.points for row in reading.rows}
    show_chart(plot_sum(points, say("nomogram.total"), largest), key="nomogram_sum")
    head: list[Cell] = [
        say("nomogram.variable"),
        *((say(f"nomogram.{name}"), "number") for name in ("value", "range", "within", "points")),
    ]
    show_table(head, [_cells(row, of[row.name], nomogram, chosen.arm) for row in reading.rows], "", {})


def _cells(row: Row, term: Term, nomogram: Nomogram, arm: str) -> list[Cell]:
    inside = say("nomogram.within_yes" if row.inside else "nomogram.within_no")
    texts = (value_text(row.value, term), _range(term, nomogram), inside, f"{row.points:.0f}".replace("-", "−"))
    return [variable_name(term, arm), *((text, "number") for text in texts)]


def _range(term: Term, nomogram: Nomogram) -> str:
    """What the training patients had: all levels, or the smallest and largest number."""
    scale = next(scale for scale in nomogram.scales if scale.name == term.name)
    if scale.levels:
        return say("nomogram.comma").join(map(level_name, scale.levels))
    return say("nomogram.range_of", low=value_text(scale.low, term), high=value_text(scale.high, term))


def _reason(row: Row, term: Term, nomogram: Nomogram, arm: str) -> str:
    told = {"name": variable_name(term, arm), "value": value_text(row.value, term), "range": _range(term, nomogram)}
    return say("nomogram.outside_row", **told)


def _terms(chosen: Chosen) -> dict[str, Term]:
    return {name: of[0] for name, of in group_terms(chosen.model.terms).items()}
