"""The images that features are measured on: the volume and what filters make of it, inside a region's box."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from core.features.engine.crop import Box, crop_window, wrap_positions
from core.features.engine.gaussian import REACH, laplacian_of_gaussian
from core.features.engine.intensity import Intensities
from core.features.engine.pointwise import exponential, gradient_magnitude, logarithm, square, square_root
from core.features.engine.wavelet import wavelet_bands, wavelet_reach
from core.features.params import ExtractionParams

Image = npt.NDArray[np.floating[Any]]
Settings = Mapping[str, Any]

POINTWISE = {"Square": square, "SquareRoot": square_root, "Logarithm": logarithm, "Exponential": exponential}


@dataclass(frozen=True, eq=False)
class View:
    """Intensities, the box of the region in them, and the spacing (3,), mm."""

    intensities: Intensities
    region: Box
    spacing: npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class FilteredImage:
    """An image (I, J, K) of the region's box, its name in features' names, and the settings to measure it with."""

    name: str
    data: Image
    settings: Settings


Filter = Callable[[], list[FilteredImage]]


def plan_filters(view: View, params: ExtractionParams) -> list[Filter]:
    """What makes the images of all image types when called, in pyradiomics' order; each may run by itself."""
    plan: list[Filter] = []
    for image_type, custom in params.content["imageType"].items():
        settings = {**params.settings, **(custom or {})}
        if image_type == "LoG":
            plan += [partial(_laplacian, view, settings, sigma) for sigma in settings.get("sigma", [])]
        else:
            plan.append(partial(FILTERS[image_type], view, settings))
    return plan


def _original(view: View, settings: Settings) -> list[FilteredImage]:
    return [FilteredImage("original", view.intensities[view.region], settings)]


def _pointwise(image_type: str, view: View, settings: Settings) -> list[FilteredImage]:
    image = POINTWISE[image_type](view.intensities[view.region], view.intensities.peak)
    return [FilteredImage(image_type.lower(), image, settings)]


def _laplacian(view: View, settings: Settings, sigma: float) -> list[FilteredImage]:
    reach = np.ceil(REACH * sigma / view.spacing).astype(int)
    window, inner = crop_window(view.region, reach, view.intensities.shape)
    image = laplacian_of_gaussian(view.intensities.crop(window), view.spacing, sigma, inner)
    return [FilteredImage(f"log-sigma-{str(sigma).replace('.', '-')}-mm-3D", image, settings)]


def _wavelet(view: View, settings: Settings) -> list[FilteredImage]:
    wavelet = settings.get("wavelet", "coif1")
    reach = wavelet_reach(wavelet)
    axes = [wrap_positions(part, reach, n) for part, n in zip(view.region, view.intensities.shape, strict=True)]
    bands = wavelet_bands(view.intensities[np.ix_(*(near for near, _ in axes))], wavelet)
    inner = tuple(part for _, part in axes)
    return [FilteredImage(f"wavelet-{name}", band[inner], settings) for name, band in bands.items()]


def _gradient(view: View, settings: Settings) -> list[FilteredImage]:
    window, inner = crop_window(view.region, (1, 1, 1), view.intensities.shape)
    spacing = view.spacing if settings.get("gradientUseSpacing", True) else np.ones(3)
    image = gradient_magnitude(view.intensities[window], spacing)[inner]
    return [FilteredImage("gradient", image, settings)]


FILTERS: Mapping[str, Callable[[View, Settings], list[FilteredImage]]] = {
    "Original": _original,
    "Wavelet": _wavelet,
    "Gradient": _gradient,
    **{image_type: partial(_pointwise, image_type) for image_type in POINTWISE},
}
"""All but LoG, which is one filter for each sigma."""
