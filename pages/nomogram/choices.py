"""What rules the page: a model of a prediction set, whose values fill its fields, and which event is told of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from core.evaluation.event_switch import switch_model
from core.places import list_prediction_sets
from core.prediction_set import DEFAULT_SET
from core.review import MODELS
from core.values import LogisticModel
from core.workup import Workup
from pages.nomogram.sources import AVERAGE, WORKUP, offered_sources, training_cases, workup_of
from pages.shared import evidence
from pages.shared.address import in_address, keep_in_address
from pages.shared.naming import event_name, model_name, other_event
from pages.shared.words import say


@dataclass(frozen=True, eq=False)
class Chosen:
    """Choices of the page.

    Parameters
    ----------
    set_name : of the prediction set
    model : of that set, told of the chosen event
    arm : whose rad-score the model uses, empty without one
    source : `AVERAGE`, `WORKUP` or the case id of a patient under review
    simulated : whether the model learnt from simulated patients
    """

    set_name: str
    model: LogisticModel
    arm: str
    source: str
    simulated: bool


def choose_view() -> Chosen:
    """Draw the bar of choices; each stands in the address, so that a link shows the same view."""
    with st.container(border=True, key="card_choices"):
        bar = st.grid(4, min_column_width=215, gap=("xsmall", "medium"))
        sets = [DEFAULT_SET.name, *(folder.name for folder in list_prediction_sets())]
        set_name = _choose(bar, "set", sets, _set_label, sets[0]) if len(sets) > 1 else sets[0]
        of = evidence.prediction_set(set_name)
        names = [*(name for name in MODELS if name in of.models), *(name for name in of.models if name not in MODELS)]
        name = _choose(bar, "model", names, model_name, names[-1])
        sources = offered_sources(set_name)
        usual = WORKUP if WORKUP in sources else AVERAGE
        called = partial(_source_label, held=workup_of(set_name), training=training_cases())
        source = _choose(bar, "case", sources, called, usual)
        model = of.models[name]
        events = [model.event_name, other_event(model.event_name)]
        event = _choose(bar, "event_of", events, event_name, events[0])
    told = model if event == events[0] else switch_model(model, event)
    return Chosen(set_name, told, of.arm_of(model) or "", source, of.simulated)


def _choose(bar: Any, name: str, options: Sequence[str], called: Callable[[str], str], usual: str) -> str:
    chosen: str = bar.selectbox(
        say(f"nomogram.{name}"),
        options,
        index=list(options).index(in_address(name, options, usual)),
        format_func=called,
        key=f"nomogram_{name}",
        persist_state="session",
    )
    if name != "case" or chosen in (AVERAGE, WORKUP) or evidence.reviewed().simulated:
        keep_in_address(name, chosen, usual)
    return chosen


def _set_label(name: str) -> str:
    return say("case.set_demo") if name == DEFAULT_SET.name else name


def _source_label(source: str, held: Workup | None, training: frozenset[str]) -> str:
    if source == AVERAGE:
        return say("nomogram.case_average")
    if source == WORKUP and held:
        return say("nomogram.case_workup", case_id=held.case.case_id)
    return say(
        "nomogram.case_of", case_id=source, split=say(f"split.{'training' if source in training else 'validation'}")
    )
