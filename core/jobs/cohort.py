"""A cohort measured case by case: each case is a row of the store, done once, wherever and however often it is tried.

What is done is read, what is not is given to the workers; so the same command goes on where it was stopped.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from core.cohort_study.images import MeasuredCase, Measuring
from core.errors import DiskFull, JobFailed, StoreDamaged, StoreError, WorkerLost
from core.failures import record_failure
from core.jobs import rows
from core.jobs.cohort_case import SUPER_RESOLVED, CaseJob, build_fine, measure_kept
from core.jobs.job import CANCELLED
from core.reliability_study import CaseFiles

if TYPE_CHECKING:
    from core.jobs.cluster import Cluster
    from core.store.database import Store
    from core.store.schema import Job

KIND = "measure"
LOOK_SECONDS = 0.5
"""How often a row is looked at that somebody else computes."""
Outcome = MeasuredCase | str
"""A measured case, or why there is none."""


class CohortJobs:
    """The cases of a cohort on a cluster.

    Parameters
    ----------
    project : under which the cases are kept
    """

    def __init__(self, cluster: Cluster, project: str = "default") -> None:
        from core.store.database import open_store

        self._cluster, self._project = cluster, project
        self._store: Store = open_store()
        self._lost: Counter[str] = Counter()
        self._remarks: dict[str, str] = {}

    def measure(self, measuring: Measuring, cases: Sequence[CaseFiles]) -> Iterator[tuple[CaseFiles, Outcome]]:
        """Measure each case that is not done, and tell of every one as it ends, see `core.cohort_study.images.Spread`.

        Raises
        ------
        JobFailed, StoreError, DiskFull
            Nobody can go on; what is done stays done.
        """
        for files in cases:
            found = self._begin(replace(files, second_mask=None), measuring)
            if isinstance(found, CaseJob):
                self._submit(found)
            else:
                yield files, found
        for job, error in self._cluster.ended():
            outcome = self._settle(job, error)
            if outcome is None:
                self._submit(job)
            else:
                yield job.files, outcome

    def _begin(self, files: CaseFiles, measuring: Measuring) -> CaseJob | Outcome:
        """The row of a case: its outcome when it is done, else what a worker needs.

        One that is running was left by a run that ended, or is taken from one that goes on, which then waits for it.
        """
        from core.store import jobs
        from core.store.blobs import hash_file
        from core.store.identity import code_version

        try:
            content = (hash_file(files.volume), hash_file(files.mask))
        except OSError:
            return _unreadable(files)
        params: dict[str, Any] = {"case": files.case_id, "project": self._project, "label": files.label}
        params |= {"arms": list(measuring.arms), "settings": asdict(measuring.settings)}
        inputs = {"volume": content[0], "mask": content[1], "params": measuring.params.digest}
        with self._store.writing() as session:
            job_id = jobs.submit(session, KIND, inputs, params)
            jobs.take_up(session, job_id)
        job = CaseJob(job_id, code_version(), files, content, measuring)
        return self._outcome(job, wait=False) or job

    def _submit(self, job: CaseJob) -> None:
        """Give a case to the workers; where there are GPUs they super-resolve, and the others measure."""
        if SUPER_RESOLVED in job.measuring.arms and self._cluster.has_gpu:
            self._cluster.submit(measure_kept, job, self._cluster.promise(build_fine, job))
        else:
            self._cluster.submit(measure_kept, job)

    def _settle(self, job: CaseJob, error: BaseException | None) -> Outcome | None:
        """What came of a case; None when it must be tried again."""
        if isinstance(error, WorkerLost):
            self._lost[job.job_id] += 1
            self._note_lost(job)
        elif isinstance(error, JobFailed | StoreError | DiskFull):
            raise error
        elif error is not None:
            rows.end(job.job_id, str(record_failure(error)))
        return self._outcome(job, wait=error is None)

    def _note_lost(self, job: CaseJob) -> None:
        """Fail a case whose workers died so often that not even its row could count it."""
        from core.store import jobs

        if self._lost[job.job_id] >= jobs.MOST_ATTEMPTS:
            with self._store.writing() as session:
                jobs.give_up(session, job.job_id, self._lost[job.job_id])

    def _outcome(self, job: CaseJob, wait: bool) -> Outcome | None:
        """What the row says; None while the case is to be computed here.

        Parameters
        ----------
        wait : for whoever else computes it, as long as there are signs of life
        """
        row = self._row(job)
        while wait and rows.is_alive(row):
            time.sleep(LOOK_SECONDS)
            row = self._row(job)
        if row.state == "done":
            return self._read(job)
        return {"failed": row.message, "cancelled": CANCELLED}.get(row.state)

    def _row(self, job: CaseJob) -> Job:
        from core.store import jobs

        with self._store.reading() as session:
            return jobs.read_job(session, job.job_id)

    def _read(self, job: CaseJob) -> MeasuredCase | None:
        """A case that is done; None when its files are not whole."""
        from core.store.measured import measure_again, read_measured

        try:
            made = read_measured(self._store, job.job_id)
        except StoreDamaged as error:
            measure_again(self._store, job.job_id, str(error))
            self._remarks[job.job_id] = f"measured again, because {error}"
            return None
        tables = tuple(made.tables[arm] for arm in job.measuring.arms)
        return MeasuredCase(made.spacing, tables, self._remarks.get(job.job_id, ""))


def _unreadable(files: CaseFiles) -> str:
    name = files.mask.name if files.volume.is_file() else files.volume.name
    return f"{name} must be a readable file, but it is not: correct the table"
