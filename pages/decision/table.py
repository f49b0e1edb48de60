"""The table of patients: risks as bars, the side of the threshold, who crossed it. A click on a row opens that case."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.evaluation.decision_study import DecisionStudy
from core.evaluation.sides import tell_sides
from pages.decision.choices import Chosen
from pages.shared.evidence import reviewed
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say

VIEWS = ("all", "crossed", "differs", "wrong")


def choose_patient(of: DecisionStudy, chosen: Chosen) -> str:
    """Draw the card; the case id of the clicked row, or nothing."""
    other = chosen.other if chosen.other in of.models else chosen.model
    sides = tell_sides(of.outcome, of.risks, chosen.model, other, chosen.threshold, chosen.before)
    masks = {
        "all": pd.Series(True, index=sides.index),
        "crossed": sides["crossed"] != 0,
        "differs": sides["differs"],
        "wrong": ~sides["right"],
    }
    show_name(say("decision.patients", threshold=chosen.threshold), _note(chosen, int(masks["crossed"].sum())))
    view = st.segmented_control(
        say("decision.view"),
        VIEWS,
        default=VIEWS[0],
        required=True,
        format_func=lambda name: say(f"decision.view_{name}", n=int(masks[name].sum())),
        key="decision_view",
        label_visibility="collapsed",
        persist_state="session",
    )
    kept = masks[view]
    if not kept.any():
        show_note(say(f"decision.view_{view}_empty"))
        return ""
    return _draw(sides[kept], of.risks[kept], chosen)


def _note(chosen: Chosen, crossed: int) -> str:
    moved = {"before": chosen.before, "threshold": chosen.threshold, "crossed": crossed}
    told = say("decision.crossed" if chosen.before != chosen.threshold else "decision.not_moved", **moved)
    hint = say("decision.patients_hint" if reviewed().simulated else "decision.patients_own")
    return f"{told} {hint}"


def _draw(sides: pd.DataFrame, risks: pd.DataFrame, chosen: Chosen) -> str:
    shown = _in_words(sides, chosen).join((100 * risks).round(1)).rename_axis(say("cohort.case_id"))
    others = [name for name in risks if name != chosen.model]
    choice = st.dataframe(
        shown,
        column_config=_columns(list(map(str, risks)), chosen),
        column_order=["outcome", chosen.model, "side", "crossed", *(["flagging"] if others else []), *others],
        height=min(36 * (len(shown) + 1) + 4, 440),
        row_height=36,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key="decision_patients",
        alt=say("decision.patients_alt", threshold=chosen.threshold, n=len(shown)),
    )
    picked = [*choice.selection.rows, *(cell[0] for cell in choice.selection.cells)]
    return str(sides.index[picked[0]]) if picked and picked[0] < len(sides) else ""


def _in_words(sides: pd.DataFrame, chosen: Chosen) -> pd.DataFrame:
    """The columns that are words, as categories: ten thousand rows then travel as numbers."""
    responder = sides["event"] == chosen.switched
    outcome = pd.Categorical.from_codes(responder.astype(int), [say("event.yes"), say("event.no")])
    words = ("vain", "found", "missed", "spared")
    place = (~sides["flagged"]).astype(int) * 2 + (sides["flagged"] == sides["right"]).astype(int)
    place = place.where(sides["flagged"], 2 + sides["right"].astype(int))
    side = pd.Categorical.from_codes(place, [say(f"decision.side_{word}") for word in words])
    arrows = [say("decision.crossed_out"), say("decision.crossed_not"), say("decision.crossed_in")]
    crossed = pd.Categorical.from_codes(sides["crossed"].astype(int) + 1, arrows)
    words_shown = {"outcome": outcome, "side": side, "crossed": crossed, "flagging": sides["n_flagging"]}
    return pd.DataFrame(words_shown, index=sides.index)


def _columns(models: list[str], chosen: Chosen) -> dict[str, object]:
    config = st.column_config
    columns: dict[str, object] = {
        "outcome": config.TextColumn(say("cohort.outcome"), width=130),
        "side": config.TextColumn(say("decision.side", threshold=chosen.threshold), width=150),
        "crossed": config.TextColumn(say("decision.crossed_column", before=chosen.before), width=150),
        "flagging": config.NumberColumn(
            say("decision.flagging"), format=f"%d / {len(models)}", help=say("decision.flagging_help"), width=110
        ),
    }
    for name in models:
        label, width = (say(f"model.{name}"), 180) if name == chosen.model else (say(f"model_short.{name}"), 112)
        columns[name] = config.ProgressColumn(label, format="%.0f%%", min_value=0, max_value=100, width=width)
    return columns
