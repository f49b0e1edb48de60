"""Whether a risk of 30 % means 30 in 100: curves with their band, and the curve corrected for optimism."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.csv_text import as_csv
from core.evaluation.calibration_curve import ENOUGH, CalibrationCurve, CorrectedCurve, is_small
from core.figures.calibration import CalibrationLabels, CorrectionLabels, plot_calibration, plot_correction
from pages.compare.calibration_table import show_calibrations
from pages.compare.evidence import calibration_curve_of, calibration_groups, can_correct, correction_of
from pages.shared.evidence import headline, models, reviewed, sizes
from pages.shared.looks import model_names
from pages.shared.notices import explain_errors
from pages.shared.take_away import offer_figure
from pages.shared.widgets import show_drawn, show_name, show_note
from pages.shared.words import say, say_in

Curves = Mapping[str, CalibrationCurve]


@st.fragment
def show_calibration(split: str) -> None:
    """The card of calibration: curve, correction, and a table of all models."""
    with explain_errors(), st.container(border=True, key="card_calibration"):
        grid = st.grid(2, min_column_width=460)
        with grid.container():
            show_name(
                say("compare.calibration", split=say(f"split.{split}"), **sizes(split)), say("compare.calibration_note")
            )
            _show_curves(split)
        with grid.container():
            show_name(say("compare.corrected"), say("compare.corrected_note"))
            _show_correction()
        show_calibrations(split)


def _show_curves(split: str) -> None:
    asked = st.pills(
        say("compare.drawn"),
        models(),
        selection_mode="multi",
        default=[headline()],
        format_func=lambda name: say(f"model_short.{name}"),
        key="calibration_models",
        persist_state="session",
    )
    groups = calibration_groups(split)
    found = {model: calibration_curve_of(split, model) for model in asked if model in groups}
    curves = {model: curve for model, curve in found.items() if curve is not None}
    if len(curves) < len(asked):
        show_note(say("compare.no_curve"))
    if curves:
        draw = partial(_plot, curves, groups)
        show_drawn(partial(draw, None), key="calibration", of=(reviewed().digest, split, *curves))
        if is_small(next(iter(curves.values()))):
            show_note(say("compare.few_for_curve", least=ENOUGH))
        offer_figure(f"calibration-{split}", draw, partial(_points, curves))


def _plot(curves: Curves, groups: Mapping[str, pd.DataFrame], language: str | None) -> Any:
    observed, distance = (say_in(language, f"evaluation.{name}") for name in ("observed", "distance"))
    labels = CalibrationLabels(model_names(language), say_in(language, "curve.risk"), observed, distance)
    return plot_calibration(curves, groups, labels, height=280)


def _points(curves: Curves) -> str:
    columns = ("at", "value", "ci_low", "ci_high")
    tables = [
        pd.DataFrame({name: getattr(curve.smooth, name) for name in columns}).assign(model=model)
        for model, curve in curves.items()
    ]
    return as_csv(pd.concat(tables), index=False)


def _show_correction() -> None:
    """The corrected curve of one model; a sentence where it is not known how the models were fitted."""
    if not can_correct():
        show_note(say("compare.cannot_correct"))
        return
    bar = st.grid(2, min_column_width=200, vertical_alignment="bottom")
    model = bar.selectbox(
        say("model.label"),
        models(),
        index=models().index(headline()),
        format_func=lambda name: say(f"model.{name}"),
        key="corrected_model",
        persist_state="session",
    )
    if not bar.toggle(say("compare.correct"), help=say("compare.correct_help"), key="correct"):
        return
    with st.spinner(say("compare.computing"), show_time=True):
        curve = correction_of(model)
    draw = partial(_plot_correction, curve)
    show_drawn(partial(draw, None), key="correction", of=(reviewed().digest, model))
    columns = {name: getattr(curve, name) for name in ("at", "apparent", "optimism", "corrected", "resamples")}
    offer_figure(f"calibration-corrected-{model}", draw, partial(as_csv, pd.DataFrame(columns), index=False))


def _plot_correction(curve: CorrectedCurve, language: str | None) -> Any:
    risk, observed = say_in(language, "curve.risk"), say_in(language, "evaluation.observed")
    names = (say_in(language, f"compare.curve_{name}") for name in ("apparent", "corrected"))
    return plot_correction(curve, CorrectionLabels(risk, observed, *names), height=280)
