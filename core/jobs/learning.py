"""Learn the demonstration signatures again without some features, in a process of its own that ends with its result.

Beside the queue of cases, so that nobody's case waits for it. The same features are the same job.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import threading
import weakref
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from core.demo.read import COHORT_FOLDER
from core.errors import JobFailed
from core.jobs.job import Job, JobStatus
from core.jobs.tasks import follow, prepare_worker

if TYPE_CHECKING:
    from core.learning import Learnt

LEARNT_MODELS = ("super-resolved", "combined")
"""The models that use the super-resolved image's features."""


class LearningJobs:
    """The jobs of one server; each has its own process, and no two learn the same."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._folder = Path(tempfile.mkdtemp(prefix="hepasr-learning-"))
        self._cleanup = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def submit(self, excluded: frozenset[str]) -> str:
        """Start learning without some features of the super-resolved image; returns the id of the job.

        It is that of an equal job already there unless that one failed.
        """
        demo = (COHORT_FOLDER / "card.toml").read_bytes()
        job_id = hashlib.sha256(demo + "\n".join(sorted(excluded)).encode()).hexdigest()[:24]
        with self._lock:
            known = self._jobs.get(job_id)
            if known is None or known.fruitless:
                self._jobs[job_id] = self._start(excluded)
        return job_id

    def status(self, job_id: str) -> JobStatus:
        """Where a job stands; raises `JobFailed` when it is not known here."""
        return self._require(job_id).status(ahead=0)

    def learnt(self, job_id: str) -> Learnt:
        """What a job learnt; waits for it, and raises the job's own error when it failed."""
        learnt: Learnt = self._require(job_id).result()
        return learnt

    def _start(self, excluded: frozenset[str]) -> Job:
        status_file = self._folder / f"{uuid4().hex}.json"
        pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=prepare_worker, initargs=(self._folder,))
        job = Job(pool.submit(learn, excluded, status_file), status_file)
        pool.shutdown(wait=False)  # the process ends once its one task is done
        return job

    def _require(self, job_id: str) -> Job:
        if job_id not in self._jobs:
            raise JobFailed("the job must be known to this server, but it is not: it was restarted, so start it again")
        return self._jobs[job_id]


def learn(excluded: frozenset[str], status_file: Path) -> Learnt:
    """`LEARNT_MODELS` of the demonstration cohort, without some features, with the progress in `status_file`."""
    from core.demo.read import read_demo_features
    from core.learning import learn_models
    from core.signature.settings import SelectionSettings

    report = follow(status_file)
    return learn_models(read_demo_features(), SelectionSettings(), excluded, LEARNT_MODELS, report)
