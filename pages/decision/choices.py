"""What rules the decision page: patients, event, two models, prevalence, the sensible range and the threshold."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.evaluation.decision_draws import ALL, NONE
from pages.shared import state
from pages.shared.evidence import headline, models, splits
from pages.shared.words import say, say_in

EVENTS = ("non-response", "response")


@dataclass(frozen=True)
class Chosen:
    """Choices of the page; threshold, range and prevalence as probabilities.

    Parameters
    ----------
    other : what the model is compared with: a model, or flagging everyone or no one
    before : where the threshold stood before its last move
    prevalence : assumed, or None for that of the patients
    """

    split: str
    event: str
    model: str
    other: str
    prevalence: float | None
    sensible: tuple[float, float]
    threshold: float
    before: float

    @property
    def switched(self) -> bool:
        """Whether the event is not the one the models were learnt for."""
        return self.event != EVENTS[0]


def choose_view() -> Chosen:
    """Draw the bar of choices. What is chosen stands in the address, so that a link shows the same view."""
    with st.container(border=True, key="card_choices"):
        bar = st.grid(4, min_column_width=215, gap=("xsmall", "medium"))
        split = _pick(bar, "split.label", splits(), "split", "decision_split")
        event = bar.segmented_control(
            say("decision.event"),
            EVENTS,
            default=EVENTS[0],
            required=True,
            format_func=lambda name: say(f"decision.event_{name}"),
            key="event",
            on_change=state.mirror_threshold,
            help=say("decision.event_help"),
            bind="query-params",
        )
        model = _select(bar, "decision.model", models(), headline(), "decision_model")
        others = [*(name for name in models() if name != model), ALL, NONE]
        other = _select(bar, "decision.other", others, others[0], "decision_other")
        prevalence, (low, high), percent = _choose_numbers(bar, event)
    assumed = None if prevalence is None else prevalence / 100
    before = state.threshold_before(percent) / 100
    return Chosen(split, event, model, other, assumed, (low / 100, high / 100), percent / 100, before)


def _choose_numbers(bar: DeltaGenerator, event: str) -> tuple[int | None, tuple[int, int], int]:
    """Prevalence, sensible range and threshold, per cent."""
    prevalence = bar.number_input(
        say("decision.prevalence"),
        1,
        99,
        value=None,
        step=1,
        format="%d",
        placeholder=say("decision.prevalence_hint"),
        key=state.PREVALENCE,
        help=say("decision.prevalence_help"),
        bind="query-params",
    )
    sensible = bar.slider(
        say("decision.sensible"), 0, 100, (15, 60), format="%d%%", key=state.SENSIBLE_RANGE, bind="query-params"
    )
    percent = bar.cell(column_span=2).slider(
        say("decision.threshold", events=say(f"decision.risk_{event}")),
        1,
        99,
        35,
        format="%d%%",
        key=state.THRESHOLD,
        bind="query-params",
        help=say("decision.threshold_help"),
    )
    return prevalence, sensible, percent


def strategy_name(name: str, language: str | None = None) -> str:
    """A model, or flagging everyone or no one, as it is called."""
    defaults = {ALL: "curve.all", NONE: "curve.none"}
    return say_in(language, defaults.get(name, f"model.{name}"))


def _pick(bar: DeltaGenerator, label: str, options: tuple[str, ...], names: str, key: str) -> str:
    chosen: str = bar.segmented_control(
        say(label),
        options,
        default=options[0],
        required=True,
        format_func=lambda name: say(f"{names}.{name}"),
        key=key,
        persist_state="session",
    )
    return chosen


def _select(bar: DeltaGenerator, label: str, options: list[str] | tuple[str, ...], default: str, key: str) -> str:
    chosen: str = bar.selectbox(
        say(label),
        options,
        index=list(options).index(default),
        format_func=strategy_name,
        key=key,
        persist_state="session",
    )
    return chosen
