"""The three images of a case under one mask: on what grid each is measured, and what normalises it."""

from __future__ import annotations

from core.errors import CohortError
from core.features.door import require_gray_levels
from core.features.extract import extract_features
from core.features.params import ExtractionParams
from core.imaging.geometry import crop_mask, crop_volume, refine_mask, region_around, upsample_cubic
from core.values import ARMS, Case, FeatureTable, Mask, Volume


def require_arm(arm: str) -> None:
    """Raise `CohortError` for an arm that does not exist."""
    if arm not in ARMS:
        raise CohortError(f"an arm is one of {', '.join(ARMS)}, but {arm} was asked for: choose one of them")


def interpolate_region(case: Case) -> Volume:
    """The region around the mask on the ×2 grid without any new detail."""
    return upsample_cubic(crop_volume(case.volume, region_around(case.mask)))


def refine_region_mask(case: Case) -> Mask:
    """The mask on the grid of the finer volumes."""
    return refine_mask(crop_mask(case.mask, region_around(case.mask)))


def frame_arm(case: Case, arm: str, volume: Volume) -> tuple[Case, Volume | None]:
    """What is measured of one arm's volume, and the volume that normalises it if that is another.

    Native features are taken on the whole volume as it is. The finer arms hold the region within 24 mm of the mask,
    which the widest filter cannot see beyond, and are normalised by the whole native volume.
    """
    if arm == "native":
        return case, None
    return Case(case.case_id, volume, refine_region_mask(case)), case.volume


def extract_arm(case: Case, arm: str, volume: Volume, params: ExtractionParams, workers: int = 1) -> FeatureTable:
    """Features of one arm from its volume.

    Parameters
    ----------
    volume : the case's own for the native arm, else the region around the mask on the finer grid
    workers : threads
    """
    framed, reference = frame_arm(case, arm, volume)
    if reference is not None:
        framed = require_gray_levels(framed, params, reference)
    return extract_features(framed, params, reference, workers)
