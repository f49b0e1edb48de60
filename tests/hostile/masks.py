"""Masks that mark nothing, everything, too much, or somewhere else; drawn on the plain volume of `nifti`."""

from __future__ import annotations

from functools import partial

import numpy as np

from tests.hostile.case import ACCEPTED, cases
from tests.hostile.nifti import AFFINE, SHAPE, blown, nifti, packed, spoil

BALL = np.zeros(SHAPE, np.uint8)
BALL[2:6, 2:6, 3:8] = 1
MOVED, TURNED, FLIPPED = AFFINE.copy(), AFFINE.copy(), AFFINE.copy()
MOVED[0, 3] = 3.0
TURNED[:3, :3] = TURNED[:3, :3] @ np.array([[0.8, -0.6, 0], [0.6, 0.8, 0], [0, 0, 1]])
TURNED[:3, :3] = np.array([[0.8, -0.6, 0], [0.6, 0.8, 0], [0, 0, 1]]) @ np.diag([0.8, 0.9, 5.0])
FLIPPED[0] = [-0.8, 0, 0, 0.8 * (SHAPE[0] - 1)]


def values(*odd: float, dtype: str = "f4") -> bytes:
    data = BALL.astype(dtype)
    data.flat[: len(odd)] = odd
    return nifti(data)


def one_in(shape: tuple[int, int, int]) -> bytes:
    """A mask of one voxel on a huge grid."""
    nx, ny, nz = shape
    head = spoil(nifti()[:352], nx=nx, ny=ny, nz=nz, datatype=2, bitpix=8)
    return packed(head + b"\1" + bytes(nx * ny * nz - 1))


CASES = cases(
    "mask",
    {
        "whole": (partial(nifti, BALL), ACCEPTED),
        "flipped": (partial(nifti, BALL, FLIPPED), ACCEPTED),
        "nothing marked": (lambda: nifti(BALL * 0), "at least one voxel"),
        "nothing in 512³": (partial(blown, (512, 512, 512)), "one grid"),
        "one voxel in 512³": (partial(one_in, (512, 512, 512)), "one grid"),
        "two labels": (partial(values, 3), "one label must be chosen"),
        "a label below zero": (partial(values, -2), "one label must be chosen"),
        "a fraction": (partial(values, 0.5), "whole numbers, but this one holds 0.5"),
        "one value, a fraction": (lambda: nifti(BALL * np.float32(0.5)), ACCEPTED),
        "a NaN": (partial(values, float("nan")), "1 of 720 voxels are NaN"),
        "an infinity": (partial(values, float("inf")), "1 of 720 voxels are NaN"),
        "huge labels": (partial(values, 1e30), "one label must be chosen"),
        "an image": (lambda: nifti(np.arange(1, 721, dtype=np.int16).reshape(SHAPE) * 3), "one label must be chosen"),
        "another grid": (lambda: nifti(np.ones((8, 9, 11), np.uint8)), "but the volume has 8×9×10 and the mask"),
        "moved": (partial(nifti, BALL, MOVED), "one grid (0.01 mm)"),
        "turned": (partial(nifti, BALL, TURNED), "one grid (0.01 mm)"),
        "other spacing": (lambda: nifti(BALL, np.diag([1.6, 0.9, 5.0, 1.0])), "one grid (0.01 mm)"),
        "two frames": (lambda: spoil(nifti(BALL), dim0=4, nt=2), "this one holds 2"),
        "a table": (b"case_id,age\n1,60\n", "is plain text"),
    },
)
