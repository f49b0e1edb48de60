"""The AUC of every model with its interval on one line each: the quickest honest look at how good the models are."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from core.evaluation.roc import RocCurve
from pages.shared.lanes import Lane, Scale, show_lanes
from pages.shared.looks import model_names
from pages.shared.theme import model_colour
from pages.shared.widgets import show_name

AUCS = Scale(0.3, 1.0, {tick: f"{tick:g}" for tick in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)}, mark=0.5)


def show_forest(curves: Mapping[str, RocCurve], name: str, note: str) -> None:
    """One row per model: name, interval drawn on the scale from 0.3 to 1, numbers."""
    with st.container(border=True, key="card_forest"):
        show_name(name, note)
        show_lanes([_lane(model, curve) for model, curve in curves.items()], AUCS)


def _lane(model: str, curve: RocCurve) -> Lane:
    interval = (curve.ci_low, curve.ci_high)
    detail = f"({curve.ci_low:.3f}–{curve.ci_high:.3f})"
    return Lane(model_names()[model], model_colour(model), curve.auc, interval, f"{curve.auc:.3f}", detail)
