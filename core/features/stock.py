"""The same features by pyradiomics itself, on the whole volume: the only place that calls it.

It needs a C compiler to be installed, so it may be missing, and is imported when it is called. It holds the interpreter
lock for seconds at a time: call this from a worker process, never from a page.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import numpy as np

from core.errors import ImageContent, SettingError
from core.features.params import ExtractionParams
from core.values import Case, Mask, Volume

LIBRARIES = ("pyradiomics-bhklab", "SimpleITK", "PyWavelets", "numpy")

PREFIX = {"LoG": "log-sigma", "LBP2D": "lbp-2D", "LBP3D": "lbp-3D"}
"""How names of features begin for an image type, where that is not the type in small letters."""


def is_installed() -> bool:
    """Whether pyradiomics is there; asking does not import it."""
    return find_spec("radiomics") is not None


def load_pyradiomics() -> Any:
    """The class of pyradiomics that extracts; raises `SettingError` where pyradiomics is not installed."""
    if not is_installed():
        raise SettingError(
            "pyradiomics must be installed to measure by it, but it is not: install a C compiler and set up again"
        )
    from radiomics.featureextractor import RadiomicsFeatureExtractor

    logging.getLogger("radiomics").setLevel(logging.ERROR)
    return RadiomicsFeatureExtractor


def stock_versions() -> dict[str, str]:
    """Software behind the values, name to version."""
    return {library: version(library) for library in LIBRARIES}


def measure_by_pyradiomics(case: Case, params: ExtractionParams, reference: Volume | None = None) -> dict[str, float]:
    """Features of the masked region by pyradiomics, in its names and order.

    Parameters
    ----------
    reference : volume whose mean and standard deviation normalise the intensities; without it, the case's own

    Raises
    ------
    SettingError
        pyradiomics is not installed, or leaves out an image type.
    ImageContent
        pyradiomics refuses the region.

    Notes
    -----
    Without `reference` the values are those of pyradiomics on the same files.

    References
    ----------
    van Griethuysen JJM, et al. Cancer Res 2017;77:e104. doi:10.1158/0008-5472.CAN-17-0339
    """
    settings = params.settings
    image = _itk_image(case.volume)
    if reference is not None and settings.get("normalize"):
        image = _itk_image(normalise_by(case.volume, reference, settings))
        settings["normalize"] = False
    extractor = load_pyradiomics()({**params.content, "setting": settings})
    extractor.settings["additionalInfo"] = False
    try:
        values = extractor.execute(image, _itk_image(case.mask), label=1)
    except ValueError as error:
        raise ImageContent(
            f"the mask must mark a region that can be measured, but pyradiomics refused it: {error}"
        ) from error
    # The root of an eigenvalue, as in glcm_MCC, comes with an imaginary part of rounding size.
    row = {name: float(np.real(value)) for name, value in values.items() if not name.startswith("diagnostics")}
    _require_all(row, params)
    return row


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


def _require_all(row: Mapping[str, float], params: ExtractionParams) -> None:
    """Raise for image types that pyradiomics left out with no more than a line in its log."""
    asked = params.content["imageType"] if set(params.content["featureClass"]) - {"shape"} else ()
    missing = [kind for kind in asked if not any(name.startswith(PREFIX.get(kind, kind.lower())) for name in row)]
    if missing:
        raise SettingError(
            f"pyradiomics must measure every image type it is asked for, but it left out {', '.join(missing)}: "
            "take it out of the parameters, or install what it needs"
        )


def _itk_image(image: Volume | Mask) -> Any:
    """The same voxels for ITK, whose axes run backwards and whose world is LPS."""
    import SimpleITK as sitk

    to_lps = np.diag([-1.0, -1.0, 1.0])
    data = image.data.astype(np.uint8) if isinstance(image, Mask) else image.data
    result: Any = sitk.GetImageFromArray(data.transpose(2, 1, 0))
    result.SetSpacing(image.spacing)
    result.SetOrigin((to_lps @ image.affine[:3, 3]).tolist())
    result.SetDirection((to_lps @ image.affine[:3, :3] / np.array(image.spacing)).ravel().tolist())
    return result
