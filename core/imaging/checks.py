"""What can be seen to be wrong with a case before anything is computed from it.

`fail` means features would be undefined; `warn` means they may not mean what the models learnt. The limits are those of
common abdominal MR protocols, not of one scanner. Knows no model and no feature; its sentences are phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from scipy import ndimage

from core.imaging.intensity import intensity_range
from core.language import LANGUAGES, translate
from core.values import Case
from core.values.frozen import FrozenMapping

Status = Literal["pass", "warn", "fail"]

SPACING_MM = (0.2, 10.0)
ANISOTROPY = 5.0
FEWEST_VOXELS, FEWEST_LAYERS = 64, 3
"""Fewer voxels, or fewer along an axis, do not make a texture: what is measured then is noise."""
SMALL_VOXELS = 100
SMALL_ML, LARGE_ML = 0.1, 3000.0
OUTLIER = 10.0
"""Widths of the 99 % range beyond which a voxel is an outlier."""


@dataclass(frozen=True)
class Check:
    """One question asked of a case: its name, how it went, which phrase of ``[checked]`` says so, and its numbers."""

    name: str
    status: Status
    said: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", FrozenMapping(self.values))

    @property
    def detail(self) -> str:
        """What was found, in one English sentence; of a failed check also what must hold and what to do."""
        return translate(f"checked.{self.said}", LANGUAGES[0], **self.values)


def check_case(case: Case) -> tuple[Check, ...]:
    """Ask everything of a case, in the order a reader would.

    Returns
    -------
    Checks named size, spacing, anisotropy, mask_volume, mask_depth, mask_pieces, mask_border, outliers, sign
    """
    return tuple(question(case) for question in QUESTIONS)


def join_sizes(sizes: tuple[float, ...] | list[int], form: str = "") -> str:
    """Sizes along the axes as people write them.

    Examples
    --------
    >>> join_sizes((0.5, 0.5, 2.0), ".2f")
    '0.50 × 0.50 × 2.00'
    """
    return " × ".join(format(size, form) for size in sizes)


def _check_size(case: Case) -> Check:
    values = {"shape": join_sizes(case.volume.shape)}
    if min(case.volume.shape) < 4:
        return Check("size", "warn", "size_thin", values)
    return Check("size", "pass", "size", values)


def _check_spacing(case: Case) -> Check:
    spacing, (low, high) = case.volume.spacing, SPACING_MM
    values = {"spacing": join_sizes(spacing, ".2f"), "low": low, "high": high}
    if min(spacing) < low or max(spacing) > high:
        return Check("spacing", "warn", "spacing_unusual", values)
    return Check("spacing", "pass", "spacing", values)


def _check_anisotropy(case: Case) -> Check:
    ratio = max(case.volume.spacing) / min(case.volume.spacing)
    if ratio > ANISOTROPY:
        return Check("anisotropy", "warn", "anisotropy_large", {"ratio": ratio})
    return Check("anisotropy", "pass", "anisotropy", {"ratio": ratio})


def _check_mask_volume(case: Case) -> Check:
    count, volume = case.mask.voxel_count, case.mask.volume_ml
    covered = count / case.mask.data.size
    values = {"count": count, "volume": volume, "covered": covered, "least": FEWEST_VOXELS}
    if count < FEWEST_VOXELS:
        return Check("mask_volume", "fail", "mask_volume_few", values)
    if covered > 0.5:
        return Check("mask_volume", "warn", "mask_volume_inverted", values)
    if count < SMALL_VOXELS or volume < SMALL_ML:
        return Check("mask_volume", "warn", "mask_volume_small", values)
    if volume > LARGE_ML:
        return Check("mask_volume", "warn", "mask_volume_large", values)
    return Check("mask_volume", "pass", "mask_volume", values)


def _check_mask_depth(case: Case) -> Check:
    extent = [s.stop - s.start for s in case.mask.bounding_box]
    values = {"extent": join_sizes(extent), "least": FEWEST_LAYERS}
    if min(extent) < FEWEST_LAYERS:
        return Check("mask_depth", "fail", "mask_depth_flat", values)
    return Check("mask_depth", "pass", "mask_depth", values)


def _check_mask_pieces(case: Case) -> Check:
    inside = case.mask.data[case.mask.bounding_box]
    labelled, pieces = ndimage.label(inside, structure=np.ones((3, 3, 3)))
    if pieces == 1:
        return Check("mask_pieces", "pass", "mask_pieces")
    largest = int(np.bincount(labelled.ravel())[1:].max())
    values = {"pieces": pieces, "share": largest / case.mask.voxel_count}
    return Check("mask_pieces", "warn", "mask_pieces_several", values)


def _check_mask_border(case: Case) -> Check:
    box = zip(case.mask.bounding_box, case.mask.shape, strict=True)
    touched = [axis for axis, (s, n) in zip("ijk", box, strict=True) if s.start == 0 or s.stop == n]
    if touched:
        return Check("mask_border", "warn", "mask_border_touched", {"axes": ", ".join(touched)})
    return Check("mask_border", "pass", "mask_border")


def _check_outliers(case: Case) -> Check:
    low, high = intensity_range(case.volume)
    inside = case.volume.data[case.mask.data].astype(np.float64)
    margin = OUTLIER * (high - low)
    count = int(np.sum((inside < low - margin) | (inside > high + margin)))
    if count:
        return Check("outliers", "warn", "outliers_found", {"count": count, "low": low, "high": high})
    return Check("outliers", "pass", "outliers")


def _check_sign(case: Case) -> Check:
    least = float(case.volume.data.min())
    if least >= 0:
        return Check("sign", "pass", "sign")
    share = float(np.mean(case.volume.data < 0))
    return Check("sign", "warn", "sign_negative", {"share": share, "least": least})


QUESTIONS: tuple[Callable[[Case], Check], ...] = (
    _check_size,
    _check_spacing,
    _check_anisotropy,
    _check_mask_volume,
    _check_mask_depth,
    _check_mask_pieces,
    _check_mask_border,
    _check_outliers,
    _check_sign,
)
