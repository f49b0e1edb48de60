"""What can be seen to be wrong with a case before anything is computed from it.

`fail` means features would be undefined; `warn` means they may not mean what the models learnt. The limits are those of
common abdominal MR protocols, not of one scanner. Knows no model and no feature.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import ndimage

from core.imaging.intensity import intensity_range
from core.values import Case

Status = Literal["pass", "warn", "fail"]

SPACING_MM = (0.2, 10.0)
ANISOTROPY = 5.0
FEWEST_VOXELS = 8
SMALL_VOXELS = 100
SMALL_ML, LARGE_ML = 0.1, 3000.0
FEWEST_LEVELS = 8
OUTLIER = 10.0
"""Widths of the 99 % range beyond which a voxel is an outlier."""


@dataclass(frozen=True)
class Check:
    """One question asked of a case: its name, how it went, and the numbers in one sentence."""

    name: str
    status: Status
    detail: str


def check_case(case: Case) -> tuple[Check, ...]:
    """Ask everything of a case, in the order a reader would.

    Returns
    -------
    Checks named size, spacing, anisotropy, mask_volume, mask_depth, mask_pieces, mask_border, contrast, outliers, sign
    """
    return tuple(question(case) for question in QUESTIONS)


def _check(name: str, detail: str, *, warn: bool = False, fail: bool = False) -> Check:
    return Check(name, "fail" if fail else "warn" if warn else "pass", detail)


def _check_size(case: Case) -> Check:
    shape, least = case.volume.shape, min(case.volume.shape)
    detail = f"The volume has {' × '.join(map(str, shape))} voxels"
    return _check(
        "size", f"{detail}; below 4 along an axis there is no depth." if least < 4 else f"{detail}.", warn=least < 4
    )


def _check_spacing(case: Case) -> Check:
    spacing = case.volume.spacing
    low, high = SPACING_MM
    odd = min(spacing) < low or max(spacing) > high
    detail = f"Voxels measure {' × '.join(f'{s:.2f}' for s in spacing)} mm"
    return _check("spacing", f"{detail}; usual are {low:g} to {high:g} mm." if odd else f"{detail}.", warn=odd)


def _check_anisotropy(case: Case) -> Check:
    ratio = max(case.volume.spacing) / min(case.volume.spacing)
    detail = f"The longest voxel edge is {ratio:.1f} times the shortest"
    odd = ratio > ANISOTROPY
    return _check(
        "anisotropy", f"{detail}; texture across slices rests on few samples." if odd else f"{detail}.", warn=odd
    )


def _check_mask_volume(case: Case) -> Check:
    count, volume = case.mask.voxel_count, case.mask.volume_ml
    covered = count / case.mask.data.size
    detail = f"The mask marks {count:,} voxels, {volume:.2f} ml"
    if count < FEWEST_VOXELS:
        return _check("mask_volume", f"{detail}; at least {FEWEST_VOXELS} voxels are needed.", fail=True)
    if covered > 0.5:
        return _check("mask_volume", f"{detail}, {covered:.0%} of the image; it may be inverted.", warn=True)
    if count < SMALL_VOXELS or volume < SMALL_ML or volume > LARGE_ML:
        return _check(
            "mask_volume", f"{detail}; this is unusually {'large' if volume > LARGE_ML else 'small'}.", warn=True
        )
    return _check("mask_volume", f"{detail}.")


def _check_mask_depth(case: Case) -> Check:
    extent = [s.stop - s.start for s in case.mask.bounding_box]
    detail = f"The mask extends over {' × '.join(map(str, extent))} voxels"
    flat = min(extent) < 3
    return _check("mask_depth", f"{detail}; shape needs 3 along each axis." if flat else f"{detail}.", warn=flat)


def _check_mask_pieces(case: Case) -> Check:
    inside = case.mask.data[case.mask.bounding_box]
    labelled, pieces = ndimage.label(inside, structure=np.ones((3, 3, 3)))
    if pieces == 1:
        return _check("mask_pieces", "The mask is one piece.")
    largest = int(np.bincount(labelled.ravel())[1:].max())
    detail = f"The mask has {pieces} separate pieces; the largest holds {largest / inside.sum():.0%} of it."
    return _check("mask_pieces", detail, warn=True)


def _check_mask_border(case: Case) -> Check:
    box = zip(case.mask.bounding_box, case.mask.shape, strict=True)
    touched = [axis for axis, (s, n) in zip("ijk", box, strict=True) if s.start == 0 or s.stop == n]
    if not touched:
        return _check("mask_border", "The mask lies inside the image.")
    detail = f"The mask touches the image border along {', '.join(touched)}; the region may be cut off."
    return _check("mask_border", detail, warn=True)


def _check_contrast(case: Case) -> Check:
    levels = len(np.unique(case.volume.data[case.mask.data]))
    if levels == 1:
        return _check("contrast", "All voxels of the mask have one grey value; texture is undefined.", fail=True)
    detail = f"The mask holds {levels:,} different grey values"
    few = levels < FEWEST_LEVELS
    return _check(
        "contrast", f"{detail}; texture is hardly defined below {FEWEST_LEVELS}." if few else f"{detail}.", warn=few
    )


def _check_outliers(case: Case) -> Check:
    low, high = intensity_range(case.volume)
    inside = case.volume.data[case.mask.data].astype(np.float64)
    margin = OUTLIER * (high - low)
    count = int(np.sum((inside < low - margin) | (inside > high + margin)))
    if not count:
        return _check("outliers", "No voxel of the mask lies far outside the grey values of the image.")
    detail = f"{count:,} voxels of the mask lie far outside the image's range of {low:.4g} to {high:.4g}"
    return _check("outliers", f"{detail}; look for artefacts.", warn=True)


def _check_sign(case: Case) -> Check:
    least = float(case.volume.data.min())
    if least >= 0:
        return _check("sign", "No grey value is negative.")
    share = float(np.mean(case.volume.data < 0))
    return _check(
        "sign", f"{share:.1%} of the voxels are negative (least {least:.4g}); MR magnitudes are not.", warn=True
    )


QUESTIONS: tuple[Callable[[Case], Check], ...] = (
    _check_size,
    _check_spacing,
    _check_anisotropy,
    _check_mask_volume,
    _check_mask_depth,
    _check_mask_pieces,
    _check_mask_border,
    _check_contrast,
    _check_outliers,
    _check_sign,
)
