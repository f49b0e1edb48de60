"""Submit a case, ask how far it is, take the result; the same input is the same job.

One engine serves all users of a server. Predictions outlive it: their rows and results are in the store.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.errors import JobFailed
from core.features.params import ExtractionParams
from core.jobs import rows, tasks
from core.jobs.job import Job, JobStatus, State
from core.jobs.kept import predict_kept
from core.jobs.pools import Workers, begin, open_pool
from core.prediction_set import read_prediction_set
from core.values import Case, ReconstructionSettings
from core.workup import Workup

__all__ = ["Engine", "JobStatus", "State"]

KEPT = 16
"""Finished jobs kept in memory; the oldest are forgotten first, and read from the store when they are asked for."""
UNKNOWN = "the job must be known to this server, but it is not: submit the case again"


class Engine:
    """A queue in front of worker processes, see `core.jobs.pools.open_pool`.

    Parameters
    ----------
    workers, warm : as in `core.jobs.pools.Workers`; the store's libraries are loaded in this process too
    """

    def __init__(self, workers: int = 1, warm: bool = True) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = open_pool(lambda: Workers(workers, warm))
        if warm:
            threading.Thread(target=rows.load_libraries, daemon=True).start()

    def submit(
        self,
        case: Case,
        model_folder: Path,
        settings: ReconstructionSettings | None = None,
        simulated: bool = False,
    ) -> str:
        """Queue a prediction; returns its id. One whose result is kept already is done at once.

        Parameters
        ----------
        model_folder : of the prediction set
        simulated : whether the patient is
        """
        from core.store.keep import Asked

        settings = settings or ReconstructionSettings()
        asked = Asked(case, read_prediction_set(model_folder), settings, simulated=simulated)
        with self._lock:
            self._settle(asked.job_id)
            job_id, here = rows.register(asked)
            if here and not self._waits(job_id):
                self._put(job_id, predict_kept, job_id, case, model_folder, settings, simulated, gpu=True)
        return job_id

    def submit_check(self, workup: Workup, params: ExtractionParams) -> str:
        """Queue the comparison of a work-up's features with those of pyradiomics; returns its id, as `submit` does."""
        volumes = (workup.case.volume, workup.case.mask, workup.super_resolved, workup.interpolated)
        key = f"check{''.join(volume.digest for volume in volumes)}{params.digest}"
        return self._queue(key, tasks.check, workup, params)

    def cancel(self, job_id: str) -> None:
        """End a job for everyone who follows it; one that is done stays done, and the worker takes the next one."""
        with self._lock:
            if job_id in self._jobs:
                self._jobs[job_id].cancel()
                self._settle(job_id)
            else:
                rows.end(job_id)

    def knows(self, job_id: str) -> bool:
        """Whether this engine still holds the job in memory."""
        return job_id in self._jobs

    def status(self, job_id: str) -> JobStatus:
        """Where a job stands; raises `JobFailed` when neither this server nor the store knows it."""
        if job_id in self._jobs:
            self._settle(job_id)
            return self._jobs[job_id].status(self._count_ahead(job_id))
        kept = rows.read_status(job_id)
        if kept is None:
            raise JobFailed(UNKNOWN)
        return kept

    def result(self, job_id: str) -> Any:
        """What the job returned; waits for it, and raises the job's own error when it ended without a result."""
        return self._jobs[job_id].result() if job_id in self._jobs else rows.read_result(job_id)

    def close(self) -> None:
        """Stop the workers and remove what they left on disk."""
        self._pool.close()

    def _queue(self, key: str, task: Callable[..., Any], *arguments: Any) -> str:
        """Queue a task of `core.jobs.tasks`, whose last argument is its status file, unless its equal is there."""
        job_id = hashlib.sha256(key.encode()).hexdigest()[:24]
        with self._lock:
            known = self._jobs.get(job_id)
            if known is None or known.fruitless:
                self._put(job_id, task, *arguments)
        return job_id

    def _put(self, job_id: str, task: Callable[..., Any], *arguments: Any, gpu: bool = False) -> None:
        """Begin a job at the end of the queue."""
        self._jobs.pop(job_id, None)
        self._jobs[job_id] = begin(self._pool, task, *arguments, gpu=gpu)
        self._forget_oldest()

    def _waits(self, job_id: str) -> bool:
        return job_id in self._jobs and self._jobs[job_id].waits

    def _settle(self, job_id: str) -> None:
        """Let the row of a job that ended without a result say so, once: its worker may not have been able to."""
        job = self._jobs.get(job_id)
        if job is not None and job.fruitless and not job.settled:
            job.settled = True
            rows.end(job_id, None if job.cancelled else job.status(0).message)

    def _count_ahead(self, job_id: str) -> int:
        waiting = [key for key, job in list(self._jobs.items()) if job.waits]
        return waiting.index(job_id) if job_id in waiting else 0

    def _forget_oldest(self) -> None:
        finished = [key for key, job in self._jobs.items() if job.future.done()]
        for key in finished[: max(len(finished) - KEPT, 0)]:
            del self._jobs[key]
