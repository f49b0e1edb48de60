"""Features of the truth and of every method's volume, under one mask on one grid; what was extracted once is kept."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from core.errors import HepasrError
from core.features.extract import extract_features
from core.features.params import ExtractionParams
from core.features.tables import read_features, write_features
from core.imaging.geometry import crop_mask, crop_volume, region_around
from core.parallel import results_of
from core.proof.samples import Sample
from core.values import Case, Volume

log = logging.getLogger(__name__)

TRUTH = "truth"
BINS = 32
TEXTURE = ("glcm", "glrlm", "glszm", "gldm", "ngtdm")


@dataclass(frozen=True, eq=False)
class Extraction:
    """Features still to be taken: of which case, of whose volume, with what, normalised by which whole volume."""

    group: str
    method: str
    binning: str
    case: Case
    reference: Volume
    params: ExtractionParams

    @property
    def file_name(self) -> str:
        """Says what it holds, and changes with anything the features depend on."""
        parts = (self.case.digest, self.reference.digest, self.params.digest)
        digest = hashlib.sha256("".join(parts).encode()).hexdigest()
        return f"{self.case.case_id}-{self.binning}-{digest[:20]}.parquet"


def count_params(params: ExtractionParams, bins: int = BINS) -> ExtractionParams:
    """The same extraction with a fixed count of bins, only for the textures of the original image."""
    settings = {key: value for key, value in params.settings.items() if key != "binWidth"} | {"binCount": bins}
    content = {"imageType": {"Original": {}}, "featureClass": dict.fromkeys(TEXTURE), "setting": settings}
    return ExtractionParams(content, hashlib.sha256(repr(content).encode()).hexdigest())


def plan_extractions(
    sample: Sample, restored: Mapping[str, Volume], params: Mapping[str, ExtractionParams]
) -> list[Extraction]:
    """What is to be extracted of a sample with a mask.

    Parameters
    ----------
    restored : method to volume, on the grid of the truth
    params : name of a binning to its parameters

    Notes
    -----
    Every volume is cropped to the same box, which the widest filter cannot see beyond, and normalised by the truth, so
    that all share one transform of intensities.
    """
    if sample.mask is None:
        return []
    region = region_around(sample.mask)
    mask = crop_mask(sample.mask, region)
    volumes = {TRUTH: sample.truth, **restored}
    return [
        Extraction(
            sample.group, method, binning, Case(sample.name, crop_volume(volume, region), mask), sample.truth, chosen
        )
        for method, volume in volumes.items()
        for binning, chosen in params.items()
    ]


def extract_all(
    work: Iterable[Extraction],
    folder: Path,
    workers: int = 1,
    on_progress: Callable[[float, str], None] | None = None,
) -> dict[str, str]:
    """Extract what is not in the folder yet; returns case to sentence for cases that cannot be measured."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {item.file_name: item for item in work}  # equal volumes share a name, and two workers must not share a file
    todo = [item for name, item in named.items() if not (folder / name).exists()]
    failed: dict[str, str] = {}
    for n, (item, sentence) in enumerate(results_of(partial(extract_one, folder=folder), todo, workers), start=1):
        failed |= {item.case.case_id: sentence} if sentence else {}
        if on_progress is not None:
            on_progress(n / len(todo), item.case.case_id)
    return failed


def extract_one(item: Extraction, folder: Path) -> str:
    """Extract one row and keep it; returns why that is impossible, or nothing."""
    try:
        write_features(extract_features(item.case, item.params, item.reference), folder / item.file_name)
    except HepasrError as error:
        log.warning("%s, %s: %s", item.case.case_id, item.method, error)
        return str(error)
    return ""


def collect_tables(
    work: Iterable[Extraction], folder: Path, failed: Iterable[str] = ()
) -> dict[tuple[str, str], dict[str, pd.DataFrame]]:
    """What was extracted: (group, binning) to method to a table (n_cases, n_features); without the failed cases."""
    rows: dict[tuple[str, str], dict[str, list[pd.DataFrame]]] = {}
    left_out = set(failed)
    for item in work:
        if item.case.case_id not in left_out:
            values = read_features(folder / item.file_name).values.astype(float)
            rows.setdefault((item.group, item.binning), {}).setdefault(item.method, []).append(values)
    return {key: {name: pd.concat(parts) for name, parts in tables.items()} for key, tables in rows.items()}
