"""The risk of one case: how large, how sure, where among others, and because of what."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.evaluation.nomogram import signed_points
from core.figures.curves import plot_risk_place
from core.figures.nomogram import plot_points
from core.values import LogisticModel, Prediction, Term
from core.workup import Workup
from pages.case.sets import is_shipped
from pages.shared.escape import plain
from pages.shared.evidence import learnt_cohort, prediction_set
from pages.shared.looks import curve_labels
from pages.shared.meanings import show_meanings
from pages.shared.naming import share_text
from pages.shared.notices import as_sentence
from pages.shared.widgets import minus, show_chart, show_name
from pages.shared.words import say, say_or, say_sentence


def show_verdict(workup: Workup) -> None:
    """The headline prediction with its interval, its place in the cohort, its points, and what speaks against it."""
    told = workup.headline
    show_name(
        say("case.risk"),
        say(
            "case.risk_of_simulated" if workup.simulated_models else "case.risk_of",
            model=say(f"model.{told.model}"),
            n=prediction_set(workup.prediction_set).models[told.model].n,
        ),
    )
    _show_number(told)
    if is_shipped(workup):
        known = learnt_cohort()
        labels = curve_labels()
        place = plot_risk_place(known.risks[told.model], known.cohort.outcome, told.risk, told.threshold, labels)
        show_chart(place, key="risk_place")
    show_name(say("case.points"), say("case.points_note"))
    model = prediction_set(workup.prediction_set).models[told.model]
    show_chart(plot_points(_named_points(told, model)), key="points")
    show_meanings(model.terms, say_or(f"event.{model.event_name}", model.event_name), opened=False)
    for note in workup.notes:
        st.info(as_sentence(note), icon=":material/info:")
    _link_cards(workup)


def _show_number(told: Prediction) -> None:
    low, high = map(share_text, told.interval)
    tone = "" if told.applicability.inside else " outside"
    flag = say("case.is_flagged" if told.above_threshold else "case.is_not_flagged", threshold=told.threshold)
    number = f"<b>{escape(share_text(told.risk))}</b><span>{escape(say('case.interval', low=low, high=high))}</span>"
    st.html(f'<div class="risk{tone}">{number}</div><p class="note">{escape(flag)}</p>')
    if not told.applicability.inside:
        reasons = "".join(f"<li>{escape(say_sentence(reason))}</li>" for reason in told.applicability.reasons)
        st.html(f'<div class="against"><b>{escape(say("case.against"))}</b><ul>{reasons}</ul></div>')


def _link_cards(workup: Workup) -> None:
    """The ways to what the models and the network say of themselves."""
    with st.container(horizontal=True, gap="small", key="to_cards"):
        for name in (workup.prediction_set, workup.network):
            st.page_link(
                "pages/cards/view.py", label=plain(name), icon=":material/description:", query_params={"card": name}
            )


def _named_points(told: Prediction, model: LogisticModel) -> dict[str, float]:
    points = signed_points(model, told.contributions)
    return {_with_value(term, told): points[term.name] for term in model.terms}


def _with_value(term: Term, told: Prediction) -> str:
    value = told.values[term.name]
    shown = say_or(f"clinical.{value}", str(value)) if term.level else minus(f"{value:.2f}".removesuffix("0"))
    return f"{say_or(f'points.{term.name}', term.name)} {shown}{f' {term.unit}' if term.unit else ''}"
