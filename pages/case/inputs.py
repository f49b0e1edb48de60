"""What goes in: a volume, a mask, two clinical values; or the demonstration case. A change forgets the prediction."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.demo.phantom import demo_case
from core.imaging import read_volume
from core.values import Case, Mask, Volume
from pages.case.delineate import show_delineation
from pages.case.mask import read_given_mask
from pages.shared import state
from pages.shared.evidence import DEMO_CASE
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say

MAX_MB = 512
LEVELS = ("typical", "atypical", "unknown")

Images = tuple[Volume | None, Mask | None]
"""What was given so far."""


def work_area() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two columns, two thirds and one third, that stand below one another on a narrow screen."""
    grid = st.grid(3, min_column_width=290)
    return grid.cell(column_span=2), grid.cell()


def choose_case(left: DeltaGenerator, right: DeltaGenerator) -> Case | None:
    """Draw the inputs; the case once volume and mask are there."""
    case_id = state.demo_case_id()
    opened: Case | None = state.keep_once("demo", case_id, lambda: demo_case(case_id)) if case_id else None
    with right, st.container(border=True, key="card_clinical"):
        clinical = _ask_clinical(dict(opened.clinical) if opened else {})
    with left, st.container(border=True, key="card_images"):
        if opened:
            _show_opened(opened)
            images: Images = (opened.volume, opened.mask)
        else:
            images = _upload_images()
    return _make_case(opened.case_id if opened else "", images, clinical, left)


def _make_case(case_id: str, images: Images, clinical: dict[str, Any], left: DeltaGenerator) -> Case | None:
    """The case of these images; a mask drawn here takes the place of the given one."""
    volume, given = images
    if volume is None:
        return None
    with left:
        show_delineation(volume, given)
    mask = state.drawing_of(volume.digest) or given
    if mask is None:
        return None
    return Case(case_id or say("case.uploaded_id", digest=volume.digest[:12]), volume, mask, clinical)


def _show_opened(case: Case) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        show_name(say("case.demo_open", case_id=case.case_id), say("case.demo_note"))
        st.button(say("case.own"), on_click=state.forget_inputs, icon=":material/upload:", key="own_images")


def _upload_images() -> Images:
    show_name(say("case.images"), say("case.images_note"))
    slots = st.grid(2, min_column_width=200)
    name = state.uploads()
    changed = {"on_change": state.forget_prediction, "max_upload_size": MAX_MB}
    volume_file = slots.file_uploader(say("case.volume"), key=f"volume_{name}", **changed)
    mask_file = slots.file_uploader(say("case.mask"), key=f"mask_{name}", **changed)
    with st.container(horizontal=True, vertical_alignment="center"):
        show_note(say("case.or"))
        st.button(
            say("case.open_demo"),
            on_click=state.open_demo_case,
            args=(DEMO_CASE,),
            icon=":material/science:",
            key="open_demo",
        )
    volume = _read_volume(volume_file) if volume_file else None
    mask = read_given_mask(mask_file, volume) if mask_file and volume else None
    return volume, mask


def _read_volume(file: UploadedFile) -> Volume:
    volume: Volume = state.keep_once("volume", file.file_id, lambda: read_volume(file.getvalue(), file.name))
    return volume


def _ask_clinical(known: dict[str, Any]) -> dict[str, Any]:
    show_name(say("case.clinical"), say("case.clinical_note"))
    source = state.demo_case_id() or "upload"
    diameter = st.number_input(
        say("clinical.diameter_cm"),
        min_value=0.1,
        max_value=40.0,
        value=known.get("diameter_cm"),
        step=0.1,
        format="%.1f",
        placeholder=say("clinical.unknown"),
        key=f"diameter_{source}",
        on_change=state.forget_prediction,
        persist_state="session",
    )
    enhancement = st.selectbox(
        say("clinical.enhancement"),
        LEVELS,
        index=LEVELS.index(known.get("enhancement", "unknown")),
        format_func=lambda level: say(f"clinical.{level}"),
        key=f"enhancement_{source}",
        on_change=state.forget_prediction,
        persist_state="session",
    )
    asked = {"diameter_cm": diameter, "enhancement": None if enhancement == "unknown" else enhancement}
    return {**known, **asked}
