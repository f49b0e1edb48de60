"""Small images as bytes, made by nibabel and then spoilt field by field."""

import gzip
import struct
from collections.abc import Callable

import nibabel
import numpy as np
import pytest

Spoil = Callable[..., bytes]

AFFINE = np.array([[-0.8, 0.1, 0.5, 12], [0.12, 0.9, -1.1, -40], [-0.2, -0.25, 5.0, 7], [0, 0, 0, 1]])
U, _, V = np.linalg.svd(AFFINE[:3, :3] / np.linalg.norm(AFFINE[:3, :3], axis=0))
AFFINE[:3, :3] = U @ V @ np.diag([0.8, 0.9, 5.0])

AT = {
    "dim0": "h40", "nx": "h42", "ny": "h44", "nz": "h46", "nt": "h48", "datatype": "h70", "bitpix": "h72",
    "qfac": "f76", "dx": "f80", "vox_offset": "f108", "slope": "f112", "inter": "f116", "unit": "B123", "qcode": "h252",
    "scode": "h254", "b": "f256", "srow_x": "f280", "origin_x": "f292", "srow_y": "f296", "ext": "B348",
}  # fmt: skip
"""Fields of a little-endian NIfTI-1 header: struct format and byte offset."""


@pytest.fixture
def voxels() -> np.ndarray:
    return np.random.default_rng(3).integers(-50, 900, (4, 5, 6)).astype(np.int16)


@pytest.fixture
def nifti(voxels: np.ndarray) -> bytes:
    """An oblique, left-handed int16 volume of 4×5×6 voxels."""
    image = nibabel.Nifti1Image(voxels, AFFINE)
    image.header.set_xyzt_units("mm")
    return image.to_bytes()


@pytest.fixture
def spoil(nifti: bytes) -> Spoil:
    """The volume with header fields overwritten, e.g. ``spoil(nx=9)``."""

    def spoilt(**fields: float) -> bytes:
        content = bytearray(nifti)
        for name, value in fields.items():
            struct.pack_into("<" + AT[name][0], content, int(AT[name][1:]), value)
        return bytes(content)

    return spoilt


@pytest.fixture
def label_file() -> Callable[..., bytes]:
    """A gzipped mask on the grid of the volume, from an array of labels."""

    def made(data: np.ndarray, affine: np.ndarray = AFFINE) -> bytes:
        return gzip.compress(nibabel.Nifti1Image(data, affine).to_bytes(), mtime=0)

    return made
