"""What a NIfTI header claims, believed only after it was checked.

Knows the fields of NIfTI-1 and NIfTI-2 single files in both byte orders; knows nothing of voxels or orientation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.errors import ImageContent, UnreadableFile
from core.imaging.guard import Source, check_shape, identify, open_source, require_length

LONGEST = 544
"""Bytes of the longest header, with the four that announce extensions."""

LATEST_VOXELS = 1 << 24

NUMBERS = {
    2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8", 256: "i1", 512: "u2", 768: "u4", 1024: "i8", 1280: "u8",
}  # fmt: skip
"""NIfTI datatype codes with one real number per voxel."""

OTHERS = {1: "one bit per voxel", 32: "complex numbers", 128: "RGB colours", 1536: "128-bit floats",
          1792: "complex numbers", 2048: "complex numbers", 2304: "RGBA colours"}  # fmt: skip

MILLIMETRES = {1: 1000.0, 3: 0.001}
"""Unit codes that are not millimetres (or unknown), with their length in mm."""

FIELDS_1 = {
    "dim": ("8i2", 40), "datatype": ("i2", 70), "bitpix": ("i2", 72), "pixdim": ("8f4", 76), "vox_offset": ("f4", 108),
    "scl_slope": ("f4", 112), "scl_inter": ("f4", 116), "xyzt_units": ("u1", 123), "qform_code": ("i2", 252),
    "sform_code": ("i2", 254),
}  # fmt: skip
FIELDS_2 = {
    "dim": ("8i8", 16), "datatype": ("i2", 12), "bitpix": ("i2", 14), "pixdim": ("8f8", 104), "vox_offset": ("i8", 168),
    "scl_slope": ("f8", 176), "scl_inter": ("f8", 184), "xyzt_units": ("i4", 500), "qform_code": ("i4", 344),
    "sform_code": ("i4", 348),
}  # fmt: skip


@dataclass(frozen=True)
class NiftiHeader:
    """The checked claims of a header that reading needs."""

    version: int
    order: str
    shape: tuple[int, int, int]
    axes: int
    dtype: np.dtype[Any]
    offset: int
    slope: float
    intercept: float
    unit_mm: float
    pixdim: tuple[float, float, float]
    qform_code: int
    sform_code: int

    @property
    def size(self) -> int:
        """Bytes of the header itself."""
        return 348 if self.version == 1 else 540

    @property
    def total(self) -> int:
        """Bytes from the start of the file to the end of the last voxel."""
        return self.offset + int(np.prod(self.shape)) * self.dtype.itemsize


def read_header(source: Source) -> tuple[NiftiHeader, bytes]:
    """The checked header of a NIfTI file, and all bytes before its first voxel.

    Raises
    ------
    UnreadableFile, ImageContent
        It is of another format, ends within its header, or an extension leads out of it; see `parse_header`.
    """
    if identify(source) != "NIfTI":
        raise UnreadableFile("this must be a NIfTI file, but it is of another format: read it as NRRD or MetaImage")
    with open_source(source) as stream:
        head = stream.read(LONGEST)
        header = parse_header(head)
        head += stream.read(max(header.offset - len(head), 0))
    if len(head) < header.offset:
        require_length(len(head), header.total)
    check_extensions(head, header)
    return header, head[: header.offset]


def parse_header(head: bytes) -> NiftiHeader:
    """Read and check the fields of a NIfTI-1 or NIfTI-2 single-file header.

    Raises
    ------
    UnreadableFile
        A field contradicts the format.
    ImageContent
        The file holds other than one three-dimensional frame of real numbers.
    """
    version = 1 if head[344:348] == b"n+1\0" else 2
    size, table = (348, FIELDS_1) if version == 1 else (540, FIELDS_2)
    order = "<" if head[:4] == size.to_bytes(4, "little") else ">"
    if len(head) < size + 4:
        raise UnreadableFile(
            f"a NIfTI header must have {size + 4} bytes, but {len(head)} came: transfer the file again"
        )
    formats = [order + form if form[0] != "8" else f"8{order}{form[1:]}" for form, _ in table.values()]
    layout = np.dtype({"names": list(table), "formats": formats, "offsets": [at for _, at in table.values()]})
    fields = np.frombuffer(head, layout, count=1)[0]
    return _checked(fields, version, order)


def check_extensions(content: bytes, header: NiftiHeader) -> None:
    """Raise `UnreadableFile` for extensions that do not fit before the voxels; what they hold is never read."""
    start = header.size + 4
    while content[header.size] and start + 8 <= header.offset:
        length = int(np.frombuffer(content, header.order + "i4", count=1, offset=start)[0])
        if length < 8 or start + length > header.offset:
            message = (
                f"a header extension must end before the voxels, but one claims {length} bytes: re-export the image"
            )
            raise UnreadableFile(message)
        start += length


def _checked(fields: Any, version: int, order: str) -> NiftiHeader:
    dtype = _dtype(int(fields["datatype"]), int(fields["bitpix"]), order)
    pixdim = np.abs(fields["pixdim"][1:4].astype(np.float64))
    if not np.isfinite(pixdim).all() or pixdim.min() == 0:
        raise UnreadableFile(
            f"voxel sizes must be positive, but the header says {pixdim.tolist()}: re-export the image"
        )
    slope, intercept = _scaling(float(fields["scl_slope"]), float(fields["scl_inter"]))
    return NiftiHeader(
        version=version,
        order=order,
        shape=_shape(fields["dim"]),
        axes=int(fields["dim"][0]),
        dtype=dtype,
        offset=_offset(float(fields["vox_offset"]), 352 if version == 1 else 544),
        slope=slope,
        intercept=intercept,
        unit_mm=MILLIMETRES.get(int(fields["xyzt_units"]) & 7, 1.0),
        pixdim=(float(pixdim[0]), float(pixdim[1]), float(pixdim[2])),
        qform_code=int(fields["qform_code"]),
        sform_code=int(fields["sform_code"]),
    )


def _shape(dim: npt.NDArray[Any]) -> tuple[int, int, int]:
    axes = int(dim[0])
    if not 1 <= axes <= 7:
        raise UnreadableFile(f"a NIfTI image must have 1 to 7 axes, but the header claims {axes}: re-export the image")
    if axes < 3:
        raise ImageContent(f"an image must have three axes, but this one has {axes}: export the whole stack of slices")
    frames = int(np.prod([max(int(n), 0) for n in dim[4 : axes + 1]], dtype=object))
    if frames != 1:
        raise ImageContent(f"an image must hold one 3D frame, but this one holds {frames}: export one frame or phase")
    shape = int(dim[1]), int(dim[2]), int(dim[3])
    check_shape(shape)
    return shape


def _dtype(code: int, bits: int, order: str) -> np.dtype[Any]:
    if code not in NUMBERS:
        came = OTHERS.get(code, f"of unknown type {code}")
        raise ImageContent(f"voxels must be single real numbers, but these are {came}: export a grey-value image")
    dtype = np.dtype(order + NUMBERS[code])
    if bits != dtype.itemsize * 8:
        raise UnreadableFile(
            f"a voxel of type {NUMBERS[code]} must have {dtype.itemsize * 8} bits, but the header says {bits}: "
            "re-export the image"
        )
    return dtype


def _offset(offset: float, least: int) -> int:
    if not least <= offset <= LATEST_VOXELS or offset != int(offset):
        message = f"voxels must start at byte {least} or later, but the header says {offset:g}: re-export the image"
        raise UnreadableFile(message)
    return int(offset)


def _scaling(slope: float, intercept: float) -> tuple[float, float]:
    if slope == 0 or np.isnan(slope):
        return 1.0, 0.0
    if not np.isfinite([slope, intercept]).all():
        message = f"the intensity scale must be finite, but it is {slope} and {intercept}: re-export the image"
        raise UnreadableFile(message)
    return slope, intercept
