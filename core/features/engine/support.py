"""What the engine measures exactly as pyradiomics does; everything else is refused before any work is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from core.errors import SettingError
from core.features.params import ExtractionParams
from core.values import Volume

IMAGE_TYPES = ("Original", "LoG", "Wavelet", "Square", "SquareRoot", "Logarithm", "Exponential", "Gradient")
FEATURE_CLASSES = ("shape", "firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm")

FIXED: Mapping[str, Any] = {
    "preCrop": False,
    "force2D": False,
    "resampledPixelSpacing": None,
    "resegmentRange": None,
    "weightingNorm": None,
    "symmetricalGLCM": True,
    "start_level": 0,
    "level": 1,
}
"""Settings with the only value the engine knows."""

FREE = {
    *("normalize", "normalizeScale", "removeOutliers"),
    *("binWidth", "binCount", "distances", "gldm_a", "voxelArrayShift"),
    *("sigma", "wavelet", "gradientUseSpacing"),
    *("minimumROIDimensions", "minimumROISize", "label", "geometryTolerance", "correctMask"),
    *("padDistance", "interpolator", "force2Ddimension", "resegmentMode", "additionalInfo"),
}
"""Settings that the engine follows, its caller follows, or that act only together with one of those fixed."""


def require_supported(params: ExtractionParams, volume: Volume) -> None:
    """Let pass what the engine measures as pyradiomics does.

    Raises
    ------
    SettingError
        An image type, a feature class or a setting is unknown here, or the volume is too thin for a LoG filter.
    """
    obstacle = find_obstacle(params, volume)
    if obstacle:
        raise SettingError(
            f"the built-in engine must know all it is asked for, but {obstacle}: extract with pyradiomics instead"
        )


def find_obstacle(params: ExtractionParams, volume: Volume) -> str:
    """Why these parameters or this volume are not for the engine, or nothing."""
    return next(_obstacles(params, volume), "")


def _obstacles(params: ExtractionParams, volume: Volume) -> Iterator[str]:
    types, classes = params.content["imageType"] or {}, params.content["featureClass"] or {}
    for kind, chosen, known in (("image type", types, IMAGE_TYPES), ("feature class", classes, FEATURE_CLASSES)):
        unknown = [name for name in chosen if name not in known]
        if unknown or not chosen:
            yield f"the {kind} {unknown[0]} came" if unknown else f"no {kind} came"
    yield from (f"single features of {name} came" for name, features in classes.items() if features)
    for settings in (params.settings, *(custom or {} for custom in types.values())):
        yield from _wrong_settings(settings)
    for sigma in (types.get("LoG") or {}).get("sigma", []):
        least = np.maximum(np.ceil(sigma / np.array(volume.spacing)) + 1, 4)
        if (volume.shape < least).any():
            yield f"a LoG filter of {sigma} mm came with a volume of {'×'.join(map(str, volume.shape))} voxels"


def _wrong_settings(settings: Mapping[str, Any]) -> Iterator[str]:
    for name, value in settings.items():
        if name not in FIXED and name not in FREE:
            yield f"the setting {name} came"
        elif name in FIXED and value != FIXED[name]:
            yield f"{name} came as {value}"
