"""Two readers' masks of one lesion: how far they lie apart, also where one was drawn before super-resolution."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.imaging import mask_labels
from core.outlines import OutlineFile, Outlines, compare_outlines
from core.values import Mask
from pages.shared import state
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, minus, show_name, show_note, show_table, show_tiles
from pages.shared.words import say, say_sentence

READERS = ("first", "second")


def show_outlines() -> None:
    """Two slots for masks, and the comparison once both are there."""
    show_name(say("outlines.title"), say("outlines.note"))
    slots = st.grid(2, min_column_width=280)
    files = [
        slots.file_uploader(say(f"outlines.{name}"), key=f"outline_{name}", max_upload_size=512) for name in READERS
    ]
    if any(file is None for file in files):
        show_note(say("outlines.grids_note"))
        return
    with explain_errors():
        chosen = [_choose(name, file) for name, file in zip(READERS, files, strict=True) if file is not None]
        key = tuple((file.file_id, one.label) for file, one in zip(files, chosen, strict=True) if file is not None)
        _show(state.keep_once("outlines", key, lambda: compare_outlines(*chosen)))


def _choose(reader: str, file: UploadedFile) -> OutlineFile:
    """The file, with the label to take where it holds several."""
    content = file.getvalue()
    labels = state.keep_once(f"labels {reader}", file.file_id, lambda: mask_labels(content, file.name))
    label = None
    if len(labels) > 1:
        label = st.selectbox(
            say("outlines.label", reader=say(f"outlines.{reader}")),
            list(labels),
            format_func=lambda one: say("case.label_option", label=one, voxels=labels[one]),
            key=f"label_{reader}",
        )
    return OutlineFile(content, file.name, label)


def _show(found: Outlines) -> None:
    agreed = found.agreement
    one, other = (say("outlines.ml", ml=mask.volume_ml) for mask in found.drawn)
    tiles = [
        (say("outlines.dice"), f"{agreed.dice:.3f}", say("outlines.dice_note")),
        (say("outlines.mean"), say("outlines.mm", mm=agreed.mean_distance_mm), say("outlines.mean_note")),
        (say("outlines.hausdorff"), say("outlines.mm", mm=agreed.hausdorff_95_mm), say("outlines.hausdorff_note")),
        (say("outlines.volume"), minus(f"{agreed.volume_difference:+.1f} %"), f"{one} → {other}"),
    ]
    show_tiles(tiles, at_least="12rem")
    head: list[Cell] = [say("outlines.mask"), (say("outlines.grid"), "whole"), (say("outlines.volume_of"), "number")]
    rows: list[list[Cell]] = [
        [say(f"outlines.{name}"), (_grid(mask), "whole"), (say("outlines.ml", ml=mask.volume_ml), "number")]
        for name, mask in zip(READERS, found.drawn, strict=True)
    ]
    show_table(head, rows, _grids(found), {})


def _grid(mask: Mask) -> str:
    shape, spacing = "×".join(map(str, mask.shape)), "×".join(f"{one:.2f}" for one in mask.spacing)
    return say("outlines.grid_of", shape=shape, spacing=spacing)


def _grids(found: Outlines) -> str:
    """How the two came to lie on one grid."""
    notes = [say_sentence(mask.note) for mask in found.drawn if mask.note]
    if found.carried is None:
        return " ".join([say("outlines.one_grid"), *(f"({note})" for note in notes)])
    reader = say(f"outlines.{READERS[found.carried]}")
    return say("outlines.carried", reader=reader, change=minus(f"{found.volume_change:+.1f}"))
