"""Before and after, side by side: the same place, the same window, the mask's outline; near-black around grey."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.figures.slices import best_slice, plot_slice
from core.imaging.geometry import crop_mask, crop_volume, region_around
from core.imaging.intensity import intensity_range
from core.values import Case, Volume
from core.workup import Workup
from pages.shared import state
from pages.shared.viewer import compared_scene, show_viewer
from pages.shared.widgets import show_note
from pages.shared.words import say

PLANES = {"axial": "SI", "coronal": "AP", "sagittal": "LR"}
"""Plane to the directions its slices are stacked along."""

FINE = ("super-resolved", "interpolated")


@st.fragment
def show_slices(workup: Workup) -> None:
    """The viewer, native beside super-resolved; where it cannot be shown, the slices that the server draws."""
    scene = state.keep_once("compared", workup.case.digest, lambda: compared_scene(workup, {"super-resolved"}))
    shown, _ = show_viewer(scene, key="compared")
    if shown:
        show_note(f"{say('viewer.same_place')} {say('disclaimer.synthesised')}")
    else:
        draw_slices(workup)


def draw_slices(workup: Workup) -> None:
    """Two panes over the region around the mask; a step of the slider is one slice of the finer grid."""
    case = workup.case
    region = state.keep_once("region", case.digest, lambda: _region(case))
    plane, arm, outline = _choose_look()
    axis = next(n for n, letter in enumerate(region.volume.orientation) if letter in PLANES[plane])
    with st.container(key="dark_panes"):
        left, right = st.columns(2, gap="small")
        index, window = _choose_place(workup, axis, plane)
        mask, fine_mask = (region.mask, workup.fine_mask) if outline else (None, None)
        fine = workup.super_resolved if arm == "super-resolved" else workup.interpolated
        alt = say("case.slice_alt", plane=say(f"case.{plane}"))
        with left:
            _show_heading(say("arm.native"), region.volume)
            st.image(plot_slice(region.volume, mask, index // 2, axis, window), width="stretch", alt=alt)
        with right:
            _show_heading(say(f"arm.{arm}"), fine)
            st.image(plot_slice(fine, fine_mask, index, axis, window), width="stretch", alt=alt)
    show_note(f"{say('case.slices_note')} {say('disclaimer.synthesised') if arm == 'super-resolved' else ''}")


def _choose_look() -> tuple[str, str, bool]:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        plane = st.segmented_control(
            say("case.plane"),
            list(PLANES),
            default="axial",
            required=True,
            format_func=lambda name: say(f"case.{name}"),
            key="plane",
            label_visibility="collapsed",
        )
        arm = st.segmented_control(
            say("case.right_pane"),
            FINE,
            default=FINE[0],
            required=True,
            format_func=lambda name: say(f"arm.{name}"),
            key="right_pane",
            label_visibility="collapsed",
        )
        outline = st.toggle(say("case.outline"), value=True, key="outline")
    return plane, arm, outline


def _choose_place(workup: Workup, axis: int, plane: str) -> tuple[int, tuple[float, float]]:
    digest, last = workup.case.digest[:8], workup.super_resolved.shape[axis] - 1
    low, high = intensity_range(workup.case.volume)
    reach = max(high - low, 1e-6)
    ends, form = (low - 0.25 * reach, high + 0.5 * reach), "%.0f" if reach > 20 else "%.3g"
    grid = st.grid(2, min_column_width=200, gap="medium")
    index = grid.slider(say("case.slice"), 0, last, best_slice(workup.fine_mask, axis), key=f"slice_{plane}_{digest}")
    window = grid.slider(say("case.window"), *ends, (low, high), step=reach / 200, format=form, key=f"window_{digest}")
    return index, window


def _show_heading(name: str, volume: Volume) -> None:
    shape, spacing = "×".join(map(str, volume.shape)), "×".join(f"{s:.2f}" for s in volume.spacing)
    st.html(f'<div class="pane"><b>{escape(name)}</b><span>{shape} · {spacing} mm</span></div>')


def _region(case: Case) -> Case:
    """The part of the native case the finer volumes were made from."""
    box = region_around(case.mask)
    return Case(case.case_id, crop_volume(case.volume, box), crop_mask(case.mask, box))
