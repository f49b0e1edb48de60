"""The card of all models at the threshold: rates with their intervals and counts, and net benefit."""

from __future__ import annotations

from collections.abc import Mapping

from core.evaluation.decision_curve import Counts
from core.evaluation.decision_study import DecisionStudy
from core.evaluation.rates import Rate
from pages.decision.choices import Chosen
from pages.decision.wording import with_event
from pages.shared.looks import named_colours
from pages.shared.widgets import Cell, minus, show_name, show_table
from pages.shared.words import say

SHOWN = ("sensitivity", "specificity", "ppv", "npv")


def show_rates(of: DecisionStudy, at_threshold: Mapping[str, Counts], chosen: Chosen) -> None:
    """One row per model."""
    show_name(say("decision.rates", threshold=chosen.threshold), say("decision.rates_note"))
    rates = of.rates(chosen.threshold)
    columns = ("flagged", *(f"rate_{name}" for name in SHOWN), "net")
    head: list[Cell] = [say("model.label"), *((say(f"decision.{name}"), "number") for name in columns)]
    rows = [
        [
            say(f"model.{model}"),
            (f"{at.flagged} / {at.n}", "number"),
            *((_written(getattr(rates[model], name)), "number") for name in SHOWN),
            (minus(f"{at.net_benefit:.3f}"), "number"),
        ]
        for model, at in at_threshold.items()
    ]
    first, told = next(iter(at_threshold.values())), next(iter(rates.values()))
    numbers = {"split": say(f"split.{chosen.split}"), "n": first.n, "events": first.events}
    numbers |= {"cases": with_event(chosen.event), "method": told.method, "level": told.level}
    caption = say("decision.table_caption", threshold=chosen.threshold, share=first.events / first.n, **numbers)
    show_table(head, rows, caption, named_colours())


def _written(rate: Rate) -> str:
    """A share with its interval and its patients, or a dash where there are none."""
    if not rate.of:
        return say("decision.no_rate")
    bounds = {"low": rate.ci_low, "high": rate.ci_high}
    return say("decision.rate", value=rate.value, count=rate.count, of=rate.of, **bounds)
