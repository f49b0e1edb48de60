"""Two readers' outlines of one lesion, read from their files onto one grid and compared."""

from __future__ import annotations

from dataclasses import dataclass

from core.clinical.masks import MaskAgreement, compare_masks
from core.errors import GeometryMismatch
from core.imaging import read_mask, read_volume
from core.imaging.regrid import place_mask
from core.values import Mask, Volume


@dataclass(frozen=True)
class OutlineFile:
    """A mask's file: its bytes, what a person called it, and the label to take where it holds several."""

    content: bytes
    name: str = ""
    label: int | None = None


@dataclass(frozen=True, eq=False)
class Outlines:
    """Two outlines of one lesion.

    Parameters
    ----------
    drawn : as they were drawn, each on its own grid
    placed : both on the finer of the two grids
    agreement : of those placed
    carried : which of them (0 or 1) was carried to the grid of the other; None where both share one
    """

    drawn: tuple[Mask, Mask]
    placed: tuple[Mask, Mask]
    agreement: MaskAgreement
    carried: int | None

    @property
    def volume_change(self) -> float:
        """By how much carrying changed the volume of the outline, per cent; 0 where none was carried."""
        if self.carried is None:
            return 0.0
        before, after = (masks[self.carried].volume_ml for masks in (self.drawn, self.placed))
        return 100 * (after - before) / before


def compare_outlines(first: OutlineFile, second: OutlineFile) -> Outlines:
    """Read two outlines and compare them, on the finer grid where they were drawn on two.

    Raises
    ------
    UnreadableFile, ImageContent, EmptyMask, GeometryMismatch
        A file is damaged, no mask, or of several labels none was chosen; one outline lies outside the other's image.

    Notes
    -----
    A mask stored along other axes of the same grid is turned, not resampled. Of two grids the coarser outline is
    carried to the finer one by nearest neighbour (`core.imaging.regrid`), so that an outline drawn before
    super-resolution and one drawn after it can be compared.
    """
    one, grid = _read(first)
    other, _ = _read(second)
    turned = _on_grid(second, grid)
    if turned is not None:
        return Outlines((one, turned), (one, turned), compare_masks(one, turned), None)
    carried = 0 if one.voxel_volume >= other.voxel_volume else 1
    placed = (place_mask(one, other), other) if carried == 0 else (one, place_mask(other, one))
    return Outlines((one, other), placed, compare_masks(*placed), carried)


def _read(file: OutlineFile) -> tuple[Mask, Volume]:
    grid = read_volume(file.content, file.name)
    return read_mask(file.content, grid, file.label, file.name), grid


def _on_grid(file: OutlineFile, grid: Volume) -> Mask | None:
    """The mask on this grid, its axes turned where that is all that differs; None where it lies on another."""
    try:
        return read_mask(file.content, grid, file.label, file.name)
    except GeometryMismatch:
        return None
