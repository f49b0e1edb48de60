"""Cutting volumes into patches for training, and into tiles with a halo for inference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from core.superres.degrade import TrainingPair

Choice = TypeVar("Choice")

PATCH = 16
"""Coarse voxels along each side of a training patch."""


@dataclass(frozen=True)
class TilePlan:
    """Equal tiles that cover a coarse grid.

    Parameters
    ----------
    shape : (D, H, W) coarse voxels of the grid
    core : coarse voxels of a tile that are kept
    halo : coarse voxels around the core that the network sees besides
    """

    shape: tuple[int, int, int]
    core: tuple[int, int, int]
    halo: int

    @property
    def starts(self) -> list[tuple[int, int, int]]:
        """First core voxel of every tile."""
        d, h, w = (range(0, n, c) for n, c in zip(self.shape, self.core, strict=True))
        return [(i, j, k) for i in d for j in h for k in w]

    @property
    def covered(self) -> tuple[int, int, int]:
        """Coarse grid after rounding up to whole tiles."""
        d, h, w = (-(-n // c) * c for n, c in zip(self.shape, self.core, strict=True))
        return d, h, w

    def pad(self, coarse: npt.NDArray[np.float32]) -> Tensor:
        """The coarse image continued by reflection, so that every tile has all its surroundings."""
        ends = [c - n + self.halo for c, n in zip(self.covered, self.shape, strict=True)]
        return torch.from_numpy(np.pad(coarse, [(self.halo, end) for end in ends], mode="symmetric"))

    def cut(self, padded: Tensor, start: tuple[int, int, int]) -> Tensor:
        """What the network sees of one tile."""
        return padded[tuple(slice(s, s + c + 2 * self.halo) for s, c in zip(start, self.core, strict=True))]

    def keep(self, fine: Tensor) -> Tensor:
        """The fine core of one tile's output (D, H, W)."""
        h = 2 * self.halo
        return fine[tuple(slice(h, h + 2 * c) for c in self.core)]


def plan_tiles(shape: tuple[int, int, int], size: int, halo: int) -> TilePlan:
    """Tiles of at most `size` coarse voxels a side, as equal as the grid allows.

    Examples
    --------
    >>> plan_tiles((100, 40, 64), size=64, halo=8).core
    (50, 40, 64)
    """
    d, h, w = (-(-n // -(-n // size)) for n in shape)
    return TilePlan(shape, (d, h, w), halo)


def sample_batch(
    groups: Sequence[Sequence[TrainingPair]], size: int, rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Random augmented patches, each from a group chosen with equal chance.

    Returns
    -------
    coarse : (size, 1, 16, 16, 16), missing : (size, 1, 32, 32, 32)
    """
    pairs = [sample_patch(_choose(_choose(groups, rng), rng), rng) for _ in range(size)]
    coarse, missing = (torch.stack([pair[n] for pair in pairs])[:, None].float() for n in (0, 1))
    return coarse, missing


def sample_patch(pair: TrainingPair, rng: np.random.Generator, tries: int = 4) -> tuple[Tensor, Tensor]:
    """One augmented patch, coarse (P, P, P) and missing (2P, 2P, 2P), preferably not of empty background."""
    for _ in range(tries):
        start = [int(rng.integers(0, max(n - PATCH, 0) + 1)) for n in pair.coarse.shape]
        coarse = pair.coarse[tuple(slice(a, a + PATCH) for a in start)].float()
        if coarse.std() > 0.03:
            break
    missing = pair.missing[tuple(slice(2 * a, 2 * (a + PATCH)) for a in start)].float()
    return _augment(_fill(coarse, PATCH), _fill(missing, 2 * PATCH), pair.swappable, rng)


def _augment(
    coarse: Tensor, missing: Tensor, swappable: Sequence[tuple[int, int]], rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    flips = [axis for axis in range(3) if rng.random() < 0.5]
    coarse, missing = coarse.flip(flips), missing.flip(flips)
    if swappable and rng.random() < 0.5:
        a, b = _choose(swappable, rng)
        coarse, missing = coarse.transpose(a, b), missing.transpose(a, b)
    gain, offset = rng.uniform(0.7, 1.2), rng.uniform(-0.1, 0.1)
    if rng.random() < 0.1:  # T1 and T2 see opposite contrast
        gain, offset = -gain, offset + 1.0
    return gain * coarse + offset, gain * missing


def _fill(x: Tensor, size: int) -> Tensor:
    """Reflect a patch that is smaller than `size` along some axis until it is not."""
    for axis in range(3):
        while x.shape[axis] < size:
            x = torch.cat([x, x.flip(axis)], dim=axis).narrow(axis, 0, min(size, 2 * x.shape[axis]))
    return x


def _choose(items: Sequence[Choice], rng: np.random.Generator) -> Choice:
    return items[int(rng.integers(len(items)))]
