"""What the features of a case will be like, known before any is measured; and who is turned away.

It counts gray levels and features. It measures no feature and knows no arm, no model and no outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from core.errors import ImageContent, SettingError
from core.features.engine.bins import BIN_WIDTH, bin_region
from core.features.engine.intensity import read_intensities
from core.features.params import ExtractionParams
from core.imaging.checks import Check, check_case
from core.values import Case, Volume

FEWEST_LEVELS, MANY_LEVELS, MOST_LEVELS = 16, 128, 4096
"""Levels in use below which texture is coarse; levels spanned above which matrices are sparse, or pass all memory."""

FINER_SPAN = 1.4
"""Levels that a region spans on the ×2 grid for one on its own: at most 1.39 in the 122 demonstration cases, where
super-resolution widens the range (median 1.05) and interpolation hardly does (at most 1.19)."""

CLASS_SIZES = {"shape": 14, "firstorder": 18, "glcm": 24, "glrlm": 16, "glszm": 16, "gldm": 14, "ngtdm": 5}
"""Features that pyradiomics 3.1.4 measures in each class unless some are named."""
IMAGES = {"Wavelet": 8, "LBP3D": 3}
"""Images that a filter makes where it makes several; LoG makes one for each sigma."""


@dataclass(frozen=True)
class GrayLevels:
    """Gray levels of a region.

    spanned : the highest level, counted from the lowest: texture matrices have this many rows
    occupied : levels that some voxel has
    width : of a level, in units of the normalised intensities
    low, high : of these intensities
    finer : levels that it is likely to span at most on the ×2 grid
    """

    spanned: int
    occupied: int
    width: float
    low: float
    high: float
    finer: int


@dataclass(frozen=True)
class FeatureCount:
    """Features of one arm: those of shape once, the others in every image."""

    shape: int
    each: int
    images: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.shape + self.each * self.images


def predict_gray_levels(case: Case, params: ExtractionParams, reference: Volume | None = None) -> GrayLevels:
    """Gray levels that the original image of a case will have, exactly as they will be binned.

    Parameters
    ----------
    reference : volume whose mean and standard deviation normalise the intensities; without it, the case's own

    Raises
    ------
    SettingError
        The bins have no width.

    Notes
    -----
    Resampling and resegmentation are not followed. Far above `MOST_LEVELS` levels are counted without their edges,
    which would not fit into memory either.
    """
    settings = {**params.settings, **(params.content["imageType"].get("Original") or {})}
    values = read_intensities(case.volume, settings, reference)[case.mask.data]
    low, high = float(values.min()), float(values.max())
    width = _level_width(settings, high - low)
    if high - low > 2 * MOST_LEVELS * width:
        spanned, occupied = int((high - low) / width) + 1, len(np.unique((values - low) // width))
    else:
        levels = bin_region(values, settings).levels
        spanned, occupied = int(levels.max()), len(np.unique(levels))
    return GrayLevels(spanned, occupied, width, low, high, _finer_levels(spanned, settings, width))


def require_gray_levels(case: Case, params: ExtractionParams, reference: Volume | None = None) -> Case:
    """Let a case pass whose texture matrices fit into memory; raises `ImageContent` otherwise.

    Parameters
    ----------
    reference : as in `predict_gray_levels`
    """
    _require_passed(check_gray_levels(predict_gray_levels(case, params, reference)))
    return case


def predict_features(params: ExtractionParams) -> FeatureCount:
    """How many features of one arm the parameters ask for.

    Raises
    ------
    SettingError
        A feature class is unknown.

    Examples
    --------
    >>> from core.features.params import read_params
    >>> predict_features(read_params()).total
    1130
    """
    asked = params.content["featureClass"]
    if unknown := ", ".join(sorted(set(asked) - set(CLASS_SIZES))):
        raise SettingError(
            f"a feature class must be one of {', '.join(CLASS_SIZES)}, but {unknown} is not: correct the parameter file"
        )
    sizes = {name: len(named) if named else CLASS_SIZES[name] for name, named in asked.items()}
    filters = params.content["imageType"]
    shape = sizes.pop("shape", 0)
    images = sum(_count_images(name, params.settings | (own or {})) for name, own in filters.items())
    return FeatureCount(shape, sum(sizes.values()), images)


def check_gray_levels(levels: GrayLevels) -> Check:
    """Whether texture can be told from so many gray levels."""
    values = asdict(levels) | {"range": levels.high - levels.low}
    values |= {"fewest": FEWEST_LEVELS, "many": MANY_LEVELS, "most": MOST_LEVELS}
    if levels.occupied == 1:
        return Check("gray_levels", "fail", "gray_levels_flat", values)
    if levels.spanned > MOST_LEVELS:
        return Check("gray_levels", "fail", "gray_levels_endless", values)
    if levels.occupied < FEWEST_LEVELS:
        return Check("gray_levels", "warn", "gray_levels_few", values)
    if levels.spanned > MANY_LEVELS:
        return Check("gray_levels", "warn", "gray_levels_many", values)
    return Check("gray_levels", "pass", "gray_levels", values)


def check_measurable(case: Case, params: ExtractionParams) -> tuple[Check, ...]:
    """Everything asked of a case before it is measured: `check_case`, then checks named gray_levels and features."""
    count = predict_features(params)
    values = {"total": count.total, "shape": count.shape, "each": count.each, "images": count.images}
    levels = check_gray_levels(predict_gray_levels(case, params))
    return *check_case(case), levels, Check("features", "pass", "features", values)


def require_measurable(case: Case, params: ExtractionParams) -> tuple[Check, ...]:
    """The checks of a case that may be measured; raises `ImageContent` with the sentence of the first that failed."""
    checks = check_measurable(case, params)
    _require_passed(*checks)
    return checks


def _require_passed(*checks: Check) -> None:
    for check in checks:
        if check.status == "fail":
            raise ImageContent(check.detail)


def _level_width(settings: Mapping[str, Any], span: float) -> float:
    count = settings.get("binCount")
    width = settings.get("binWidth", BIN_WIDTH) if count is None else span / max(count, 1)
    if count is None and not width > 0:
        raise SettingError(f"a bin must have a width above 0, but binWidth is {width}: correct the parameter file")
    return float(width)


def _finer_levels(spanned: int, settings: Mapping[str, Any], width: float) -> int:
    """`FINER_SPAN` times as many, but no more than lie between the values at which outliers are clipped."""
    if settings.get("binCount") is not None:
        return spanned
    limit = settings.get("removeOutliers") if settings.get("normalize") else None
    between = np.inf if limit is None else 2 * limit * settings.get("normalizeScale", 1) / width + 1
    return int(min(FINER_SPAN * spanned, between))


def _count_images(image_type: str, settings: Mapping[str, Any]) -> int:
    return len(settings.get("sigma", [])) if image_type == "LoG" else IMAGES.get(image_type, 1)
