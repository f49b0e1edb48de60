"""Training pairs: a measurement, and what it missed.

Whatever the acquisition, a pair asks for the part of the truth that ideal k-space truncation does not keep. That part
is all the network may add (see `consistency`), so a faulty measurement teaches it to look through the fault.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.superres.consistency import interpolate, measure, measure_axis
from core.superres.degrade import Degradation, simulate_measurement, vary_scene
from core.superres.generator import ISOTROPIC_WITHIN, thickest_last
from core.superres.truth import cut_even, prepare_truth
from core.values import Volume

FOREGROUND = 0.1
"""Normalised intensity above which a voxel counts as tissue."""
IDEAL = Degradation()

Spacing = tuple[float, float, float]


@dataclass(frozen=True)
class Truth:
    """An honest volume, its 0.5 and 99.5 percentiles scaled to 0 and 1, its thickest axis last.

    `image` (2D, 2H, 2W) float16, `spacing` in mm.
    """

    image: Tensor
    spacing: Spacing


@dataclass(frozen=True)
class TrainingPair:
    """One measured truth.

    `coarse` (D, H, W) is the measurement, `known` (2D, 2H, 2W) its interpolation, `missing` (2D, 2H, 2W) what the
    truth holds beyond what k-space truncation keeps; all float16. `energy` is the mean square of `missing` over tissue.
    """

    coarse: Tensor
    known: Tensor
    missing: Tensor
    energy: float
    spacing: Spacing

    @property
    def swappable(self) -> tuple[tuple[int, int], ...]:
        """Pairs of axes with equal spacing."""
        pairs = ((0, 1), (0, 2), (1, 2))
        ratios = {(a, b): self.spacing[a] / self.spacing[b] for a, b in pairs}
        return tuple(pair for pair in pairs if 1 / ISOTROPIC_WITHIN < ratios[pair] < ISOTROPIC_WITHIN)


def build_truth(volume: Volume) -> Truth:
    """The truth a volume can serve as, with the axes halved that hold no fine detail."""
    honest, _, _ = prepare_truth(volume)
    low, high = np.percentile(honest.data, (0.5, 99.5))
    image = torch.from_numpy((honest.data - low) / max(high - low, 1e-6)).half()
    return _turn(image, honest.spacing)


def thicken_truth(truth: Truth, halvings: int) -> Truth | None:
    """The truth in slices 2, 4, … times as thick; None where fewer than 16 would be left.

    Liver volumes have slices several times thicker than their pixels; isotropic volumes can teach what lies between.
    """
    image, (a, b, c) = truth.image.float(), truth.spacing
    for _ in range(halvings):
        image = cut_even(measure_axis(image, -1), -1)
    if image.shape[-1] < 16:
        return None
    return _turn(image.half(), (a, b, c * 2**halvings))


def build_pair(truth: Truth, how: Degradation = IDEAL, rng: np.random.Generator | None = None) -> TrainingPair:
    """Measure a truth; a degradation that is not ideal takes its randomness from `rng`."""
    image = truth.image.float() if rng is None else vary_scene(truth.image.float(), how, rng)
    coarse = measure(image)
    known = interpolate(coarse)
    missing = image - known
    if rng is not None:
        coarse = simulate_measurement(image, how, rng)
        known = interpolate(coarse)
    tissue = image > FOREGROUND
    energy = float((missing[tissue] if tissue.any() else missing).square().mean())
    return TrainingPair(coarse.half(), known.half(), missing.half(), max(energy, 1e-6), truth.spacing)


def random_block(truth: Truth, size: int, rng: np.random.Generator) -> Truth:
    """A box of at most `size` fine voxels a side out of a truth, beginning at an even voxel."""
    box = []
    for n in truth.image.shape:
        start = 2 * int(rng.integers(0, max(n - size, 0) // 2 + 1))
        box.append(slice(start, min(start + size, n)))
    return Truth(truth.image[tuple(box)], truth.spacing)


def _turn(image: Tensor, spacing: Spacing) -> Truth:
    order = thickest_last(spacing)
    a, b, c = (spacing[axis] for axis in order)
    return Truth(image.permute(order).contiguous(), (a, b, c))
