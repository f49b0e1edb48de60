"""One case four times: as measured, interpolated, super-resolved, and what was added; one place, one window."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.figures.slices import ADDED_COLOURS, Picture, added_range, added_share, best_slice, plot_added, plot_slice
from core.imaging.geometry import crop_mask, crop_volume, region_around
from core.imaging.intensity import intensity_range
from core.values import Case, Volume
from core.workup import Workup
from pages.shared import state
from pages.shared.evidence import DEMO_CASE, learnt_cohort
from pages.shared.viewer import compared_scene, show_viewer
from pages.shared.widgets import minus, show_name, show_note
from pages.shared.words import say

PLANES = {"axial": "SI", "coronal": "AP", "sagittal": "LR"}
"""Plane to the directions its slices are stacked along."""

ARMS_AND_ADDED = ("super-resolved", "interpolated", "added")
"""Every pane beside the native one."""

Look = tuple[int, int, tuple[float, float], bool]
"""Axis that is cut, slice of the finer grid, grey window, whether the mask is outlined."""


def is_demo_case(workup: Workup) -> bool:
    """Whether the case on screen is a simulated one."""
    return workup.case.case_id in learnt_cohort().cohort.outcome.index


def show_waiting() -> None:
    """Before any case is computed: what will stand here, and the way to it."""
    show_name(say("superres.before"), say("superres.waiting"))
    parts = ("measured", "interpolated", "super-resolved", "added")
    items = "".join(
        f"<div><b>{escape(say(f'superres.pane_{part}'))}</b><span>{escape(say(f'superres.pane_{part}_note'))}</span></div>"
        for part in parts
    )
    st.html(f'<div class="empty-panes">{items}</div>')
    with st.container(horizontal=True, vertical_alignment="center"):
        if state.is_computing():
            st.page_link("pages/case/view.py", label=say("superres.follow"), icon=":material/arrow_forward:")
            show_note(say("superres.computing"))
        else:
            _offer_demo_case()


def _offer_demo_case() -> None:
    label, icon = say("superres.compute_demo"), ":material/play_arrow:"
    if st.button(label, type="primary", icon=icon, key="compute_demo"):
        state.open_demo_case(DEMO_CASE)
        st.switch_page("pages/case/view.py", query_params={"case": DEMO_CASE})
    show_note(say("superres.compute_note"))


@st.fragment
def show_panes(workup: Workup) -> None:
    """Four panes over the region around the mask, in the viewer; where it cannot be shown, slices of the server."""
    show_name(say("superres.before"), say("superres.before_note", case_id=workup.case.case_id, network=workup.network))
    limit = added_range(workup.added)
    scene = state.keep_once("compared_four", workup.case.digest, lambda: compared_scene(workup, ARMS_AND_ADDED))
    shown, _ = show_viewer(scene, key="compared_four")
    if shown:
        st.html(_scale(limit, "scale on_light"))
    else:
        draw_panes(workup, limit)
    share = added_share(workup.added, workup.fine_mask, intensity_range(workup.case.volume))
    show_note(f"{say('superres.added_told', share=share)} {say('disclaimer.synthesised')}")


def draw_panes(workup: Workup, limit: float) -> None:
    """Slices drawn by the server; a step of the slider is one slice of the finer grid."""
    native = state.keep_once("superres_region", workup.case.digest, lambda: _region(workup.case))
    look = _choose_look(workup, native)
    with st.container(key="dark_four"):
        panes = st.grid(4, min_column_width=190, gap="small")
        for name, volume, picture in _pictures(workup, native, look, limit):
            with panes.cell():
                _show_heading(say(f"superres.pane_{name}"), volume)
                st.image(picture, width="stretch", alt=say("superres.pane_alt", pane=say(f"superres.pane_{name}")))
        st.html(_scale(limit))


def _pictures(workup: Workup, native: Case, look: Look, limit: float) -> list[tuple[str, Volume, Picture]]:
    axis, index, window, outlined = look
    coarse, fine = (native.mask, workup.fine_mask) if outlined else (None, None)
    measured = plot_slice(native.volume, coarse, index // 2, axis, window, as_measured=True)
    drawn = [("measured", native.volume, measured)]
    for name, volume in (("interpolated", workup.interpolated), ("super-resolved", workup.super_resolved)):
        drawn.append((name, volume, plot_slice(volume, fine, index, axis, window)))
    return [*drawn, ("added", workup.added, plot_added(workup.added, fine, index, axis, limit))]


def _choose_look(workup: Workup, native: Case) -> Look:
    digest = workup.case.digest[:8]
    bar = st.grid(4, min_column_width=190, gap="medium", vertical_alignment="center")
    plane = bar.segmented_control(
        say("case.plane"),
        list(PLANES),
        default="axial",
        required=True,
        format_func=lambda name: say(f"case.{name}"),
        key="superres_plane",
    )
    axis = next(n for n, letter in enumerate(native.volume.orientation) if letter in PLANES[plane])
    last, best = workup.super_resolved.shape[axis] - 1, best_slice(workup.fine_mask, axis)
    index = bar.slider(say("case.slice"), 0, last, best, key=f"superres_slice_{plane}_{digest}")
    low, high = intensity_range(workup.case.volume)
    reach = max(high - low, 1e-6)
    ends, form = (low - 0.25 * reach, high + 0.5 * reach), "%.0f" if reach > 20 else "%.3g"
    key = f"superres_window_{digest}"
    window = bar.slider(say("case.window"), *ends, (low, high), step=reach / 200, format=form, key=key)
    outlined = bar.toggle(say("case.outline"), value=True, key="superres_outline")
    return axis, index, window, outlined


def _show_heading(name: str, volume: Volume) -> None:
    spacing = "×".join(f"{s:.2f}" for s in volume.spacing)
    st.html(f'<div class="pane"><b>{escape(name)}</b><span>{spacing} mm</span></div>')


def _scale(limit: float, looks: str = "scale") -> str:
    """The colours of the added part and the grey values they stand for."""
    colours = ", ".join(f"rgb{colour}" for colour in ADDED_COLOURS)
    ends = [minus(f"{value:+.3g}") for value in (-limit, limit)]
    words = escape(say("superres.scale"))
    return (
        f'<div class="{looks}"><span>{words}</span><span>{ends[0]}</span>'
        f'<i style="background:linear-gradient(90deg, {colours})"></i><span>{ends[1]}</span></div>'
    )


def _region(case: Case) -> Case:
    """The part of the native case the finer volumes were made from."""
    box = region_around(case.mask)
    return Case(case.case_id, crop_volume(case.volume, box), crop_mask(case.mask, box))
