"""The AUC of every model with its interval on one line each: the quickest honest look at how good the models are."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from core.evaluation.roc import RocCurve
from pages.shared.looks import model_names
from pages.shared.theme import model_colour
from pages.shared.widgets import show_name

LEFT, RIGHT = 0.3, 1.0


def show_forest(curves: Mapping[str, RocCurve], name: str, note: str) -> None:
    """One row per model: name, interval drawn on the scale from 0.3 to 1, numbers."""
    with st.container(border=True, key="card_forest"):
        show_name(name, note)
        rows = "".join(_row(model_names()[model], curve, model_colour(model)) for model, curve in curves.items())
        ticks = "".join(f'<i style="left:{_place(tick)}">{tick:g}</i>' for tick in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
        st.html(f'<div class="forest">{rows}<span></span><div class="axis">{ticks}</div><span></span></div>')


def _row(shown: str, curve: RocCurve, colour: str) -> str:
    low, high = max(curve.ci_low, LEFT), min(curve.ci_high, RIGHT)
    bar = f"left:{_place(low)};right:calc(100% - {_place(high)});background:{colour}"
    dot = f"left:{_place(max(curve.auc, LEFT))};background:{colour}"
    line = f'<div class="lane"><u style="left:{_place(0.5)}"></u><b style="{bar}"></b><i style="{dot}"></i></div>'
    numbers = f"<span>{curve.auc:.3f} <small>({curve.ci_low:.3f}–{curve.ci_high:.3f})</small></span>"
    return f"<span>{escape(shown)}</span>{line}{numbers}"


def _place(auc: float) -> str:
    return f"{100 * (auc - LEFT) / (RIGHT - LEFT):.1f}%"
