"""Shows a scene in the browser and takes back what was drawn on it."""

from __future__ import annotations

import base64
import binascii
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from core.errors import GeometryMismatch
from core.imaging.display import pack
from core.imaging.drawing import Labels, read_drawing
from pages.shared.viewer.scene import Scene
from pages.shared.widgets import show_note
from pages.shared.words import say

HERE = Path(__file__).parent
BUNDLE = HERE.parents[2] / "static" / "viewer.js"
"""Made by `make setup`; not in the repository."""

WORDS = (
    *("viewer", "views", "axial", "coronal", "sagittal", "multi", "render"),
    *("tools", "cross", "window", "zoom", "measure", "reset", "panes", "opacity"),
    *("cross_help", "window_help", "zoom_help", "measure_help"),
    *("delineate", "drawing", "pen", "lasso", "erase", "grow", "size", "tolerance", "changes", "fill", "undo", "clear"),
    *("pen_help", "lasso_help", "erase_help", "grow_help", "fill_help", "use"),
    *("label", "label_1", "label_2", "label_3", "keys", "level", "width"),
    *("loading", "filled", "nothing_to_fill", "drawn", "nothing_drawn", "sent"),
)
"""What the JavaScript says, by the phrases of the section `viewer`."""

KEYS = {
    "1 2 3 4 5": "views",
    "↑ ↓": "step",
    "PgUp PgDn": "step_far",
    "C": "cross",
    "W": "window",
    "Z": "zoom",
    "M": "measure",
    "R": "reset",
    "O": "outline",
    "I": "smooth",
}
DRAWING_KEYS = {
    "D": "delineate",
    "P L E G": "drawing",
    "[ ]": "size",
    "F": "fill",
    "U, Ctrl+Z": "undo",
}
"""What is pressed, and the phrase `viewer.key_…` of what it does."""

_mount = st.components.v2.component(
    "hepasr_viewer",
    html='<div class="viewer"></div>',
    css=(HERE / "viewer.css").read_text(encoding="utf-8"),
    js=(HERE / "mount.js").read_text(encoding="utf-8"),
)


def bundle_there() -> bool:
    """Whether `make setup` made the bundle; without it the server draws slices instead."""
    return BUNDLE.is_file()


def show_viewer(scene: Scene, key: str) -> tuple[bool, Labels | None]:
    """Show a scene; whether the browser could, and what was drawn when the person just handed it over.

    Where it could not, one sentence says so: the caller shows the server's slices below.

    Returns
    -------
    shown
    drawn : (I, J, K), labels on the grid of the first pane's volume; None when nothing was handed over

    Raises
    ------
    GeometryMismatch, EmptyMask
        What came is no drawing of this volume, or nothing was drawn.
    """
    if not bundle_there():
        show_note(say("viewer.no_bundle"))
        return False, None
    head = scene.described() | {"words": _words(), "keys": _keys(scene.draw)} | _address()
    result = _mount(
        data=pack(head, scene.contents()),
        key=key,
        on_drawn_change=_nothing,
        on_trouble_change=_nothing,
        height="content",
    )
    if result.trouble:
        show_note(say("viewer.no_webgl" if result.trouble == "webgl" else "viewer.failed"))
    return not result.trouble, _read(result.drawn, scene)


def _read(drawn: dict[str, Any] | None, scene: Scene) -> Labels | None:
    """What came of this scene; what came of another one is late and is let go."""
    if not drawn or drawn.get("key") != scene.key:
        return None
    try:
        content = base64.b64decode(str(drawn.get("labels", "")), validate=True)
    except binascii.Error as error:
        raise GeometryMismatch("a drawing must be one whole stream, but this one is damaged: draw again") from error
    return read_drawing(content, scene.panes[0].volume)


def _words() -> dict[str, str]:
    return {word: say(f"viewer.{word}") for word in WORDS}


def _keys(draw: bool) -> list[tuple[str, str]]:
    keys = KEYS | (DRAWING_KEYS if draw else {})
    wheel = [(say("viewer.wheel"), say("viewer.key_step")), (say("viewer.right_drag"), say("viewer.key_window"))]
    return [*wheel, *((pressed, say(f"viewer.key_{does}")) for pressed, does in keys.items())]


def _address() -> dict[str, str]:
    """Where the bundle lies; its digest keeps a browser from taking an older one out of its cache."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    version = _digest(BUNDLE.stat().st_mtime_ns)
    return {"base": f"/{path}/" if path else "/", "bundle": f"app/static/{BUNDLE.name}?v={version}"}


@lru_cache(maxsize=1)
def _digest(_changed_ns: int) -> str:
    return hashlib.sha256(BUNDLE.read_bytes()).hexdigest()[:12]


def _nothing() -> None:
    """An event is read from the result; Streamlit wants it named by a callback."""
