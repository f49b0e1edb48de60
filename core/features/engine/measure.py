"""All features of one case, in pyradiomics' names and order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from core.features.engine.bins import bin_region
from core.features.engine.first_order import first_order_features
from core.features.engine.glcm import glcm_features
from core.features.engine.gldm import gldm_features
from core.features.engine.glrlm import glrlm_features
from core.features.engine.glszm import glszm_features
from core.features.engine.images import FilteredImage, View, plan_filters
from core.features.engine.intensity import read_intensities
from core.features.engine.ngtdm import ngtdm_features
from core.features.engine.region import Levels, build_region
from core.features.engine.shape import shape_features
from core.features.engine.support import require_supported
from core.features.params import ExtractionParams
from core.values import Case, Volume

Inside = npt.NDArray[np.bool_]
Spacing = npt.NDArray[np.float64]

TEXTURES: Mapping[str, Callable[[Levels, Mapping[str, Any]], dict[str, float]]] = {
    "glcm": glcm_features,
    "glrlm": glrlm_features,
    "glszm": glszm_features,
    "gldm": gldm_features,
    "ngtdm": ngtdm_features,
}


def measure_features(
    case: Case, params: ExtractionParams, reference: Volume | None = None, workers: int = 1
) -> dict[str, float]:
    """Features of the masked region, equal to those of pyradiomics on the whole volume.

    Parameters
    ----------
    case : volume and mask on one grid; whether the mask marks enough voxels is for the caller to check
    params : what to extract
    reference : volume whose mean and standard deviation normalise the intensities; without it, the case's own
    workers : threads; filters and matrices release the interpreter lock

    Returns
    -------
    ``original_shape_…`` first, then by image type, class and feature

    Raises
    ------
    SettingError
        The parameters ask for what `require_supported` refuses.

    Notes
    -----
    Each filter sees the region's box and as much around it as changes the result inside: 10 sigma for LoG, the filters'
    length for wavelets, to the volume's edges and beyond by each filter's own rule.
    """
    require_supported(params, case.volume)
    intensities = read_intensities(case.volume, params.settings, reference)
    view = View(intensities, case.mask.bounding_box, np.array(case.volume.spacing))
    inside, classes = case.mask.data[view.region], params.content["featureClass"]
    with ThreadPoolExecutor(workers) as pool:
        shape = pool.submit(_measure_shape, inside, view.spacing, classes)
        images = chain.from_iterable(pool.map(lambda filtered: filtered(), plan_filters(view, params)))
        measured = list(pool.map(lambda image: _measure_image(image, inside, view.spacing, classes), images))
    return dict(chain.from_iterable(features.items() for features in (shape.result(), *measured)))


def _measure_shape(inside: Inside, spacing: Spacing, classes: Collection[str]) -> dict[str, float]:
    features = shape_features(inside, spacing) if "shape" in classes else {}
    return {f"original_shape_{name}": value for name, value in features.items()}


def _measure_image(
    image: FilteredImage, inside: Inside, spacing: Spacing, classes: Collection[str]
) -> dict[str, float]:
    values = image.data[inside]
    bins = bin_region(values, image.settings)
    levels = np.zeros(inside.shape, np.int32)
    levels[inside] = bins.levels
    neighbourhood = build_region(levels, image.settings)
    found: dict[str, float] = {}
    for name in (name for name in classes if name != "shape"):
        if name == "firstorder":
            features = first_order_features(values.astype(np.float64), bins, float(spacing.prod()), image.settings)
        else:
            features = TEXTURES[name](neighbourhood, image.settings)
        found |= {f"{image.name}_{name}_{feature}": value for feature, value in features.items()}
    return found
