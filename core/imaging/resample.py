"""A mask file that lies on another grid than its volume, carried onto it where that is safe. Nothing is registered."""

from __future__ import annotations

from dataclasses import replace

from core.errors import GeometryMismatch
from core.imaging import read_volume
from core.imaging.guard import Source, identify
from core.imaging.header import read_header
from core.imaging.regrid import place_mask
from core.imaging.voxels import build_mask
from core.values import Mask, Volume


def resample_mask(source: Source, like: Volume, label: int | None = None, filename: str = "") -> Mask:
    """Read one label of a mask on its own grid and carry it to the volume's by nearest neighbour.

    Parameters
    ----------
    source : path, or the bytes of a file
    like : the volume; both files must state positions of one patient in one scanner space
    label : value to take; None where the file holds one value beside 0
    filename : what a person called it; shown in messages only

    Returns
    -------
    mask on the volume's grid; its note says from which grid it came and how its volume changed

    Raises
    ------
    UnreadableFile, ImageContent, EmptyMask
        The file is damaged; holds no labels or several; lacks the label.
    GeometryMismatch
        The file states no position; part of the region lies outside the volume, or no voxel centre of it lies inside.
    """
    _require_position(source, filename)
    stored = read_volume(source, filename)
    own = build_mask(stored.data, stored.affine, stored, label)
    placed = place_mask(own, like)
    shape, spacing = "×".join(map(str, own.shape)), "×".join(f"{s:.2f}" for s in own.spacing)
    told = (
        f"the mask was resampled by nearest neighbour from {shape} voxels of {spacing} mm to the volume's grid: "
        f"{own.volume_ml:.2f} mL became {placed.volume_ml:.2f} mL"
    )
    return replace(placed, note="; ".join(filter(None, [own.note, told])))


def _require_position(source: Source, filename: str) -> None:
    """Refuse a NIfTI file that says nothing of where it lies: its voxels could be carried anywhere."""
    if identify(source, filename) != "NIfTI":
        return
    header, _ = read_header(source)
    if header.sform_code <= 0 and header.qform_code <= 0:
        raise GeometryMismatch(
            "a mask must state where it lies to be resampled, but this file states no orientation: export both from "
            "the same series"
        )
