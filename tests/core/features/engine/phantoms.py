"""Seeded regions to be measured twice: by the engine and by the installed pyradiomics."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import SimpleITK as sitk

from core.features.engine.bins import bin_region

SPACING = (0.7, 0.8, 2.5)


@dataclass(frozen=True, eq=False)
class Phantom:
    """Image and mask (I, J, K), the mask touching all sides, and the settings to measure it with."""

    image: np.ndarray
    mask: np.ndarray
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> np.ndarray:
        return self.image[self.mask]

    @property
    def levels(self) -> np.ndarray:
        levels = np.zeros(self.image.shape, np.int32)
        levels[self.mask] = bin_region(self.values, self.settings).levels
        return levels


def lesion(seed: int, shape: tuple[int, int, int], spread: float, **settings: Any) -> Phantom:
    """An ellipsoid with holes, blurred along one axis, whose levels are spread over `spread` intensities."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, spread, shape)
    image = (noise + np.roll(noise, 1, 1)).astype(np.float32)
    grid = np.stack(np.meshgrid(*[np.linspace(-1, 1, n) if n > 1 else [0] for n in shape], indexing="ij"))
    mask = ((grid**2).sum(0) <= 1) & (rng.random(shape) > 0.15)
    box = tuple(slice(side.min(), side.max() + 1) for side in np.nonzero(mask))
    return Phantom(image[box], mask[box], settings)


def points(spread: float, shape: tuple[int, int, int], *places: Any) -> Phantom:
    """Marked places on a noisy image."""
    mask = np.zeros(shape, bool)
    for place in places:
        mask[place] = True
    return Phantom(np.random.default_rng(5).normal(0, spread, shape).astype(np.float32), mask, {"binWidth": 5})


PHANTOMS = {
    "holes": lesion(1, (13, 11, 9), 30, binWidth=5),
    "many levels": lesion(2, (9, 15, 12), 400, binWidth=2),
    "few levels": lesion(3, (12, 9, 14), 3, binWidth=5),
    "thin": lesion(4, (4, 21, 3), 30, binWidth=10),
    "one slice": lesion(5, (1, 17, 13), 30),
    "counted bins": lesion(6, (10, 10, 10), 1, binCount=32),
    "two distances": lesion(7, (9, 10, 11), 30, binWidth=10, distances=[1, 2]),
    "dependence": lesion(8, (9, 10, 11), 30, binWidth=5, gldm_a=2),
    "flat": Phantom(np.full((4, 3, 5), 0.1, np.float32), np.ones((4, 3, 5), bool)),
    "two sheets": points(30, (5, 4, 6), np.s_[0], np.s_[4]),
    "scattered points": points(300, (7, 7, 7), (0, 0, 0), (6, 6, 6), (3, 3, 3), (6, 0, 6)),
    "on the edges": Phantom(
        (np.arange(512).reshape(8, 8, 8) % 37 * 0.1).astype(np.float32), np.ones((8, 8, 8), bool), {"binWidth": 0.1}
    ),
}


def stock_features(feature_class: Callable[..., Any], phantom: Phantom) -> dict[str, float]:
    """What a class of pyradiomics measures; it warns of means over no direction."""
    image = sitk.GetImageFromArray(np.ascontiguousarray(phantom.image.T))
    mask = sitk.GetImageFromArray(np.ascontiguousarray(phantom.mask.T).astype(np.uint8))
    for grid in (image, mask):
        grid.SetSpacing(SPACING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        values = feature_class(image, mask, **phantom.settings).execute()
    return {name: float(np.real(value)) for name, value in values.items()}


def require_equal(ours: Mapping[str, float], theirs: Mapping[str, float]) -> None:
    """The same names in the same order, and the same values to rounding."""
    assert list(ours) == list(theirs)
    np.testing.assert_allclose(list(ours.values()), list(theirs.values()), rtol=1e-9, atol=1e-12)
