"""The fields of the calculator: one per variable, filled with what is known of the patient."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.evaluation.nomogram import Values
from core.prediction.coding import PERMITTED, group_terms
from core.prediction.entries import decimals_of, levels_of, usable_values, usual_values
from core.values import Term
from pages.nomogram.choices import Chosen
from pages.nomogram.sources import AVERAGE, known_outcome, known_values
from pages.shared.naming import level_name, variable_name
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say


def enter_values(chosen: Chosen) -> Values:
    """Draw the fields; variable to a number in its unit or a level."""
    show_name(say("nomogram.values"), say("nomogram.values_note"))
    terms = chosen.model.terms
    known = usable_values(terms, known_values(chosen.source, chosen.set_name, chosen.arm))
    filled = usual_values(terms) | known
    fields = st.grid(2, min_column_width=150, gap="small")
    entered = {
        name: _enter(fields.container(), of[0], levels_of(terms, name), filled, chosen)
        for name, of in group_terms(terms).items()
    }
    _tell(chosen, known)
    return entered


def _enter(place: DeltaGenerator, term: Term, levels: tuple[str, ...], filled: Values, chosen: Chosen) -> float | str:
    label, value = variable_name(term, chosen.arm), filled[term.name]
    score = chosen.arm if term.name == "rad_score" else ""
    kept = {"key": f"nomogram_{chosen.set_name}_{chosen.source}_{term.name}{score}", "persist_state": "session"}
    if levels:
        return place.selectbox(label, levels, index=levels.index(str(value)), format_func=level_name, **kept)
    decimals = decimals_of(term)
    step = 10.0**-decimals
    least, most = PERMITTED.get(term.name, (None, None))
    if term.transform:
        least = max(least or 0.0, step)
    return place.number_input(label, least, most, float(value), step, f"%.{decimals}f", **kept)


def _tell(chosen: Chosen, known: Mapping[str, float | str]) -> None:
    """What was not known of the patient, and how it ended."""
    absent = [
        variable_name(of[0], chosen.arm) for name, of in group_terms(chosen.model.terms).items() if name not in known
    ]
    if absent and chosen.source != AVERAGE:
        show_note(say("nomogram.unknown", names=say("nomogram.comma").join(absent)))
    outcome = known_outcome(chosen.source)
    if outcome is not None:
        show_note(say("nomogram.known", outcome=say("event.yes" if outcome else "event.no")))
