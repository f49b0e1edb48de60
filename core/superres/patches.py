"""Batches of training patches: cut from pairs, mirrored, turned and rescaled at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor

from core.superres.degrade import draw_degradation
from core.superres.pairs import TrainingPair, Truth, build_pair, random_block

Choice = TypeVar("Choice")

PATCH = 16
"""Coarse voxels along each side of a training patch."""
BLOCK = 96
"""Fine voxels along each side of the part of a truth that is measured anew."""
RENEW = 32
"""Patches drawn for each truth that is measured anew."""
KEPT = 16
"""Varied pairs kept of each group."""


@dataclass(frozen=True)
class Batch:
    """`coarse` (B, 1, P, P, P); `known` and `missing` (B, 1, 2P, 2P, 2P); `energy` (B,)."""

    coarse: Tensor
    known: Tensor
    missing: Tensor
    energy: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device, its images in the layout convolutions are fastest in."""
        images = (self.coarse, self.known, self.missing)
        coarse, known, missing = (x.to(device).contiguous(memory_format=torch.channels_last_3d) for x in images)
        return Batch(coarse, known, missing, self.energy.to(device))


class PatchPool:
    """Pairs of every group: all of them measured ideally, and some anew in varied ways as training goes on.

    Parameters
    ----------
    groups : truths by group of similar volumes; each group is drawn from with equal chance
    variety : share of patches that come from a varied measurement, 0-1
    """

    def __init__(self, groups: Sequence[Sequence[Truth]], rng: np.random.Generator, variety: float = 0.0) -> None:
        self.truths, self.rng, self.variety = groups, rng, variety
        self.ideal = [[build_pair(truth) for truth in group] for group in groups]
        self.varied: list[list[TrainingPair]] = [[] for _ in groups]
        self._drawn = 0

    def draw(self, size: int) -> Batch:
        """Random augmented patches."""
        patches: list[Any] = [self._draw_one() for _ in range(size)]
        coarse, known, missing = (torch.stack([patch[n] for patch in patches])[:, None] for n in range(3))
        return Batch(coarse, known, missing, torch.tensor([energy for *_, energy in patches], dtype=torch.float32))

    def _draw_one(self) -> tuple[Tensor, Tensor, Tensor, float]:
        group = int(self.rng.integers(len(self.truths)))
        if self.variety and self._drawn % RENEW == 0:
            self._measure_anew(int(self.rng.integers(len(self.truths))))
        self._drawn += 1
        varied = self.varied[group] if self.rng.random() < self.variety else []
        return sample_patch(choose(varied or self.ideal[group], self.rng), self.rng)

    def _measure_anew(self, group: int) -> None:
        truth = random_block(choose(self.truths[group], self.rng), BLOCK, self.rng)
        pair = build_pair(truth, draw_degradation(self.rng), self.rng)
        self.varied[group] = [*self.varied[group][1 - KEPT :], pair]


def sample_patch(pair: TrainingPair, rng: np.random.Generator, tries: int = 4) -> tuple[Tensor, Tensor, Tensor, float]:
    """One augmented patch: coarse (P, P, P), known and missing (2P, 2P, 2P), and the energy of its pair.

    A patch of empty background is drawn again, `tries` times at most.
    """
    for _ in range(tries):
        start = [int(rng.integers(0, max(n - PATCH, 0) + 1)) for n in pair.coarse.shape]
        coarse = pair.coarse[tuple(slice(a, a + PATCH) for a in start)].float()
        if coarse.std() > 0.03:
            break
    box = tuple(slice(2 * a, 2 * (a + PATCH)) for a in start)
    images = [
        _fill(coarse, PATCH),
        _fill(pair.known[box].float(), 2 * PATCH),
        _fill(pair.missing[box].float(), 2 * PATCH),
    ]
    coarse, known, missing = turn_at_random(images, pair.swappable, rng)
    gain, offset = rng.uniform(0.7, 1.2), rng.uniform(-0.1, 0.1)
    if rng.random() < 0.1:  # T1 and T2 see opposite contrast
        gain, offset = -gain, offset + 1.0
    return gain * coarse + offset, gain * known + offset, gain * missing, gain**2 * pair.energy


def turn_at_random(
    images: Sequence[Tensor], swappable: Sequence[tuple[int, int]], rng: np.random.Generator
) -> list[Tensor]:
    """The same random mirroring and exchange of equal axes for all (D, H, W) images of a patch."""
    flips = [axis for axis in range(3) if rng.random() < 0.5]
    turned = [image.flip(flips) for image in images]
    if swappable and rng.random() < 0.5:
        a, b = choose(swappable, rng)
        turned = [image.transpose(a, b) for image in turned]
    return turned


def choose(items: Sequence[Choice], rng: np.random.Generator) -> Choice:
    """One of the items, each with equal chance."""
    return items[int(rng.integers(len(items)))]


def _fill(x: Tensor, size: int) -> Tensor:
    """Reflect a patch that is smaller than `size` along some axis until it is not."""
    for axis in range(3):
        while x.shape[axis] < size:
            x = torch.cat([x, x.flip(axis)], dim=axis).narrow(axis, 0, min(size, 2 * x.shape[axis]))
    return x
