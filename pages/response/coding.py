"""What an odds ratio compares: definition, reference level and unit of each variable, and which event it is of."""

from __future__ import annotations

import streamlit as st

from core.clinical.baseline import write_p
from core.clinical.variables import VARIABLES, invert_odds_ratios
from core.prediction.odds import odds_ratios
from pages.shared import evidence
from pages.shared.meanings import compare, define, expect
from pages.shared.widgets import Cell, show_name, show_table
from pages.shared.words import say

MODELS = ("clinical", "combined")


def show_coding() -> None:
    """Odds ratios of the demonstration models beside what each of them compares."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        show_name(say("response.coding"), say("response.coding_note"))
        event = st.segmented_control(
            say("response.event_of"),
            ["no", "yes"],
            default="no",
            required=True,
            format_func=lambda name: say(f"response.event_{name}"),
            key="event_of",
            persist_state="session",
        )
    names = ("variable", "means", "compares", "expected", "odds_ratio", "p")
    head: list[Cell] = [(say(f"response.{name}"), "number" if name in names[4:] else "") for name in names]
    rows = [row for model in MODELS for row in _rows(model, turned=event == "yes")]
    show_table(head, rows, say("response.coding_caption", event=say(f"response.event_{event}")), {})


def _rows(model: str, *, turned: bool) -> list[list[Cell]]:
    found = odds_ratios(evidence.prediction_set().models[model])
    table = invert_odds_ratios(found) if turned else found
    rows: list[list[Cell]] = []
    for ratio in table.itertuples():
        variable = VARIABLES[ratio.term]
        told = f"{ratio.odds_ratio:.3f} ({ratio.ci_low:.3f}–{ratio.ci_high:.3f})"
        name = f"{say(f'clinical.{variable.name}')} · {say(f'model_short.{model}')}"
        parts = [
            name,
            define(variable.name),
            compare(variable),
            expect(variable.name),
        ]
        rows.append([*parts, (told, "number"), (write_p(ratio.p_value), "number")])
    return rows
