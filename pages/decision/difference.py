"""The card of the difference: what acting on one model is worth more than acting on another, with its interval."""

from __future__ import annotations

import pandas as pd

from core.evaluation.decision_scales import Scale
from core.evaluation.decision_study import RESAMPLES, DecisionStudy
from core.figures.decision_difference import moving_difference, plot_benefit_difference
from core.figures.labels import CurveLabels
from pages.decision.benefit import marks
from pages.decision.choices import Chosen, strategy_name
from pages.decision.exports import headed
from pages.decision.subject import difference, drawn_once
from pages.decision.wording import labels_on
from pages.shared import state
from pages.shared.take_away import offer_figure
from pages.shared.widgets import minus, show_moving, show_name, show_note
from pages.shared.words import say, say_in


def show_difference(of: DecisionStudy, scale: Scale, chosen: Chosen) -> None:
    """Draw the difference of the two chosen strategies over the threshold, and say it at the threshold."""
    pair = {"model": strategy_name(chosen.model), "other": strategy_name(chosen.other)}
    name = say("decision.difference", **pair)
    show_name(name, say("decision.difference_note", resamples=RESAMPLES))
    table, marked = difference(of, chosen.model, chosen.other, scale), marks(of, chosen)
    figure = drawn_once(
        "difference",
        of,
        (scale, chosen.sensible, chosen.model, chosen.other),
        lambda: moving_difference(table, marked, _labels(scale, chosen), scale=scale),
    )
    show_moving(figure, chosen.threshold, name, state.DIFFERENCE, state.move_threshold(state.DIFFERENCE))
    offer_figure(
        f"difference-{chosen.split}",
        lambda language: plot_benefit_difference(table, marked, _labels(scale, chosen, language), scale=scale),
        lambda: headed(table.assign(model=chosen.model, other=chosen.other, scale=scale, split=chosen.split), chosen),
    )
    show_note(_in_words(table, scale, chosen, pair))


def _labels(scale: Scale, chosen: Chosen, language: str | None = None) -> CurveLabels:
    pair = {"model": strategy_name(chosen.model, language), "other": strategy_name(chosen.other, language)}
    return labels_on(scale, language, net_benefit=say_in(language, f"decision.difference_axis_{scale}", **pair))


def _in_words(table: pd.DataFrame, scale: Scale, chosen: Chosen, pair: dict[str, str]) -> str:
    """The difference at the threshold, and how far its interval leaves the order of the two open."""
    row = table.iloc[(table["threshold"] - chosen.threshold).abs().argmin()]
    written = {"net_benefit": "{:+.3f}", "standardised": "{:+.1%}", "avoided": "{:+.0f}"}[scale]
    value, low, high = (minus(written.format(row[name])) for name in ("difference", "ci_low", "ci_high"))
    kind = "more" if row["ci_low"] > 0 else "less" if row["ci_high"] < 0 else "open"
    here = say("decision.difference_here", threshold=chosen.threshold, value=value, low=low, high=high, **pair)
    return f"{here} {say(f'decision.difference_{kind}', **pair)}"
