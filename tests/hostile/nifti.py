"""NIfTI volumes spoilt field by field, cut, packed badly, or blown up."""

from __future__ import annotations

import gzip
import struct
from functools import partial

import nibabel
import numpy as np

from tests.hostile.case import ACCEPTED, cases

AT = {
    "size": "i0", "dim0": "h40", "nx": "h42", "ny": "h44", "nz": "h46", "nt": "h48", "datatype": "h70", "bitpix": "h72",
    "dx": "f80", "dy": "f84", "dz": "f88", "offset": "f108", "slope": "f112", "inter": "f116", "unit": "B123",
    "qcode": "h252", "scode": "h254", "b": "f256", "srow_xx": "f280", "srow_xy": "f284", "origin_x": "f292",
    "srow_yy": "f300", "srow_zz": "f320", "ext": "B348",
}  # fmt: skip
"""Fields of a little-endian NIfTI-1 header: struct format and byte offset."""

VOXELS = np.random.default_rng(3).integers(-50, 900, (8, 9, 10)).astype(np.int16)
AFFINE = np.diag([0.8, 0.9, 5.0, 1.0])
SHAPE, PLACED = VOXELS.shape, {"scode": 0, "qcode": 0}


def nifti(data: np.ndarray = VOXELS, affine: np.ndarray = AFFINE, kind: type = nibabel.Nifti1Image) -> bytes:
    image = kind(data, affine)
    image.header.set_xyzt_units("mm")
    return image.to_bytes()


def spoil(content: bytes | None = None, **fields: float) -> bytes:
    """The volume with header fields overwritten, e.g. ``spoil(nx=9)``."""
    spoilt = bytearray(content or nifti())
    for name, value in fields.items():
        struct.pack_into("<" + AT[name][0], spoilt, int(AT[name][1:]), value)
    return bytes(spoilt)


def extended(length: int) -> bytes:
    """A header extension of 16 bytes that claims another length."""
    content = spoil(offset=368.0, ext=1)
    return content[:352] + struct.pack("<ii", length, 4) + bytes(8) + content[352:]


def packed(content: bytes | None = None) -> bytes:
    return gzip.compress(content or nifti(), compresslevel=1, mtime=0)


def flipped(at: int) -> bytes:
    """The packed volume with one byte changed."""
    content = bytearray(packed())
    content[at] ^= 0x55
    return bytes(content)


def blown(shape: tuple[int, int, int], datatype: int = 2, bits: int = 8) -> bytes:
    """A volume of one value on a huge grid, in little room."""
    nx, ny, nz = shape
    head = spoil(nifti()[:352], nx=nx, ny=ny, nz=nz, datatype=datatype, bitpix=bits)
    return packed(head + bytes(nx * ny * nz * bits // 8))


def tailed() -> bytes:
    """A whole volume, and 200 MB of zeros behind it in the same stream."""
    return gzip.compress(nifti()) + gzip.compress(bytes(200 << 20), compresslevel=1)


def floats(*odd: float) -> bytes:
    data = VOXELS.astype(np.float64)
    data.flat[: len(odd)] = odd
    return nifti(data)


def sheared() -> bytes:
    return spoil(srow_xy=0.2)


HEADERS = {
    "no voxels": ({"nx": 0}, "1 to 512³ voxels"),
    "fewer than no voxels": ({"nx": -8, "ny": -9}, "1 to 512³ voxels"),
    "one row too many": ({"nx": 513, "ny": 512, "nz": 512}, "claims 513×512×512"),
    "claims 30000³": ({"nx": 30000, "ny": 30000, "nz": 30000}, "1 to 512³ voxels"),
    "more voxels than bytes": ({"nx": 80}, "ends after"),
    "fewer voxels than bytes": ({"nx": 4}, ACCEPTED),
    "no axes": ({"dim0": 0}, "1 to 7 axes"),
    "eight axes": ({"dim0": 8}, "1 to 7 axes"),
    "axes below zero": ({"dim0": -3}, "1 to 7 axes"),
    "one slice of two axes": ({"dim0": 2}, "three axes"),
    "one line": ({"dim0": 1}, "three axes"),
    "two frames": ({"dim0": 4, "nt": 2}, "this one holds 2"),
    "no frame": ({"dim0": 4, "nt": 0}, "this one holds 0"),
    "one frame of four axes": ({"dim0": 4, "nt": 1}, ACCEPTED),
    "complex": ({"datatype": 32, "bitpix": 64}, "complex numbers"),
    "long complex": ({"datatype": 1792, "bitpix": 128}, "complex numbers"),
    "colours": ({"datatype": 128, "bitpix": 24}, "RGB colours"),
    "colours with alpha": ({"datatype": 2304, "bitpix": 32}, "RGBA colours"),
    "bits": ({"datatype": 1, "bitpix": 1}, "one bit per voxel"),
    "long floats": ({"datatype": 1536, "bitpix": 128}, "128-bit floats"),
    "no type": ({"datatype": 0}, "unknown type 0"),
    "unknown type": ({"datatype": 9999}, "unknown type 9999"),
    "type and bits disagree": ({"bitpix": 8}, "must have 16 bits, but the header says 8"),
    "spacing 0": ({"dx": 0.0}, "voxel sizes must be positive"),
    "spacing NaN": ({"dy": float("nan")}, "voxel sizes must be positive"),
    "spacing infinite": ({"dz": float("inf")}, "voxel sizes must be positive"),
    "spacing of a cell": (PLACED | {"dx": 0.001}, "0.01 to 50 mm"),
    "spacing of a house": (PLACED | {"dz": 60.0}, "0.01 to 50 mm"),
    "metres": ({"unit": 1}, "0.01 to 50 mm"),
    "micrometres": ({"unit": 3}, "0.01 to 50 mm"),
    "voxels in the header": ({"offset": 0.0}, "voxels must start at byte 352"),
    "voxels one byte early": ({"offset": 351.0}, "voxels must start at byte 352"),
    "voxels before the file": ({"offset": -1e9}, "voxels must start at byte 352"),
    "voxels far behind": ({"offset": 1e9}, "voxels must start at byte 352"),
    "voxels at NaN": ({"offset": float("nan")}, "voxels must start at byte 352"),
    "voxels at half a byte": ({"offset": 352.5}, "voxels must start at byte 352"),
    "voxels behind the end": ({"offset": 60000.0}, "ends after"),
    "scale infinite": ({"slope": float("inf")}, "intensity scale must be finite"),
    "shift NaN": ({"slope": 1.0, "inter": float("nan")}, "intensity scale must be finite"),
    "scale beyond floats": ({"slope": 3e38}, "NaN or infinite"),
    "scale 0 means 1": ({"slope": 0.0}, ACCEPTED),
    "orientation NaN": ({"srow_xx": float("nan")}, "finite numbers"),
    "orientation infinite": ({"srow_yy": float("inf")}, "finite numbers"),
    "origin beyond the building": ({"origin_x": 1e9}, "within 100 m"),
    "orientation of no rank": ({"srow_zz": 0.0}, "0.01 to 50 mm"),
    "quaternion of no rotation": ({"scode": 0, "qcode": 1, "b": 7.0}, "must be a rotation"),
    "quaternion NaN": ({"scode": 0, "qcode": 1, "b": float("nan")}, "orientation must be"),
    "no orientation": (PLACED, ACCEPTED),
    "another header size": ({"size": 347}, "of no known format"),
}

FILES = {
    "extension longer than the file": (partial(extended, 2**31 - 1), "header extension must end"),
    "extension below zero": (partial(extended, -16), "header extension must end"),
    "extension of no length": (partial(extended, 0), "header extension must end"),
    "extension that fits": (partial(extended, 16), ACCEPTED),
    "sheared": (sheared, "right angles"),
    "Analyze": (lambda: nifti()[:344] + bytes(4) + nifti()[348:], "an Analyze header"),
    "half of a pair": (lambda: nifti()[:344] + b"ni1\0" + nifti()[348:], "an Analyze header"),
    "header cut": (lambda: nifti()[:100], "Analyze header"),
    "header alone": (lambda: nifti()[:348], "must have 352 bytes"),
    "cut in half": (lambda: nifti()[: len(nifti()) // 2], "ends after"),
    "one byte short": (lambda: nifti()[:-1], "ends after"),
    "goes on": (lambda: nifti() + bytes(1 << 16), "but goes on"),
    "a block of padding": (lambda: nifti() + bytes(4096), ACCEPTED),
    "gzip cut in half": (lambda: packed()[: len(packed()) // 2], "pass their checksum"),
    "gzip without its end": (lambda: packed()[:-8], "pass their checksum"),
    "gzip with another checksum": (lambda: packed()[:-8] + b"\1\2\3\4" + packed()[-4:], "pass their checksum"),
    "gzip with another length": (lambda: packed()[:-4] + b"\1\2\3\4", "pass their checksum"),
    "gzip with a changed byte": (lambda: flipped(len(packed()) // 2), "pass their checksum"),
    "gzip in gzip": (lambda: packed(packed()), "of no known format"),
    "gzip of nothing": (lambda: packed(b"\0")[:1], "of no known format"),
    "gzip header alone": (lambda: packed()[:10], "pass their checksum"),
    "tail of 200 MB": (tailed, "but goes on"),
    "512³ zeros": (partial(blown, (512, 512, 512)), "all 134,217,728 are 0"),
    "512×512×300 zeros of two bytes": (partial(blown, (512, 512, 300), 512, 16), "all 78,643,200 are 0"),
    "1290³ zeros": (lambda: packed(spoil(nx=1290, ny=1290, nz=1290)), "1 to 512³"),
    "all the same": (lambda: nifti(np.full(SHAPE, 7, np.int16)), "all 720 are 7"),
    "one NaN": (partial(floats, np.nan), "1 of 720 are NaN"),
    "two infinities": (partial(floats, np.inf, -np.inf), "2 of 720 are NaN"),
    "beyond single floats": (partial(floats, 1e300), "NaN or infinite"),
    "NIfTI-2": (lambda: nifti(kind=nibabel.Nifti2Image), ACCEPTED),
    "big-endian": (
        lambda: nibabel.Nifti1Image(VOXELS, AFFINE, nibabel.Nifti1Header(endianness=">")).to_bytes(),
        ACCEPTED,
    ),
    "NIfTI-2 cut": (lambda: nifti(kind=nibabel.Nifti2Image)[:540], "must have 544 bytes"),
}

CASES = cases("volume", {name: (partial(spoil, **fields), said) for name, (fields, said) in HEADERS.items()} | FILES)
