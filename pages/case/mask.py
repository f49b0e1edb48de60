"""The uploaded mask: which label of it, and what can be done when it lies on another grid than the volume."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.errors import GeometryMismatch
from core.imaging import mask_labels, read_mask
from core.imaging.resample import resample_mask
from core.values import Mask, Volume
from pages.shared import state
from pages.shared.notices import as_sentence, show_error
from pages.shared.widgets import show_note
from pages.shared.words import say


def read_given_mask(file: UploadedFile, volume: Volume) -> Mask | None:
    """One label of the file on the volume's grid; nothing while a mask on another grid waits to be put right."""
    labels = state.keep_once("labels", file.file_id, lambda: mask_labels(file.getvalue(), file.name))
    label = _choose_label(labels) if len(labels) > 1 else None
    pair = (file.file_id, volume.digest)
    if state.REGRID.value() == pair:
        return _resampled(file, volume, label)
    try:
        return _as_stored(file, volume, label)
    except GeometryMismatch as error:
        show_error(error)
    with st.container(key="regrid", gap="xsmall"):
        show_note(say("case.fix.note"))
        st.button(say("case.fix.resample"), on_click=_ask, args=pair, icon=":material/grid_on:", key="resample_mask")
    return None


def _as_stored(file: UploadedFile, volume: Volume, label: int | None) -> Mask:
    key = (file.file_id, volume.digest, label)
    mask: Mask = state.keep_once("mask", key, lambda: read_mask(file.getvalue(), volume, label, file.name))
    return mask


def _resampled(file: UploadedFile, volume: Volume, label: int | None) -> Mask:
    key = (file.file_id, volume.digest, label)
    mask: Mask = state.keep_once("mask on grid", key, lambda: resample_mask(file.getvalue(), volume, label, file.name))
    st.info(f"{say('case.fix.done')} {as_sentence(mask.note)}", icon=":material/grid_on:")
    return mask


def _ask(file_id: str, volume_digest: str) -> None:
    state.REGRID.keep((file_id, volume_digest))
    state.forget_prediction()


def _choose_label(labels: dict[int, int]) -> int:
    chosen: int = st.selectbox(
        say("case.label"),
        list(labels),
        format_func=lambda label: say("case.label_option", label=label, voxels=labels[label]),
        key="label",
        on_change=state.forget_prediction,
    )
    return chosen
