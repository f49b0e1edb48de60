"""What the curves show, in words computed from them."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

import pandas as pd

from core.evaluation.decision_curve import FEW_FLAGGED, Counts
from core.evaluation.decision_ranges import best_ranges
from core.evaluation.decision_study import RESAMPLES, DecisionStudy
from pages.decision.choices import Chosen, strategy_name
from pages.decision.wording import tell
from pages.shared.widgets import show_note
from pages.shared.words import say


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
    """Every strategy with the ranges in which nothing is worth more, in the order in which they begin."""
    where: dict[str, list[str]] = {}
    for part in best_ranges(of.curves, chosen.sensible):
        name = say("decision.equal").join(strategy_name(strategy) for strategy in part.strategies)
        span = "span" if part.low < part.high else "point"
        where.setdefault(name, []).append(say(f"decision.{span}", low=part.low, high=part.high))
    told = say("decision.next").join(
        say("decision.best_where", name=name, where=say("decision.and").join(spans)) for name, spans in where.items()
    )
    low, high = chosen.sensible
    return say("decision.sentence_best", low=low, high=high, told=told) if told else say("decision.sentence_no_range")


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
