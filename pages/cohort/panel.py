"""The open row: every risk of one patient with its interval, what happened, clinical values, the way to the images."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from pages.cohort.opened import opened, turn_to
from pages.cohort.rows import count_better, read_values
from pages.shared.baseline import level_name, variable_name
from pages.shared.evidence import intervals, models, patients, reviewed, risks
from pages.shared.lanes import Lane, Scale, show_lanes
from pages.shared.theme import model_colour
from pages.shared.widgets import show_note
from pages.shared.words import say

RISKS = Scale(0, 1, {tick / 100: f"{tick}%" for tick in (0, 25, 50, 75, 100)})


def show_panel(rows: pd.DataFrame, model: str) -> None:
    """Draw the open patient, whom the filters may have left out of the rows."""
    case_id = opened()
    of_model = {name: float(risk) for name, risk in risks("all").loc[case_id].items()}
    _show_head(case_id, list(rows.index))
    show_note(_told(case_id, model, of_model[model], rows))
    known = intervals(case_id)
    show_lanes([_lane(name, of_model[name], known.get(name)) for name in models()], RISKS)
    show_note(say("cohort.panel_interval" if known else "cohort.panel_no_interval"))
    if reviewed().simulated:
        link, query = say("cohort.panel_link"), {"case": case_id}
        st.page_link("pages/case/view.py", label=link, icon=":material/arrow_forward:", query_params=query)
    facts = "".join(
        f"<div><dt>{escape(variable_name(name))}</dt><dd>{escape(level_name(text))}</dd></div>"
        for name, text in read_values(case_id).items()
    )
    st.html(f'<dl class="values">{facts}</dl>')


def _show_head(case_id: str, order: list[str]) -> None:
    at = order.index(case_id) if case_id in order else -1
    before, after = (order[at - 1] if at > 0 else ""), (order[at + 1] if -1 < at < len(order) - 1 else "")
    cohort = patients("all")
    split = say("split.training" if cohort.is_training[case_id] else "split.validation")
    outcome = say("event.yes" if cohort.outcome[case_id] else "event.no")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="xsmall"):
        st.html(f'<p class="name">{escape(case_id)} <span>{escape(outcome)} · {escape(split)}</span></p>')
        with st.container(horizontal=True, gap=None, width="content"):
            _turn("previous", before, ":material/chevron_left:", disabled=not before)
            _turn("next", after, ":material/chevron_right:", disabled=not after)
            _turn("close", "", ":material/close:", disabled=False)


def _turn(name: str, case_id: str, icon: str, *, disabled: bool) -> None:
    st.button(
        say(f"cohort.panel_{name}"),
        icon=icon,
        help=say(f"cohort.panel_{name}"),
        on_click=turn_to,
        args=(case_id,),
        type="tertiary",
        disabled=disabled,
        key=f"turn_{name}",
    )


def _told(case_id: str, model: str, risk: float, rows: pd.DataFrame) -> str:
    off = abs(100 * risk - 100 * bool(patients("all").outcome[case_id]))
    told = {"model": say(f"model.{model}"), "risk": 100 * risk, "error": off}
    if case_id not in rows.index:
        return say("cohort.panel_hidden", **told)
    return say("cohort.panel_told", rank=1 + count_better(rows, case_id), n=len(rows), **told)


def _lane(model: str, risk: float, interval: tuple[float, float] | None) -> Lane:
    detail = "" if interval is None else f"({100 * interval[0]:.0f}–{100 * interval[1]:.0f}%)"
    return Lane(say(f"model.{model}"), model_colour(model), risk, interval, f"{100 * risk:.0f}%", detail)
