"""The case as it will be computed: a look at the mask, a verdict on each check, and the button."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.features.door import check_measurable
from core.figures.slices import Picture, best_slice, plot_slice
from core.imaging.checks import Check
from core.imaging.intensity import intensity_range
from core.values import ACQUISITIONS, Case, ReconstructionSettings
from pages.shared import state
from pages.shared.evidence import extraction_params
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say

REDRAWN = {"mask_volume", "mask_depth", "gray_levels"}
"""Checks whose failure another outline can put right."""

MARKS = {"pass": "✓", "warn": "!", "fail": "×"}


def show_ready(
    case: Case, models: str, left: DeltaGenerator, right: DeltaGenerator
) -> tuple[ReconstructionSettings, bool]:
    """Draw checks for these models, preview and last choices; these, and whether the prediction was asked for."""
    checks: tuple[Check, ...] = state.keep_once(
        "checks", (case.digest, models), lambda: check_measurable(case, extraction_params(models))
    )
    with left, st.container(border=True, key="card_checks"):
        show_name(say("case.checks"), say("case.checks_note"))
        st.html(f'<ul class="checks">{"".join(map(_item, checks))}</ul>')
        if any(check.status == "fail" and check.name in REDRAWN for check in checks):
            _offer_redrawing(case)
        settings = ReconstructionSettings(_choose_acquisition(), bias_correction=_choose_bias_correction())
        refused = any(check.status == "fail" for check in checks)
        label, icon = say("case.predict"), ":material/play_arrow:"
        asked: bool = st.button(label, type="primary", disabled=refused, icon=icon, key="predict")
    with right, st.container(key="dark_preview"):
        st.image(
            state.keep_once("preview", case.digest, lambda: _preview(case)), width="stretch", alt=say("case.preview")
        )
    return settings, asked


def _offer_redrawing(case: Case) -> None:
    """The way to the viewer, unless a drawing is at work there already."""
    if state.drawing_of(case.volume.digest) is None:
        st.button(say("case.fix.draw"), on_click=state.open_look, icon=":material/draw:", key="redraw_mask")


def _choose_acquisition() -> str:
    chosen: str = st.segmented_control(
        say("case.acquisition"),
        ACQUISITIONS,
        default=ACQUISITIONS[0],
        required=True,
        format_func=lambda name: say(f"case.acquisition_{name}"),
        key=f"acquisition_{state.uploads()}",
        on_change=state.forget_prediction,
        persist_state="session",
    )
    show_note(say("case.acquisition_note"))
    return chosen


def _choose_bias_correction() -> bool:
    chosen: bool = st.toggle(
        say("case.bias"),
        help=say("case.bias_note"),
        key=f"bias_{state.uploads()}",
        on_change=state.forget_prediction,
        persist_state="session",
    )
    return chosen


def _preview(case: Case) -> Picture:
    return plot_slice(case.volume, case.mask, best_slice(case.mask), window=intensity_range(case.volume))


def _item(check: Check) -> str:
    name, detail = (escape(text) for text in (say(f"check.{check.name}"), say(f"checked.{check.said}", **check.values)))
    mark = MARKS[check.status]
    return f'<li class="{check.status}"><i>{mark}</i><div><b>{name}</b><span>{detail}</span></div></li>'
