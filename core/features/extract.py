"""Radiomic features of one case, by pyradiomics with a versioned parameter file.

pyradiomics holds the interpreter lock for seconds at a time: call this from a worker process, never from a page.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd
import SimpleITK as sitk
from radiomics.featureextractor import RadiomicsFeatureExtractor

from core.errors import ImageContent
from core.features.params import ExtractionParams
from core.values import Case, FeatureTable, Mask, Volume

LIBRARIES = ("pyradiomics-bhklab", "SimpleITK", "PyWavelets", "numpy")

logging.getLogger("radiomics").setLevel(logging.ERROR)


def extract_features(case: Case, params: ExtractionParams, reference: Volume | None = None) -> FeatureTable:
    """Features of the masked region.

    Parameters
    ----------
    case : volume and mask on one grid
    params : what to extract
    reference : volume whose mean and standard deviation normalise the intensities, when the case's own volume is only
        a box cut from it (the finer arms). Without it pyradiomics normalises by the case's volume.

    Returns
    -------
    One row, index ``case.case_id``

    Raises
    ------
    ImageContent
        The region is too small or too flat for the features asked for.

    Notes
    -----
    van Griethuysen JJM, et al. Cancer Res 2017;77:e104. doi:10.1158/0008-5472.CAN-17-0339. Without `reference` the
    values are those of pyradiomics on the same files (checked against it in ``tests/core/features/test_extract.py``).
    """
    settings = params.settings
    image = _itk_image(case.volume)
    if reference is not None and settings.get("normalize"):
        image = _itk_image(normalise_by(case.volume, reference, settings))
        settings["normalize"] = False
    _check_region(case, settings)
    extractor = RadiomicsFeatureExtractor({**params.content, "setting": settings})
    extractor.settings["additionalInfo"] = False
    try:
        values = extractor.execute(image, _itk_image(case.mask), label=1)
    except ValueError as error:
        raise ImageContent(
            f"the mask must mark a region that can be measured, but pyradiomics refused it: {error}"
        ) from error
    # The root of an eigenvalue, as in glcm_MCC, comes with an imaginary part of rounding size.
    row = {name: float(np.real(value)) for name, value in values.items() if not name.startswith("diagnostics")}
    _check_finite(row)
    versions = {library: version(library) for library in LIBRARIES}
    return FeatureTable(pd.DataFrame([row], index=[case.case_id]), params.digest, versions)


def normalise_by(volume: Volume, reference: Volume, settings: Mapping[str, Any]) -> Volume:
    """z-score by the reference's mean and standard deviation, clipped and scaled as pyradiomics does.

    Parameters
    ----------
    settings : ``normalizeScale`` and ``removeOutliers`` (in standard deviations) as pyradiomics reads them
    """
    sample = reference.data.astype(np.float64)
    spread = sample.std(ddof=1) or 1.0
    score = (volume.data - sample.mean()) / spread
    if (limit := settings.get("removeOutliers")) is not None:
        score = score.clip(-limit, limit)
    return Volume(score * settings.get("normalizeScale", 1), volume.affine)


def _itk_image(image: Volume | Mask) -> Any:
    """The same voxels for ITK, whose axes run backwards and whose world is LPS."""
    to_lps = np.diag([-1.0, -1.0, 1.0])
    data = image.data.astype(np.uint8) if isinstance(image, Mask) else image.data
    result: Any = sitk.GetImageFromArray(data.transpose(2, 1, 0))
    result.SetSpacing(image.spacing)
    result.SetOrigin((to_lps @ image.affine[:3, 3]).tolist())
    result.SetDirection((to_lps @ image.affine[:3, :3] / np.array(image.spacing)).ravel().tolist())
    return result


def _check_region(case: Case, settings: Mapping[str, Any]) -> None:
    least, sides = settings.get("minimumROISize") or 1, settings.get("minimumROIDimensions", 2)
    extent = [s.stop - s.start for s in case.mask.bounding_box]
    if case.mask.voxel_count < least or sum(n > 1 for n in extent) < sides:
        raise ImageContent(
            f"the mask must mark at least {least} voxels in {sides} dimensions, but it marks {case.mask.voxel_count} "
            f"in a box of {'×'.join(map(str, extent))}: delineate a larger region"
        )


def _check_finite(row: Mapping[str, float]) -> None:
    bad = [name for name, value in row.items() if not np.isfinite(value)]
    if bad:
        raise ImageContent(
            f"every feature must be a finite number, but {len(bad)} are not (first: {bad[0]}): the region is too flat "
            "or too small for them, delineate a larger one"
        )
