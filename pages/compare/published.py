"""A small calculator: does a printed P follow from its odds ratio and interval? The study's own rows are examples."""

from __future__ import annotations

import streamlit as st

from core.evaluation.printed import PrintedCheck, check_printed_p
from core.evaluation.published import ODDS_RATIOS, PublishedOddsRatio
from pages.compare.numbers import number
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, show_caution, show_name, show_note, show_table
from pages.shared.words import say

FIELDS = ("odds_ratio", "ci_low", "ci_high", "printed_p")


@st.fragment
def show_published() -> None:
    """The study's odds ratios with the P that follows from each, and four fields for any other."""
    with st.container(border=True, key="card_published"):
        show_name(say("compare.check"), say("compare.check_note"))
        head: list[Cell] = [
            say("compare.predictor"),
            *(number(say(f"compare.check_{n}")) for n in ("ratio", *FIELDS[3:])),
        ]
        head += [number(say("compare.check_p")), say("compare.check_verdict")]
        show_table(head, map(_row, ODDS_RATIOS), say("compare.check_caption"), {})
        bar = st.grid(4, min_column_width=150)
        first = _texts(ODDS_RATIOS[0])
        typed = [
            bar.text_input(say(f"compare.check_{name}"), value=first[name], key=f"check_{name}") for name in FIELDS
        ]
        with explain_errors():
            found = check_printed_p(*typed)
            tell = show_note if found.verdict == "follows" else show_caution
            tell(_sentence(found, typed[3]))
        show_note(say("compare.check_method"))


def _texts(row: PublishedOddsRatio) -> dict[str, str]:
    """What was printed, with all its digits."""
    numbers = {name: f"{getattr(row, name):.3f}" for name in FIELDS[:3]}
    return numbers | {"printed_p": row.printed_p}


def _row(row: PublishedOddsRatio) -> list[Cell]:
    texts = _texts(row)
    found = check_printed_p(*texts.values())
    ratio = f"{texts['odds_ratio']} ({texts['ci_low']}–{texts['ci_high']})"
    cells = [(ratio, "number published"), (texts["printed_p"], "number published"), number(_p(found.p))]
    return [say(f"compare.predictor_{row.name.replace(' ', '_')}"), *cells, say(f"compare.verdict_{found.verdict}")]


def _sentence(found: PrintedCheck, printed: str) -> str:
    numbers = {"p": _p(found.p), "low": _p(found.lowest), "high": _p(found.highest), "printed": printed.strip()}
    return say(f"compare.sentence_{found.verdict}", **numbers)


def _p(p_value: float) -> str:
    return f"{p_value:.3g}"
