"""Radiomic features of one case: by the built-in engine, or by pyradiomics where that does not know how."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd

from core.errors import ImageContent, SettingError
from core.features.engine import VERSION
from core.features.engine.measure import measure_features
from core.features.engine.support import find_obstacle
from core.features.params import ExtractionParams
from core.values import Case, FeatureTable, Volume

LIBRARIES = ("numba", "PyWavelets", "numpy")


def extract_features(
    case: Case, params: ExtractionParams, reference: Volume | None = None, workers: int = 1
) -> FeatureTable:
    """Features of the masked region.

    Parameters
    ----------
    case : volume and mask on one grid
    params : what to extract
    reference : volume whose mean and standard deviation normalise the intensities, when the case's own volume is only
        a box cut from it (the finer arms). Without it they are normalised by the case's volume.
    workers : threads

    Returns
    -------
    One row, index ``case.case_id``; its versions say by what it was measured, and its note why, where that was not the
    built-in engine

    Raises
    ------
    ImageContent
        The region is too small or too flat for the features asked for.
    SettingError
        The engine does not know what is asked for, and pyradiomics is not installed.

    Notes
    -----
    The values are those of pyradiomics on the whole volume: `core.features.check` compares them for any case.

    References
    ----------
    van Griethuysen JJM, et al. Cancer Res 2017;77:e104. doi:10.1158/0008-5472.CAN-17-0339
    """
    _check_region(case, params.settings)
    obstacle = find_obstacle(params, case.volume)
    if obstacle:
        row, versions = _measure_by_stock(case, params, reference, obstacle)
        note = f"measured by pyradiomics, which takes many times longer, because {obstacle}"
    else:
        row, versions, note = measure_features(case, params, reference, workers), engine_versions(), ""
    _check_finite(row)
    values = pd.DataFrame(np.array([list(row.values())], dtype="float64"), [case.case_id], list(row))
    return FeatureTable(values, params.digest, versions, note)


def engine_versions() -> dict[str, str]:
    """Software behind the engine's values, name to version."""
    return {"HepaSR engine": VERSION} | {library: version(library) for library in LIBRARIES}


def _measure_by_stock(
    case: Case, params: ExtractionParams, reference: Volume | None, obstacle: str
) -> tuple[dict[str, float], dict[str, str]]:
    from core.features.stock import is_installed, measure_by_pyradiomics, stock_versions

    if not is_installed():
        raise SettingError(
            f"what the built-in engine does not know needs pyradiomics, which is not installed here, but {obstacle}: "
            "change the parameters, or set up again where there is a C compiler"
        )
    return measure_by_pyradiomics(case, params, reference), stock_versions()


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
