"""The training patients most like this one in what the model looks at, and how they ended."""

from __future__ import annotations

from typing import Any

from core.prediction.neighbours import nearest_cases
from core.workup import Workup
from pages.case.asked import Asked, headline_of
from pages.case.sets import is_shipped
from pages.shared.evidence import learnt_cohort, learnt_rows
from pages.shared.naming import level_name, value_text, variable_name
from pages.shared.widgets import Cell, show_empty, show_name, show_table
from pages.shared.words import say


def show_similar(workup: Workup) -> None:
    """Five rows with distance, values and outcome; only where the training patients are known on this server."""
    show_name(say("case.near.name"), say("case.near.note"))
    if not is_shipped(workup):
        show_empty(say("case.near.unknown"), say("case.near.unknown_todo"))
        return
    of = headline_of(workup)
    outcome = learnt_cohort().cohort.training.outcome
    near = nearest_cases(of.model, of.told.values, learnt_rows(of.arm).drop(workup.case.case_id, errors="ignore"))
    names: list[Cell] = [(variable_name(terms[0], of.arm), "number") for terms in of.variables.values()]
    head: list[Cell] = [say("case.near.patient"), (say("case.near.distance"), "number"), *names, say("case.near.ended")]
    rows = [_row(row, of, bool(outcome[row.Index])) for row in near.itertuples()]
    told = {"events": int(outcome[near.index].sum()), "n": len(near), "share": outcome.mean(), "all": len(outcome)}
    show_table(head, rows, say("case.near.caption", **told), {})


def _row(row: Any, of: Asked, event: bool) -> list[Cell]:
    values = [
        level_name(str(getattr(row, name))) if terms[0].level else value_text(float(getattr(row, name)), terms[0])
        for name, terms in of.variables.items()
    ]
    ended = say("event.yes" if event else "event.no")
    return [(str(row.Index), "whole"), (f"{row.distance:.2f}", "number"), *((text, "number") for text in values), ended]
