"""NRRD and MetaImage files with attached voxels, read by SimpleITK; ITK's LPS+ world becomes RAS+.

ITK sees only what was checked: a header written anew (`attached`) before voxels that were counted. The only file of
this room that uses SimpleITK, and only when such a file comes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from core.errors import UnreadableFile
from core.imaging.attached import AttachedHeader, parse_meta, parse_nrrd
from core.imaging.guard import HEAD, Source, check_affine, identify, inflate, open_source, read_exactly, read_to_end
from core.imaging.voxels import build_mask, build_volume, count_labels
from core.values import Mask, Volume

Array = npt.NDArray[Any]

LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


def read_volume(source: Source) -> Volume:
    """Read the one 3D frame of an attached NRRD or MetaImage file; errors as in `nifti.read_volume`."""
    return build_volume(*_read_array(source))


def read_mask(source: Source, like: Volume, label: int | None = None) -> Mask:
    """Read one label of an attached NRRD or MetaImage mask; parameters and errors as in `nifti.read_mask`."""
    return build_mask(*_read_array(source), like, label)


def mask_labels(source: Source) -> dict[int, int]:
    """Labels of the mask with their voxel counts, ascending, without 0."""
    return count_labels(_read_array(source)[0])


def _read_array(source: Source) -> tuple[Array, npt.NDArray[np.float64]]:
    nrrd = identify(source) == "NRRD"
    with open_source(source) as stream:
        head = stream.read(HEAD)
        header = parse_nrrd(head) if nrrd else parse_meta(head)
        if header.packed:  # deflate makes nothing longer by more than one in a thousand
            content = read_to_end(stream, head, header.offset + header.total + header.total // 1000)
            voxels = inflate(content[header.offset :], header.total)
        else:
            content = read_exactly(stream, head, header.offset + header.total)
            voxels = content[header.offset :][: header.total]
    return _read_canonical(header, voxels, ".nrrd" if nrrd else ".mha")


def _read_canonical(header: AttachedHeader, voxels: bytes, suffix: str) -> tuple[Array, npt.NDArray[np.float64]]:
    import SimpleITK as sitk  # 0.3 s: only for those who read these formats

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"image{suffix}"
        path.write_bytes(header.text.encode("ascii") + voxels)
        try:
            image: Any = sitk.ReadImage(str(path))
        except RuntimeError as error:
            message = (
                "the image must be readable by ITK, but its header is inconsistent: export it again, best as NIfTI"
            )
            raise UnreadableFile(message) from error
    if image.GetSize() != header.shape or image.GetNumberOfComponentsPerPixel() != 1:
        raise UnreadableFile(
            f"the image must have {header.shape} voxels, but ITK read {image.GetSize()}: export it again"
        )
    affine = np.eye(4)
    affine[:3, :3] = np.reshape(image.GetDirection(), (3, 3)) @ np.diag(image.GetSpacing())
    affine[:3, 3] = image.GetOrigin()
    affine = LPS_TO_RAS @ affine
    check_affine(affine)
    return sitk.GetArrayFromImage(image).transpose(2, 1, 0), affine
