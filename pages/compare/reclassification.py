"""NRI and IDI, on request: beside the warning that belongs to them."""

from __future__ import annotations

import streamlit as st

from core.evaluation.reclassification import Index
from pages.compare.evidence import reclassification
from pages.compare.numbers import number, p_text, signed
from pages.shared.evidence import models, outcomes, sizes
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, show_caution, show_note, show_table
from pages.shared.words import say

INDICES = ("nri", "nri_events", "nri_non_events", "idi")


@st.fragment
def show_reclassification(split: str) -> None:
    """A closed expander; nothing where there is one model only."""
    if len(models()) < 2:
        return
    with st.expander(say("compare.reclassification"), icon=":material/swap_vert:"), explain_errors():
        show_caution(say("compare.reclassification_warning"))
        bar = st.grid(2, min_column_width=215)
        old = _choose(bar, "old", models()[0])
        new = _choose(bar, "new", models()[-1])
        if old == new:
            show_note(say("compare.same_model"))
            return
        found = reclassification(split, old, new)
        head: list[Cell] = [
            say("compare.index"),
            *(number(say(f"compare.{n}")) for n in ("patients", "value", "z", "p")),
        ]
        rows = [_row(name, getattr(found, name), split) for name in INDICES]
        told = {"old": say(f"model.{old}"), "new": say(f"model.{new}"), "split": say(f"split.{split}")}
        show_table(head, rows, say("compare.reclassification_caption", **told, **sizes(split)), {})


def _choose(bar: st.delta_generator.DeltaGenerator, which: str, first: str) -> str:
    chosen: str = bar.selectbox(
        say(f"compare.{which}_model"),
        models(),
        index=models().index(first),
        format_func=lambda name: say(f"model.{name}"),
        key=f"{which}_model",
        persist_state="session",
    )
    return chosen


def _row(name: str, index: Index, split: str) -> list[Cell]:
    events, everyone = int(outcomes(split).sum()), len(outcomes(split))
    counted = {"nri_events": events, "nri_non_events": everyone - events}.get(name, everyone)
    span = say("compare.span", low=signed(index.ci_low), high=signed(index.ci_high))
    value = f"{signed(index.value)} ({span})"
    cells = (str(counted), value, signed(index.z, 2), p_text(index.p_value))
    return [say(f"compare.index_{name}"), *map(number, cells)]
