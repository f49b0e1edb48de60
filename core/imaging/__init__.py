"""The room that reads image files and knows where voxels lie; it computes no feature and knows no screen.

The functions here choose the reader by the first bytes of a file, never by its name; the name only appears in messages.
"""

from __future__ import annotations

from types import ModuleType

from core.imaging import itk, nifti
from core.imaging.guard import Source, identify
from core.values import Mask, Volume

__all__ = ["mask_labels", "read_mask", "read_notes", "read_space", "read_volume"]


def read_volume(source: Source, filename: str = "") -> Volume:
    """Read one 3D image of any format known here.

    Parameters
    ----------
    source : path, or the bytes of a file
    filename : what a person called it; shown in messages only

    Raises
    ------
    UnreadableFile
        The bytes are not a whole image file of a known format.
    ImageContent
        The file is whole, but holds no single frame of finite grey values on a regular grid.
    """
    volume: Volume = _reader(source, filename).read_volume(source)
    return volume


def read_mask(source: Source, like: Volume, label: int | None = None, filename: str = "") -> Mask:
    """Read one label of a mask of any format known here, on the grid of the volume.

    Parameters
    ----------
    source : path, or the bytes of a file
    like : the volume it was drawn on
    label : value to take as the region; None where the file holds one value beside 0
    filename : what a person called it; shown in messages only

    Raises
    ------
    UnreadableFile, ImageContent, EmptyMask, GeometryMismatch
        The file is damaged; holds no labels or several; lacks the label; lies on another grid.
    """
    mask: Mask = _reader(source, filename).read_mask(source, like, label)
    return mask


def mask_labels(source: Source, filename: str = "") -> dict[int, int]:
    """Labels of a mask with their voxel counts, ascending, without 0."""
    labels: dict[int, int] = _reader(source, filename).mask_labels(source)
    return labels


def read_notes(source: Source, filename: str = "") -> tuple[str, ...]:
    """Say what was assumed or converted on reading; empty for a plain file."""
    return nifti.read_notes(source) if identify(source, filename) == "NIfTI" else ()


def read_space(source: Source) -> int:
    """What a file's positions are measured from, as NIfTI codes it; other formats mean the scanner."""
    return nifti.read_space(source) if identify(source) == "NIfTI" else nifti.SCANNER


def _reader(source: Source, filename: str) -> ModuleType:
    return nifti if identify(source, filename) == "NIfTI" else itk
