"""Submit a case, ask how far it is, take the result; the same input is the same job.

One engine serves all users of a server. Its jobs live as long as the server does.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import threading
import time
import weakref
from collections import OrderedDict
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from core.errors import HepasrError, JobFailed
from core.jobs import tasks
from core.values import Case
from core.workup import Workup

KEPT = 16
"""Finished jobs kept in memory; the oldest are forgotten first."""

State = Literal["queued", "running", "done", "failed"]


@dataclass(frozen=True)
class JobStatus:
    """Where a job stands.

    Parameters
    ----------
    fraction : share done, 0–1
    message : name of the step it is in, or the sentence that says why it failed
    ahead : jobs before it in the queue
    seconds : since it was submitted, until it ended
    """

    state: State
    fraction: float
    message: str
    ahead: int
    seconds: float


@dataclass
class _Job:
    future: Future[Workup]
    status_file: Path
    submitted: float = field(default_factory=time.monotonic)
    ended: float | None = None

    def finish(self, _future: Future[Workup]) -> None:
        self.ended = time.monotonic()


class Engine:
    """A queue in front of worker processes.

    Parameters
    ----------
    workers : processes; one per computing device is right
    warm : load the heavy libraries in the background at once
    """

    def __init__(self, workers: int = 1, warm: bool = True) -> None:
        self._workers, self._warm = workers, warm
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._lock = threading.Lock()
        self._folder = Path(tempfile.mkdtemp(prefix="hepasr-"))
        self._cleanup = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._pool = self._start_pool()

    def submit(self, case: Case, model_folder: Path) -> str:
        """Queue a prediction; returns its id, which is that of an equal job already there unless that one failed."""
        job_id = hashlib.sha256(f"{case.case_id}{case.digest}{_folder_digest(model_folder)}".encode()).hexdigest()[:24]
        with self._lock:
            known = self._jobs.get(job_id)
            if known is None or (known.future.done() and known.future.exception() is not None):
                self._jobs[job_id] = self._start(job_id, case, model_folder)
                self._forget_oldest()
        return job_id

    def knows(self, job_id: str) -> bool:
        """Whether this engine still holds the job."""
        return job_id in self._jobs

    def status(self, job_id: str) -> JobStatus:
        """Where a job stands; raises `JobFailed` when it is not known here."""
        job = self._require(job_id)
        seconds = (job.ended or time.monotonic()) - job.submitted
        if job.future.done():
            error = job.future.exception()
            state: State = "failed" if error else "done"
            return JobStatus(state, 1.0, _sentence(error) if error else "done", 0, seconds)
        if not job.status_file.exists():
            return JobStatus("queued", 0.0, "queued", self._count_ahead(job_id), seconds)
        progress = json.loads(job.status_file.read_text(encoding="utf-8"))
        return JobStatus("running", progress["fraction"], progress["message"], 0, seconds)

    def result(self, job_id: str) -> Workup:
        """The finished work-up; waits for it, and raises the job's own error when it failed."""
        try:
            return self._require(job_id).future.result()
        except BrokenProcessPool as error:
            raise JobFailed(_sentence(error)) from error

    def close(self) -> None:
        """Stop the workers and remove what they left on disk."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._cleanup()

    def _start(self, job_id: str, case: Case, model_folder: Path) -> _Job:
        status_file = self._folder / f"{job_id}.json"
        status_file.unlink(missing_ok=True)
        try:
            future = self._pool.submit(tasks.predict, case, model_folder, status_file)
        except BrokenProcessPool:  # a worker was killed; its successors start fresh
            self._pool = self._start_pool()
            future = self._pool.submit(tasks.predict, case, model_folder, status_file)
        job = _Job(future, status_file)
        future.add_done_callback(job.finish)
        return job

    def _start_pool(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(
            self._workers, get_context("spawn"), initializer=tasks.prepare_worker, initargs=(self._folder,)
        )
        if self._warm:
            pool.submit(tasks.load_libraries)
        return pool

    def _require(self, job_id: str) -> _Job:
        job = self._jobs.get(job_id)
        if job is None:
            raise JobFailed(
                "the job must be known to this server, but it is not: it was restarted, so submit the case again"
            )
        return job

    def _count_ahead(self, job_id: str) -> int:
        waiting = [key for key, job in list(self._jobs.items()) if not job.future.done()]
        return waiting.index(job_id) if job_id in waiting else 0

    def _forget_oldest(self) -> None:
        finished = [key for key, job in self._jobs.items() if job.future.done()]
        for key in finished[: max(len(finished) - KEPT, 0)]:
            del self._jobs[key]


def _folder_digest(folder: Path) -> str:
    return hashlib.sha256((folder / "card.toml").read_bytes()).hexdigest()


def _sentence(error: BaseException) -> str:
    if isinstance(error, BrokenProcessPool):
        return "the worker process must live until the end, but it was stopped (memory?): try a smaller region"
    if isinstance(error, HepasrError):
        return str(error)
    return f"the case could not be computed ({type(error).__name__}): check the images and try again"
