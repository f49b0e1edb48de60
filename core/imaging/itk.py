"""NRRD and MetaImage files with attached voxels, read by SimpleITK; ITK's LPS+ world becomes RAS+.

ITK sees only what was checked: a header written anew (`attached`) before voxels that were counted; and it sees it in a
child process that may be killed (`core.confined.picture`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from core.confined.call import Limits, call_confined
from core.errors import UnreadableFile
from core.imaging.attached import AttachedHeader, parse_meta, parse_nrrd
from core.imaging.guard import HEAD, Source, check_affine, identify, open_source, read_exactly, read_to_end
from core.imaging.survey import (
    Survey,
    inflate,
    inflate_blocks,
    read_blocks,
    require_image,
    require_labels,
    survey_voxels,
)
from core.imaging.voxels import build_mask, build_volume, count_labels, require_size
from core.values import Mask, Volume

Array = npt.NDArray[Any]

LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])
MB = 1 << 20
READER = "core.confined.picture:read_picture"


def read_volume(source: Source) -> Volume:
    """Read the one 3D frame of an attached NRRD or MetaImage file; errors as in `nifti.read_volume`."""
    header, survey = _survey(source)
    require_image(survey)
    return build_volume(*_read_array(source, header))


def read_mask(source: Source, like: Volume, label: int | None = None) -> Mask:
    """Read one label of an attached NRRD or MetaImage mask; parameters and errors as in `nifti.read_mask`."""
    require_size(_read_header(source).shape, like)
    header, survey = _survey(source)
    require_labels(survey)
    return build_mask(*_read_array(source, header), like, label)


def mask_labels(source: Source) -> dict[int, int]:
    """Labels of the mask with their voxel counts, ascending, without 0."""
    header, survey = _survey(source)
    require_labels(survey)
    return count_labels(_read_array(source, header)[0])


def _read_header(source: Source) -> AttachedHeader:
    parse = parse_nrrd if identify(source) == "NRRD" else parse_meta
    with open_source(source) as stream:
        return parse(stream.read(HEAD))


def _survey(source: Source) -> tuple[AttachedHeader, Survey]:
    header = _read_header(source)
    with open_source(source) as stream:
        stream.read(header.offset)
        blocks = (inflate_blocks if header.packed else read_blocks)(stream)
        return header, survey_voxels(blocks, header.dtype, header.total)


def _read_array(source: Source, header: AttachedHeader) -> tuple[Array, npt.NDArray[np.float64]]:
    with open_source(source) as stream:
        stream.read(header.offset)
        if header.packed:  # deflate makes nothing longer by more than one in a thousand
            voxels = inflate(read_to_end(stream, b"", header.total + header.total // 1000), header.total)
        else:
            voxels = bytes(read_exactly(stream, b"", header.total)[: header.total])
    return _read_canonical(header, voxels)


def _read_canonical(header: AttachedHeader, voxels: bytes) -> tuple[Array, npt.NDArray[np.float64]]:
    suffix = ".nrrd" if header.text.startswith("NRRD") else ".mha"
    limits = Limits(memory_mb=1024 + 4 * header.total // MB, file_mb=16 + header.total // MB)
    told, content = call_confined(READER, voxels, limits, header=header.text, suffix=suffix)
    size, dtype = tuple(told["size"]), np.dtype(told["dtype"])
    if size != header.shape or dtype != header.dtype.newbyteorder("=") or len(content) != header.total:
        raise UnreadableFile(
            f"the image must have {header.shape} voxels, but ITK read {size} of {dtype}: export it again"
        )
    affine = np.eye(4)
    affine[:3, :3] = np.reshape(told["direction"], (3, 3)) @ np.diag(told["spacing"])
    affine[:3, 3] = told["origin"]
    affine = LPS_TO_RAS @ affine
    check_affine(affine)
    return np.ndarray(size, dtype, content, order="F"), affine
