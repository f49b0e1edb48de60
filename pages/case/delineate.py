"""The lesion is drawn here: on the volume's own grid, in place of an uploaded mask or upon it."""

from __future__ import annotations

import numpy as np
import streamlit as st

from core.imaging.voxels import build_mask
from core.values import Mask, Volume
from pages.shared import state
from pages.shared.notices import explain_errors
from pages.shared.viewer import bundle_there, show_viewer, volume_scene
from pages.shared.widgets import show_name, show_note
from pages.shared.words import say

LESION = 1
"""The label that is measured; a drawing may hold others beside it."""


def show_delineation(volume: Volume, given: Mask | None) -> None:
    """The card with the viewer: open at once where a mask is still to be drawn, else when it is asked for."""
    drawn = state.drawing_of(volume.digest)
    at_work = not state.job() and (given is None or drawn is not None)
    with st.container(border=True, key="card_delineate"):
        if at_work and bundle_there():
            show_name(say("viewer.delineate_title"), say("viewer.delineate_note"))
        if drawn is not None:
            _show_use(drawn)
        if at_work or st.toggle(say("viewer.open"), key=state.LOOK):
            with explain_errors():
                _show(volume, given)


def _show_use(drawn: Mask) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        show_note(say("viewer.in_use", voxels=drawn.voxel_count, volume=drawn.volume_ml))
        st.button(say("viewer.drop"), on_click=_drop, icon=":material/delete:", key="drop_drawing")


def _show(volume: Volume, given: Mask | None) -> None:
    _, labels = show_viewer(volume_scene(volume, given, drawing=given is None), key="delineation")
    if labels is not None:
        state.keep_drawing(volume.digest, build_mask(labels, np.array(volume.affine), volume, LESION))
        state.forget_prediction()
        st.rerun()


def _drop() -> None:
    state.forget_drawing()
    state.forget_prediction()
