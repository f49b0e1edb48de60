"""The card of the decision curve: its scale, its bands, the curve that a click moves the threshold on, and words."""

from __future__ import annotations

from functools import partial

import streamlit as st

from core.evaluation.decision_curve import Counts
from core.evaluation.decision_scales import SCALES, Scale
from core.evaluation.decision_study import DecisionStudy
from core.figures.decision import Marked, moving_decision_curve, plot_decision_curve
from pages.decision.choices import Chosen
from pages.decision.exports import curve_csv
from pages.decision.sentences import show_sentences
from pages.decision.subject import bands, chances, drawn_once
from pages.decision.wording import labels_on
from pages.shared import state
from pages.shared.take_away import offer_figure
from pages.shared.widgets import show_moving, show_name
from pages.shared.words import say


def show_benefit(of: DecisionStudy, at: Counts, chosen: Chosen) -> Scale:
    """Draw the card; the scale that was chosen on it, for the card of the difference."""
    show_name(say("decision.benefit"), say("decision.benefit_note", model=say(f"model.{chosen.model}")))
    scale, banded = _choose()
    drawn = bands(of, scale) if banded else None
    marked = marks(of, chosen)
    figure = drawn_once(
        "curve",
        of,
        (scale, banded, chosen.sensible, chosen.model),
        lambda: moving_decision_curve(of.curves, marked, labels_on(scale), 340, drawn, scale),
    )
    show_moving(figure, chosen.threshold, say("decision.benefit"), state.CURVE, state.move_threshold(state.CURVE))
    offer_figure(
        f"decision-{chosen.split}",
        lambda language: plot_decision_curve(of.curves, marked, labels_on(scale, language), 300, drawn, scale),
        partial(curve_csv, of, chosen),
    )
    show_sentences(of, at, chances(of), chosen)
    return scale


def marks(of: DecisionStudy, chosen: Chosen) -> Marked:
    """What every figure by threshold marks."""
    return Marked(chosen.threshold, chosen.sensible, of.curves[chosen.model].thin_from())


def _choose() -> tuple[Scale, bool]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        scale: Scale = st.segmented_control(
            say("decision.scale"),
            SCALES,
            default=SCALES[0],
            required=True,
            format_func=lambda name: say(f"decision.scale_short_{name}"),
            key="scale",
            help=say("decision.scale_help"),
            bind="query-params",
        )
        banded = st.toggle(say("decision.bands"), key="bands", help=say("decision.bands_help"), bind="query-params")
    return scale, banded
