"""From a volume to a training pair: what a scanner at half the resolution would have measured, and what it missed.

A header may promise more resolution than the data hold (interpolated or zero-filled exports). An axis whose upper half
of frequencies is nearly empty is therefore halved first: a network shown such "truth" learns to blur.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scipy.fft import dct
from torch import Tensor

from core.superres.consistency import interpolate_sinc, sinc_matrix, truncate
from core.values import Volume

EMPTY_SHARE = 0.025
"""Below this share of energy in the upper half of its frequencies an axis counts as interpolated."""


@dataclass(frozen=True)
class TrainingPair:
    """One volume for training, intensities scaled so that its 0.5 and 99.5 percentiles are 0 and 1.

    `coarse` (D, H, W) is the simulated measurement, `missing` (2D, 2H, 2W) the truth minus its sinc interpolation;
    both float16. `swappable` lists the pairs of axes with equal spacing.
    """

    coarse: Tensor
    missing: Tensor
    swappable: tuple[tuple[int, int], ...]


def upper_share(data: np.ndarray, axis: int) -> float:
    """Share of the non-constant energy of an (I, J, K) image along an axis above half its highest frequency."""
    energy = np.square(dct(np.asarray(data, np.float32), norm="ortho", axis=axis))
    energy = np.moveaxis(energy, axis, 0).reshape(data.shape[axis], -1).sum(1)
    return float(energy[data.shape[axis] // 2 :].sum() / max(energy[1:].sum(), 1e-12))


def build_pair(volume: Volume) -> TrainingPair:
    """The training pair of a volume, with the axes halved that hold no fine detail."""
    low, high = np.percentile(volume.data, (0.5, 99.5))
    truth = torch.from_numpy((volume.data - low) / max(high - low, 1e-6)).float()
    spacing = np.array(volume.spacing)
    for axis in range(3):
        truth = _even(truth, axis)
        if upper_share(truth.numpy(), axis) < EMPTY_SHARE and truth.shape[axis] >= 32:
            truth = _even(_halve(truth, axis), axis)
            spacing[axis] *= 2
    coarse = truncate(truth)
    swappable = tuple((a, b) for a, b in ((0, 1), (0, 2), (1, 2)) if abs(spacing[a] / spacing[b] - 1) < 0.05)
    return TrainingPair(coarse.half(), (truth - interpolate_sinc(coarse)).half(), swappable)


def _halve(x: Tensor, axis: int) -> Tensor:
    matrix = sinc_matrix(x.shape[axis] // 2).T / 2
    return torch.movedim(torch.movedim(x, axis, -1) @ matrix.T, -1, axis)


def _even(x: Tensor, axis: int) -> Tensor:
    return x.narrow(axis, 0, x.shape[axis] // 2 * 2)
