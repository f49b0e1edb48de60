"""What is looked at: panes, the window they share, the mask, where the look begins, and whether it may be drawn on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from core.figures.slices import added_range
from core.imaging.display import DisplayCopy, display_copy
from core.imaging.drawing import display_labels, middle_of, place_to_start
from core.imaging.geometry import crop_mask, crop_volume, region_around
from core.imaging.intensity import intensity_range
from core.values import Mask, Volume
from core.workup import Workup
from pages.shared import state
from pages.shared.words import say

Window = tuple[float, float]


@dataclass(frozen=True)
class Pane:
    """One volume on screen.

    Attributes
    ----------
    window : grey values shown black and white; of a `signed` pane, the values of the full colours
    shown : whether it is open at first
    as_measured : whether each voxel is shown as a block of one grey
    signed : whether it shows what was added, in two colours
    """

    name: str
    volume: Volume
    window: Window
    shown: bool = True
    as_measured: bool = False
    signed: bool = False


@dataclass(frozen=True)
class Scene:
    """All that one viewer shows.

    Attributes
    ----------
    key : another key is another look: nothing drawn under one is found under the other
    mask : region on the grid of the first pane, None for none
    draw, drawing : whether a mask may be drawn, and whether the pen is out at once
    """

    key: str
    panes: tuple[Pane, ...]
    mask: Mask | None
    draw: bool = False
    drawing: bool = False

    def copies(self) -> list[DisplayCopy]:
        """What travels of each pane, in their order; made once in a session."""
        made: list[DisplayCopy] = state.keep_once(
            f"display_{self.key.partition('-')[0]}",
            self.key,
            lambda: [display_copy(pane.volume, pane.window) for pane in self.panes],
        )
        return made

    def contents(self) -> list[bytes]:
        """The parts of the message: every copy's numbers, and last the mask's label where there is a mask."""
        drawn = [display_labels(self.mask)] if self.mask else []
        return [copy.content for copy in self.copies()] + drawn

    def described(self) -> dict[str, Any]:
        """The head of the message: the words are those of the page's language."""
        first = self.panes[0]
        copies = zip(self.panes, self.copies(), strict=True)
        return {
            "key": self.key,
            "panes": [_described(pane) | copy.described() for pane, copy in copies],
            "labelled": self.mask is not None,
            "window": _wide(first.window),
            "start": place_to_start(self.mask) if self.mask else middle_of(first.volume),
            "draw": self.draw,
            "drawing": self.drawing,
            "grid": say("viewer.grid", shape=_times(first.volume.shape), spacing=_spacing(first.volume)),
        }


def volume_scene(volume: Volume, mask: Mask | None, drawing: bool) -> Scene:
    """One whole volume to draw on; `mask` is where the drawing begins."""
    marked = mask.digest[:12] if mask else ""
    key = f"draw-{volume.digest[:16]}-{marked}-{state.drawing_round()}"
    return Scene(key, (Pane("native", volume, intensity_range(volume)),), mask, draw=True, drawing=drawing)


def compared_scene(workup: Workup, shown: Collection[str]) -> Scene:
    """The region around the mask as measured and as made of it, in the native window; `shown` are open at first."""
    box = region_around(workup.case.mask)
    native, mask = crop_volume(workup.case.volume, box), crop_mask(workup.case.mask, box)
    window, limit = intensity_range(workup.case.volume), added_range(workup.added)
    panes = (
        Pane("native", native, window, as_measured=True),
        Pane("super-resolved", workup.super_resolved, window, "super-resolved" in shown),
        Pane("interpolated", workup.interpolated, window, "interpolated" in shown),
        Pane("added", workup.added, (-limit, limit), "added" in shown, signed=True),
    )
    key = f"compare-{workup.case.digest[:16]}-{workup.super_resolved.digest[:16]}"
    return Scene(key, panes, mask)


def _described(pane: Pane) -> dict[str, Any]:
    title = say(f"viewer.pane_{pane.name}")
    return {
        "name": pane.name,
        "title": title,
        "note": say("viewer.pane_note", shape=_times(pane.volume.shape), spacing=_spacing(pane.volume)),
        "label": say("viewer.pane_alt", pane=title),
        "window": _wide(pane.window),
        "shown": pane.shown,
        "as_measured": pane.as_measured,
        "signed": pane.signed,
    }


def _wide(window: Window) -> Window:
    """A window that has a width, even of a constant volume."""
    low, high = window
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def _times(numbers: tuple[int, int, int]) -> str:
    return "×".join(map(str, numbers))


def _spacing(volume: Volume) -> str:
    return "×".join(f"{step:.2f}" for step in volume.spacing)
