"""What an odds ratio compares, wherever one stands: definition, unit or reference level, and where it should point."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from core.clinical.variables import VARIABLES, Variable
from core.values import Term
from pages.shared.words import say, say_or


def define(name: str) -> str:
    """What a variable is, in words; of a team's own variable, that its table says so."""
    return say_or(f"response.means_{name}", say("response.means_own"))


def compare(term: Term | Variable) -> str:
    """What the odds ratio compares: a level against the reference, or one unit more."""
    if term.level:
        levels = {"level": term.level, "reference": term.reference}
        words = {key: say_or(f"response.level_{of}", say_or(f"clinical.{of}", of)) for key, of in levels.items()}
        return say("response.levels", **words)
    if getattr(term, "transform", ""):
        return say("response.tenfold")
    known = VARIABLES.get(term.name)
    return say("response.per_unit", unit=term.unit or (known.unit if known else "")).replace("  ", " ")


def expect(name: str) -> str:
    """What more of a variable is expected to speak for, from the literature."""
    known = VARIABLES.get(name)
    return say(f"response.for_{known.speaks_for if known else 'open'}")


def show_meanings(terms: Iterable[Term], event: str, *, opened: bool) -> None:
    """One line per variable, and which event the odds are of.

    Parameters
    ----------
    event : its name on screen
    opened : whether the list stands open at first
    """
    lines = [
        say(
            "response.meaning",
            name=say_or(f"clinical.{term.name}", term.name),
            means=define(term.name),
            compares=compare(term),
            expected=expect(term.name),
        )
        for term in dict.fromkeys(terms)
    ]
    with st.expander(say("response.coding"), icon=":material/dictionary:", expanded=opened):
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        st.html(f'<p class="note">{escape(say("response.above_1", event=event))}</p><ul class="note">{items}</ul>')
