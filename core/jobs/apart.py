"""Jobs beside the queue of cases: each has a process of its own, or a worker of the Dask scheduler where there is one.

What a job computes is not known here.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from typing import Any

from core.errors import JobFailed
from core.jobs.job import Job, JobStatus
from core.jobs.pools import OneEach, begin, open_pool


class JobsApart:
    """The jobs of one server; no two compute the same."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._pool = open_pool(OneEach)

    def start(self, key: str, task: Callable[..., Any], *arguments: Any) -> str:
        """Start a task; returns the id of the job, which is that of an equal one there unless that one is fruitless.

        Parameters
        ----------
        key : text that is the same for what computes the same
        task : of a module, called with `arguments` and its status file, see `core.jobs.tasks.follow`
        """
        job_id = hashlib.sha256(key.encode()).hexdigest()[:24]
        with self._lock:
            known = self._jobs.get(job_id)
            if known is None or known.fruitless:
                self._jobs[job_id] = begin(self._pool, task, *arguments)
        return job_id

    def status(self, job_id: str) -> JobStatus:
        """Where a job stands; raises `JobFailed` when it is not known here."""
        return self._require(job_id).status(ahead=0)

    def result(self, job_id: str) -> Any:
        """What a job returned; waits for it, and raises the job's own error when it ended without a result."""
        return self._require(job_id).result()

    def cancel(self, job_id: str) -> None:
        """End a job before its next step; one that is done stays done."""
        self._require(job_id).cancel()

    def _require(self, job_id: str) -> Job:
        if job_id not in self._jobs:
            raise JobFailed("the job must be known to this server, but it is not: it was restarted, so start it again")
        return self._jobs[job_id]
