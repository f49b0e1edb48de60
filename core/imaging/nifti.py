"""NIfTI files in and out: `.nii` and `.nii.gz`, versions 1 and 2, from a path or from uploaded bytes.

The only file that uses nibabel. Arrays keep the order of the file; world positions are RAS+ millimetres. What a file
may not be is decided in `guard` and `header` before nibabel sees it.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from core.errors import UnreadableFile
from core.imaging.files import replace_file, require_volume_path
from core.imaging.guard import Source, check_affine, open_source, read_exactly
from core.imaging.header import NiftiHeader, read_header
from core.imaging.survey import Survey, read_blocks, require_image, require_labels, survey_voxels
from core.imaging.voxels import build_mask, build_volume, count_labels, require_size
from core.values import Mask, Volume

Array = npt.NDArray[Any]
Require = Callable[[Survey], None]
Geometry = npt.NDArray[np.float64]

SCANNER, ALIGNED, LAST_SPACE = 1, 2, 5
"""What positions are measured from, as NIfTI codes it: the scanner's isocentre, another image's grid, … a template."""


def read_volume(source: Source) -> Volume:
    """Read the one 3D frame of a NIfTI file.

    Parameters
    ----------
    source : path, or the bytes of a file; gzipped or not

    Raises
    ------
    UnreadableFile
        The bytes are not a whole NIfTI file.
    ImageContent
        The file is whole, but holds no single frame of finite grey values on a regular grid.

    Notes
    -----
    Orientation is the sform where its code is above 0, else the qform, else voxel sizes alone (centred, first axis to
    the left, as nibabel has it). Metres and micrometres become millimetres; `read_notes` says so.
    """
    return build_volume(*_read_array(source, require_image))


def read_mask(source: Source, like: Volume, label: int | None = None) -> Mask:
    """Read one label of a NIfTI mask, on the grid of the volume.

    Parameters
    ----------
    source : path, or the bytes of a file; gzipped or not
    like : the volume it was drawn on; flipped or permuted axes are brought onto its grid and said in the mask's note
    label : value to take as the region; None where the file holds one value beside 0

    Raises
    ------
    UnreadableFile, ImageContent, EmptyMask, GeometryMismatch
        The file is damaged; holds no labels or several; lacks the label; lies on another grid.
    """
    return build_mask(*_read_array(source, require_labels, like), like, label)


def mask_labels(source: Source) -> dict[int, int]:
    """Labels of a NIfTI mask with their voxel counts, ascending, without 0."""
    return count_labels(_read_array(source, require_labels)[0])


def read_notes(source: Source) -> tuple[str, ...]:
    """Say what was assumed or converted on reading; empty for a plain file."""
    header, content = read_header(source)
    image = _nibabel_header(content, header)
    grid = Volume(np.zeros((1, 1, 1)), _affine(content, header))
    notes = []
    if header.unit_mm != 1:
        notes.append(f"lengths were converted to millimetres (1 unit of the file = {header.unit_mm:g} mm)")
    if header.axes > 3:
        notes.append("the single frame of a file with a time axis was taken")
    if header.sform_code <= 0 and header.qform_code <= 0:
        notes.append("the file states no orientation: left and right are assumed")
    if header.sform_code > 0 and header.qform_code > 0:
        apart = _distance(image, header.shape) * header.unit_mm
        notes += [f"sform and qform lie {apart:.1f} mm apart: the sform was taken"] if apart > 0.5 else []
    if not np.allclose(grid.spacing, np.asarray(header.pixdim) * header.unit_mm, rtol=0.01):
        notes.append("voxel sizes of the header differ from its orientation matrix: the matrix was taken")
    return tuple(notes)


def read_space(source: Source) -> int:
    """What a file's positions are measured from: the NIfTI code, above 0, of the orientation that `read_volume` takes.

    A file that states no orientation says nothing of the scanner, so what is made of it is only `ALIGNED` with it.
    """
    header, _ = read_header(source)
    code = next((code for code in (header.sform_code, header.qform_code) if code > 0), ALIGNED)
    return code if code <= LAST_SPACE else ALIGNED


def encode_volume(volume: Volume, description: str = "", space: int = SCANNER) -> bytes:
    """Bytes of an uncompressed float32 NIfTI-1 file.

    Parameters
    ----------
    volume : what to encode
    description : kept in the header's `descrip` field, cut after 79 ASCII characters
    space : NIfTI code of what positions are measured from, see `read_space`

    Notes
    -----
    The sform always holds the affine; the qform too where a rotation can express it to 0.001 mm. Both say `space`.
    """
    import nibabel  # 0.2 s: only for those who read or write

    image = nibabel.Nifti1Image(volume.data, None, dtype=np.float32)
    image.header.set_xyzt_units("mm")
    image.header["descrip"] = description.encode("ascii", "replace")[:79]
    image.set_sform(volume.affine, code=space)
    image.set_qform(volume.affine, code=space)
    if _distance(image, volume.shape) > 1e-3:
        image.header["qform_code"] = 0
    content: bytes = image.to_bytes()
    return content


def write_volume(volume: Volume, path: Path, description: str = "", space: int = SCANNER) -> None:
    """Write float32 NIfTI-1; the file appears whole or not at all.

    Parameters
    ----------
    volume : what to write
    path : name ending in .nii.gz, or .nii for an uncompressed file
    description : at most 79 ASCII characters for the header
    space : NIfTI code of what positions are measured from, see `read_space`

    Raises
    ------
    SettingError
        The name ends otherwise, or lies in no folder.
    """
    path = Path(path)
    require_volume_path(path)
    content = encode_volume(volume, description, space)
    replace_file(path, gzip.compress(content, compresslevel=3, mtime=0) if path.name.endswith(".gz") else content)


def _read_array(source: Source, require: Require, like: Volume | None = None) -> tuple[Array, Geometry]:
    header, head = read_header(source)
    affine = _affine(head, header)
    require_size(header.shape, like)
    size = header.total - header.offset
    with open_source(source) as stream:
        stream.read(header.offset)
        survey = survey_voxels(read_blocks(stream), header.dtype, size)
    require(survey.scaled(header.slope, header.intercept))
    with open_source(source) as stream:
        stream.read(header.offset)
        content = read_exactly(stream, b"", size)
    data: Array = np.ndarray(header.shape, header.dtype, content, order="F")
    plain = (header.slope, header.intercept) == (1.0, 0.0)
    return data if plain else data.astype(np.float64) * header.slope + header.intercept, affine


def _nibabel_header(content: bytes, header: NiftiHeader) -> Any:
    import nibabel  # 0.2 s: only for those who read or write

    kind: Any = nibabel.Nifti1Header if header.version == 1 else nibabel.Nifti2Header
    fields = kind(content[: header.size], endianness=header.order, check=False)
    # the standard: 0 means 1, sizes are positive; nibabel refuses both otherwise
    fields["pixdim"][:4] = [-1 if fields["pixdim"][0] < 0 else 1, *header.pixdim]
    return fields


def _affine(content: bytes, header: NiftiHeader) -> Geometry:
    image = _nibabel_header(content, header)
    try:
        affine = np.array(image.get_best_affine(), dtype=np.float64)
    except (ValueError, ArithmeticError) as error:
        message = "the orientation must be a rotation, but the header's qform is not: re-export it"
        raise UnreadableFile(message) from error
    affine[:3] *= header.unit_mm
    check_affine(affine)
    return affine


def _distance(image: Any, shape: tuple[int, int, int]) -> float:
    """Farthest apart that sform and qform put one corner of the grid; infinite where the qform is no rotation."""
    ends = np.array([*np.meshgrid(*[(0, n) for n in shape]), np.ones((2, 2, 2))]).reshape(4, 8)
    try:
        return float(np.abs((image.get_qform() - image.get_sform()) @ ends).max())
    except ValueError:
        return float("inf")
