"""Run the true pipeline over the demonstration cohort, case by case; what is done is not done again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from core.demo.clinical import EVENT
from core.demo.phantom import demo_case, demo_table
from core.features.params import DEFAULT_PARAMS, read_params
from core.features.tables import read_features, write_features
from core.pipeline import measure_arm
from core.values import ARMS, Cohort, FeatureTable

log = logging.getLogger(__name__)

NOT_CLINICAL = ["event", "is_training", "texture"]


def build_features(cache: Path, workers: int = 1, on_progress: Callable[[float, str], None] | None = None) -> None:
    """Extract the three arms of every simulated patient into `cache`; arms already there are kept.

    Parameters
    ----------
    cache : one parquet file per case and arm; delete it after changing the phantom or the parameters, and its
        super-resolved files after changing the network
    workers : processes
    """
    cache.mkdir(parents=True, exist_ok=True)
    ids = list(demo_table().sort_values("diameter_cm", ascending=False).index)
    missing = [case_id for case_id in ids if not all(_path(cache, case_id, arm).exists() for arm in ARMS)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {pool.submit(_extract_one, case_id, cache): case_id for case_id in missing}
        for n, job in enumerate(as_completed(jobs), start=1):
            job.result()
            if on_progress is not None:
                on_progress((len(ids) - len(missing) + n) / len(ids), jobs[job])


def assemble_cohort(cache: Path) -> Cohort:
    """The extracted cases of `cache` as a cohort in the order of the clinical table."""
    table = demo_table()
    features = {arm: _join([read_features(_path(cache, case_id, arm)) for case_id in table.index]) for arm in ARMS}
    return Cohort(
        features=features,
        outcome=table["event"],
        event_name=EVENT,
        clinical=table.drop(columns=NOT_CLINICAL),
        is_training=table["is_training"],
        patient_id=pd.Series(table.index, index=table.index, name="patient_id"),
    )


def _extract_one(case_id: str, cache: Path) -> None:
    case, params = demo_case(case_id), read_params(DEFAULT_PARAMS)
    for arm in ARMS:
        if not _path(cache, case_id, arm).exists():
            write_features(measure_arm(case, arm, params), _path(cache, case_id, arm))


def _path(cache: Path, case_id: str, arm: str) -> Path:
    return cache / f"{case_id}-{arm}.parquet"


def _join(tables: list[FeatureTable]) -> FeatureTable:
    first = tables[0]
    return FeatureTable(pd.concat([t.values for t in tables]), first.params_digest, first.versions)
