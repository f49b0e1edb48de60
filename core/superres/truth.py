"""How much resolution a volume really holds, and what of it may serve as truth.

A header may promise more than the data hold: exports are interpolated or zero-filled. A network shown such "truth"
learns to blur, and a comparison against it flatters whatever is smooth. So an axis whose upper half of frequencies is
nearly empty is halved before its volume serves as truth.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from scipy.fft import dct
from torch import Tensor

from core.superres.consistency import measure_axis
from core.values import Mask, Volume

EMPTY_SHARE = 0.025
"""Below this share of energy in the upper half of its frequencies an axis counts as interpolated."""
LEAST = 32
"""Voxels below which an axis is left as it is: halved, it would hold too little to judge."""


def upper_share(data: npt.NDArray[Any], axis: int) -> float:
    """Share of the non-constant energy of an (I, J, K) image along an axis above half its highest frequency."""
    energy: npt.NDArray[Any] = np.square(dct(np.asarray(data, np.float32), norm="ortho", axis=axis))
    along = np.moveaxis(energy, axis, 0).reshape(data.shape[axis], -1).sum(1)
    return float(along[data.shape[axis] // 2 :].sum() / max(along[1:].sum(), 1e-12))


def prepare_truth(volume: Volume, mask: Mask | None = None) -> tuple[Volume, Mask | None, tuple[int, ...]]:
    """The volume with an even number of voxels along each axis and its empty axes halved.

    Parameters
    ----------
    volume : (I, J, K)
    mask : on the same grid; a halved voxel stays marked where at least half of it was

    Returns
    -------
    Volume and mask on the honest grid, and the axes that were halved
    """
    image, marked = torch.from_numpy(volume.data.copy()), mask.data.astype(np.float32) if mask else None
    affine, halved = np.array(volume.affine), []
    for axis in range(3):
        image = cut_even(image, axis)
        if upper_share(image.numpy(), axis) < EMPTY_SHARE and image.shape[axis] >= LEAST:
            image = cut_even(measure_axis(image, axis), axis)
            affine = _coarsen_axis(affine, axis)
            halved.append(axis)
            marked = None if marked is None else _pair_means(marked, axis)
    box = tuple(slice(0, n) for n in image.shape)
    truth = Volume(image.numpy(), affine)
    honest = None if marked is None or mask is None else Mask(marked[box] >= 0.5, affine, mask.name, mask.note)
    return truth, honest, tuple(halved)


def cut_even(x: Tensor, axis: int) -> Tensor:
    """A (D, H, W) image without the last voxel of an axis that has an odd number."""
    return x.narrow(axis, 0, x.shape[axis] // 2 * 2)


def _pair_means(marked: npt.NDArray[Any], axis: int) -> npt.NDArray[Any]:
    pairs = np.moveaxis(marked, axis, 0)
    pairs = pairs[: len(pairs) // 2 * 2]
    return np.moveaxis((pairs[::2] + pairs[1::2]) / 2, 0, axis)


def _coarsen_axis(affine: npt.NDArray[np.float64], axis: int) -> npt.NDArray[np.float64]:
    coarse = affine.copy()
    coarse[:3, 3] += affine[:3, axis] / 2
    coarse[:3, axis] *= 2
    return coarse
