"""A cohort measured as jobs of the store: seconds with two workers beside one, once their libraries are loaded."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

CASES, WARM, ROUNDS = 24, 4, 3


def seconds_with(workers: int, cohort: Path, data: Path) -> float:
    """Seconds for the cases after the first `WARM`, which load the libraries; in a store that is empty before."""
    from core.features.params import read_params
    from core.jobs.cluster import Cluster
    from core.jobs.cohort import CohortJobs
    from tests.chaos.phantoms import cases_of, how_measured

    os.environ["HEPASR_DATA"] = str(data)
    cases, measuring = cases_of(cohort), replace(how_measured(cohort), folder=data, params=read_params())
    data.mkdir()
    with closing(Cluster(workers=workers)) as cluster:
        jobs = CohortJobs(cluster)
        list(jobs.measure(measuring, cases[:WARM]))
        begin = time.perf_counter()
        found = [outcome for _, outcome in jobs.measure(measuring, cases[WARM:])]
        taken = time.perf_counter() - begin
    if len(found) != CASES or any(isinstance(outcome, str) for outcome in found):
        raise RuntimeError(f"every case must be measured: {found}")
    return taken


def cohort_row() -> dict[str, object]:
    """All 1,130 features of the native image, case by case through the store."""
    from tests.chaos.phantoms import write_cohort

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cohort = write_cohort(folder / "cohort", CASES + WARM).parent
        times: dict[int, list[float]] = {1: [], 2: []}
        for turn in range(ROUNDS):
            for workers, taken in times.items():
                taken.append(seconds_with(workers, cohort, folder / f"{turn}-{workers}"))
    one, two = (median(times[workers]) for workers in (1, 2))
    row: dict[str, object] = {"row": f"cohort of {CASES} cases, 2 workers", "seconds": round(two, 2)}
    return row | {"baseline": "1 worker", "ratio": round(two / one, 2), "times_as_fast": round(one / two, 2)}


ROWS = {"cohort": cohort_row}
