"""A job as its row in the store tells it, for a server that does not hold it: after a restart, or beside another one.

The database is opened when the first job asks for it, never while a page only shows.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from core.errors import JobFailed
from core.jobs.job import CANCELLED, JobStatus, State
from core.workup import Workup

if TYPE_CHECKING:
    from core.store.keep import Asked
    from core.store.schema import Job

SILENT_SECONDS = 60.0
"""After so long without a sign of life a running job is lost."""
LOST = "the server must run until the job ends, but it was stopped before: submit the case again"


def load_libraries() -> None:
    """Load what the store needs, so that the first job does not wait for it."""
    import core.store.keep  # noqa: F401


def register(asked: Asked) -> tuple[str, bool]:
    """Note a prediction that is asked for; its id, and whether it is to be computed here.

    It is not when its result is kept already, or while another server computes it.
    """
    from core.store import jobs
    from core.store.database import open_store

    with open_store().writing() as session:
        job_id = jobs.submit(session, "predict", asked.inputs, asked.params)
        job = jobs.read_job(session, job_id)
        if job.state == "done" or is_alive(job):
            return job_id, False
        jobs.restart(session, job_id)
        return job_id, True


def read_status(job_id: str) -> JobStatus | None:
    """Where a job stands as its row says; None when there is none."""
    from core.store import jobs
    from core.store.database import open_store

    with open_store().reading() as session:
        try:
            job = jobs.read_job(session, job_id)
        except JobFailed:
            return None
        return _tell(job, jobs.count_ahead(session, job_id))


def read_result(job_id: str) -> Workup:
    """What a job made that is done; raises `JobFailed` when it is not, or its result was erased."""
    from core.store import jobs
    from core.store.database import open_store
    from core.store.keep import read_workup

    store = open_store()
    with store.reading() as session:
        job = jobs.read_job(session, job_id)
        if job.state != "done" or job.result is None:
            raise JobFailed(f"the job must be done to have a result, but it is {job.state}: submit the case again")
        result = job.result
    return read_workup(store, result)


def end(job_id: str, reason: str | None = None) -> None:
    """Let a row end without a result, with the reason or as cancelled; one that has ended stays as it is."""
    from core.store import jobs
    from core.store.database import open_store

    with open_store().writing() as session:
        if reason is None:
            jobs.cancel(session, job_id)
        else:
            jobs.fail(session, job_id, reason)


def _tell(job: Job, ahead: int) -> JobStatus:
    seconds = (_moment(job.ended_at) - _moment(job.queued_at)).total_seconds()
    if job.state in ("queued", "running") and not is_alive(job):
        return JobStatus("failed", 1.0, LOST, 0, seconds)
    state = cast("State", job.state)
    return JobStatus(state, job.fraction, CANCELLED if state == "cancelled" else job.message, ahead, seconds)


def is_alive(job: Job) -> bool:
    """Whether a worker of some server gave a sign of life lately."""
    since = (datetime.now(UTC) - _moment(job.heartbeat_at)).total_seconds()
    return job.state == "running" and job.heartbeat_at is not None and since < SILENT_SECONDS


def _moment(stamp: str | None) -> datetime:
    return datetime.fromisoformat(stamp) if stamp else datetime.now(UTC)
