"""What the curves show, in words computed from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isnan

import pandas as pd

from core.evaluation.decision_curve import FEW_FLAGGED, Counts
from core.evaluation.decision_ranges import BestRange, best_ranges
from core.evaluation.decision_study import RESAMPLES, DecisionStudy
from pages.decision.choices import Chosen, strategy_name
from pages.decision.wording import tell
from pages.shared.widgets import show_note
from pages.shared.words import say

STEP = 0.015
"""Thresholds closer than this are neighbours: they lie one per cent apart."""


def show_sentences(of: DecisionStudy, at: Counts, chances: pd.DataFrame, chosen: Chosen) -> None:
    """Say what holds at the threshold, which strategy is the best where, and where the curves rest on few patients."""
    show_note(_here(at, chosen))
    show_note(_best(of, chosen))
    show_note(f"{_chance(chances, chosen)} {_few(of)}")


def _here(at: Counts, chosen: Chosen) -> str:
    counted = {"found": at.events_found, "events": at.events, "vain": at.false_alarms, "non_events": at.non_events}
    model = say(f"model.{chosen.model}")
    return tell("sentence_here", chosen.event, threshold=chosen.threshold, model=model, **counted)


def _best(of: DecisionStudy, chosen: Chosen) -> str:
    """Every strategy with the ranges in which nothing is worth more; equal ones are named in each."""
    parts = best_ranges(of.curves, chosen.sensible)
    names = dict.fromkeys(name for part in parts for name in part.strategies)
    told = say("decision.next").join(
        say(
            "decision.best_where",
            name=strategy_name(name),
            where=_spans(part for part in parts if name in part.strategies),
        )
        for name in names
    )
    low, high = chosen.sensible
    return say("decision.sentence_best", low=low, high=high, told=told) if told else say("decision.sentence_no_range")


def _spans(parts: Iterable[BestRange]) -> str:
    """Ranges in words, neighbours joined."""
    spans: list[tuple[float, float]] = []
    for part in parts:
        joined = bool(spans) and part.low - spans[-1][1] < STEP
        spans = [*spans[:-1], (spans[-1][0], part.high)] if joined else [*spans, (part.low, part.high)]
    words = (say("decision.span" if low < high else "decision.point", low=low, high=high) for low, high in spans)
    return say("decision.and").join(words)


def _chance(chances: pd.DataFrame, chosen: Chosen) -> str:
    row = chances.iloc[(chances["threshold"] - chosen.threshold).abs().argmin()].drop("threshold")
    likely = row.sort_values(ascending=False).head(2)
    first, second = ((strategy_name(str(name)), float(share)) for name, share in likely.items())
    return say(
        "decision.sentence_chance",
        threshold=chosen.threshold,
        resamples=RESAMPLES,
        first=first[0],
        share=first[1],
        second=second[0],
        next_share=second[1],
    )


def _few(of: DecisionStudy) -> str:
    told = say("decision.and").join(_thin(of))
    return say("decision.sentence_few", few=FEW_FLAGGED, told=told) if told else say("decision.sentence_enough")


def _thin(of: DecisionStudy) -> Iterator[str]:
    for name, curve in of.curves.items():
        start = curve.thin_from()
        if not isnan(start):
            yield say("decision.few_from", name=strategy_name(name), start=start)
