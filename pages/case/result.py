"""The result of one case: images on the left, the verdict on the right, what it rests on below."""

from __future__ import annotations

import streamlit as st

from core.review import MODELS
from core.values import ARMS, Prediction
from core.workup import Workup
from pages.case.downloads import show_downloads
from pages.case.features import show_features
from pages.case.moves import show_moves, signature_of
from pages.case.origin import show_origin
from pages.case.sets import is_shipped
from pages.case.similar import show_similar
from pages.case.slices import show_slices
from pages.case.stock import show_check
from pages.case.terms import show_terms
from pages.case.timeline import show_times
from pages.case.verdict import show_verdict
from pages.shared import state
from pages.shared.evidence import learnt_cohort, prediction_set
from pages.shared.looks import named_colours
from pages.shared.naming import share_text
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, minus, show_name, show_note, show_table
from pages.shared.words import say


def show_result(workup: Workup) -> None:
    """Everything of one finished case."""
    above = st.grid(3, min_column_width=290)
    with above.cell(column_span=2), st.container(border=True, key="card_slices"):
        show_slices(workup)
    with above.cell(), st.container(border=True, key="card_verdict"):
        show_verdict(workup)

    with st.container(border=True, key="card_times"):
        show_name(say("case.times", seconds=workup.seconds), _how(workup))
        show_times(workup.steps)
    _show_reasons(workup)

    below = st.grid(3, min_column_width=290)
    with below.cell(column_span=2), st.container(border=True, key="card_models"):
        _show_models(workup)
    with below.cell(), st.container(border=True, key="card_scores"):
        _show_scores(workup)
        show_downloads(workup)
    show_features(workup)
    show_origin(workup)
    with st.container(border=True, key="card_stock"):
        show_check(workup)


def _show_reasons(workup: Workup) -> None:
    """What would change the answer, who was alike, and what super-resolution did to the score."""
    grid = st.grid(2, min_column_width=430)
    with grid.container(border=True, height="stretch", key="card_terms"), explain_errors():
        show_terms(workup)
    with grid.container(border=True, height="stretch", key="card_similar"), explain_errors():
        show_similar(workup)
    signature = signature_of(workup)
    if signature is not None:
        with st.container(border=True, key="card_moves"), explain_errors():
            show_moves(workup, signature)


def _how(workup: Workup) -> str:
    acquisition = say(f"case.acquisition_{workup.acquisition}")
    return say("case.times_note", device=workup.device.upper(), acquisition=acquisition)


def _show_models(workup: Workup) -> None:
    show_name(say("case.models"), say("case.models_note"))
    head: list[Cell] = [
        say("model.label"),
        *((say(f"case.models_{name}"), "number") for name in ("risk", "at", "flag")),
    ]
    rows = [[say(f"model.{name}"), *_told(workup.predictions[name])] for name in MODELS if name in workup.predictions]
    show_table(head, rows, say("case.models_caption"), named_colours())
    held = prediction_set(workup.prediction_set).models
    silent = [say(f"model.{name}") for name in MODELS if name in held and name not in workup.predictions]
    if silent:
        show_note(say("case.silent", models=say("case.comma").join(silent)))
    _show_known(workup)


def _told(told: Prediction) -> list[Cell]:
    interval = say(
        "case.risk_cell",
        risk=share_text(told.risk),
        low=share_text(told.interval[0]),
        high=share_text(told.interval[1]),
    )
    verdict = say("case.flagged" if told.above_threshold else "case.not_flagged")
    outside = "" if told.applicability.inside else say("case.outside_mark")
    return [(text, "number") for text in (interval, f"{told.threshold:.1%}", verdict + outside)]


def _show_known(workup: Workup) -> None:
    """For a demonstration patient, what is known: the outcome, the split, and the cross-fitted risk."""
    shown, case_id = learnt_cohort(), workup.case.case_id
    if not is_shipped(workup) or case_id != state.demo_case_id() or case_id not in shown.risks.index:
        return
    split = "training" if shown.cohort.is_training[case_id] else "validation"
    outcome = say("event.yes" if shown.cohort.outcome[case_id] else "event.no")
    risk = share_text(float(shown.risks.loc[case_id, workup.headline.model]))
    show_note(say(f"case.known_{split}", outcome=outcome, risk=risk))


def _show_scores(workup: Workup) -> None:
    show_name(say("case.scores"), say("case.scores_note"))
    rows: list[list[Cell]] = [
        [say(f"arm.{arm}"), (minus(f"{workup.rad_scores[arm]:+.2f}"), "number")]
        for arm in ARMS
        if arm in workup.rad_scores
    ]
    show_table([say("case.scores_arm"), (say("clinical.rad_score"), "number")], rows, "", {})
