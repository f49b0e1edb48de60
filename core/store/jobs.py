"""The life of a job in its row: queued, running, then done, failed or cancelled.

The row is the truth, whatever executes the work: each step is one statement that holds only in the state it may start
from, so two workers, or a worker and a person who cancels, never both win. What a job computes is not known here.

    queued ──claim──► running ──finish──► done
       ▲                 ├──────fail────► failed ───────┐
       └──requeue_lost───┘                              │ submit again
    queued, running ──────────cancel────► cancelled ────┘──► queued

Who computes a job holds it: `take` gives it to another worker, and what the former holder still has to say of it is
then not heard, see `is_held`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.errors import JobFailed
from core.store.identity import code_version, digest_json, identify_job
from core.store.schema import Job, JobEvent, now, stamp

UNFINISHED = ("queued", "running")
FRUITLESS = ("failed", "cancelled")
MOST_ATTEMPTS = 3
"""Workers a job may take down with it before it is given up."""


def submit(session: Session, kind: str, inputs: Mapping[str, str], params: Mapping[str, Any]) -> str:
    """Queue a job; returns its id. An equal one that is there stays as it is, unless it ended without a result.

    Parameters
    ----------
    kind : what is to be computed, e.g. ``"predict"``
    inputs : role to digest
    params : as they can be written as JSON
    """
    job_id = identify_job(kind, inputs, params)
    if session.get(Job, job_id) is None:
        values = {"inputs": dict(inputs), "params": dict(params), "params_digest": digest_json(dict(params))}
        session.merge(Job(id=job_id, kind=kind, state="queued", code_version=code_version(), **values))
        session.flush()
        _tell(session, job_id, "queued")
    else:
        fresh = {"attempts": 0, "fraction": 0.0, "message": "", "result": None, "queued_at": now()}
        _move(session, job_id, FRUITLESS, "queued", fresh | {"started_at": None, "ended_at": None})
    return job_id


def claim(session: Session, job_id: str, worker: str) -> bool:
    """Take a queued job; False when somebody else did, or it is not wanted any more."""
    moment = now()
    values = {"worker": worker, "attempts": Job.attempts + 1, "started_at": moment, "heartbeat_at": moment}
    return _move(session, job_id, ("queued",), "running", values, worker)


def take(session: Session, job_id: str, worker: str) -> bool:
    """Take an unfinished job from whoever held it; False when it has ended.

    For who knows that the former worker is gone. A job that was tried `MOST_ATTEMPTS` times ends here as failed.
    """
    job = read_job(session, job_id)
    if job.state == "running" and job.attempts >= MOST_ATTEMPTS:
        give_up(session, job_id, job.attempts)
        return False
    restart(session, job_id)
    return claim(session, job_id, worker)


def is_held(session: Session, job_id: str, worker: str) -> bool:
    """Whether a job is running and this worker's to end; asked in the session of `Store.writing` that ends it."""
    held = select(Job.id).where(Job.id == job_id, Job.state == "running", Job.worker == worker)
    return session.scalar(held) is not None


def claim_next(session: Session, worker: str, kind: str = "") -> str | None:
    """Take the job that waits longest, of one kind or any; None when none waits."""
    waiting = select(Job.id).where(Job.state == "queued").order_by(Job.queued_at, Job.id).limit(1)
    waiting = waiting.where(Job.kind == kind) if kind else waiting
    found = session.scalars(waiting).first()
    return found if found and claim(session, found, worker) else None


def take_up(session: Session, job_id: str) -> bool:
    """Queue again a running job whose whole run is gone, no fault of its own: its attempts count from the start."""
    return _move(session, job_id, ("running",), "queued", {"worker": "", "fraction": 0.0, "attempts": 0}, "run lost")


def restart(session: Session, job_id: str) -> bool:
    """Queue again a running job whose worker is known to be gone; the attempt stays counted."""
    return _move(session, job_id, ("running",), "queued", {"worker": "", "fraction": 0.0}, "worker lost")


def reopen(session: Session, job_id: str, reason: str) -> bool:
    """Queue again a job that is done, because what it made is damaged; False when it is not done."""
    fresh = {"attempts": 0, "fraction": 0.0, "message": reason, "result": None, "ended_at": None, "queued_at": now()}
    return _move(session, job_id, ("done",), "queued", fresh, reason)


def beat(session: Session, job_id: str, fraction: float, message: str) -> bool:
    """Say that a running job is alive and how far, 0–1; False once it is not wanted and its worker should end."""
    values = {"heartbeat_at": now(), "fraction": fraction, "message": message}
    step = update(Job).where(Job.id == job_id, Job.state == "running").values(**values).returning(Job.id)
    return session.execute(step).first() is not None


def finish(session: Session, job_id: str, result: str | None) -> bool:
    """End a running job with the id of what it made; False when it was cancelled meanwhile."""
    return _move(session, job_id, ("running",), "done", {"result": result, "fraction": 1.0, "message": "done"})


def fail(session: Session, job_id: str, reason: str) -> bool:
    """End a job without a result, with the sentence to show."""
    return _move(session, job_id, UNFINISHED, "failed", {"message": reason, "fraction": 1.0}, reason)


def give_up(session: Session, job_id: str, attempts: int) -> bool:
    """End a job that takes its worker down with it."""
    return fail(
        session, job_id, f"the worker must live until the end, but it was lost {attempts} times: try a smaller region"
    )


def cancel(session: Session, job_id: str) -> bool:
    """End a job that is not wanted; False when it had ended."""
    return _move(session, job_id, UNFINISHED, "cancelled", {"fraction": 1.0})


def requeue_lost(session: Session, silent_seconds: float) -> tuple[str, ...]:
    """Queue again the running jobs whose worker fell silent; returns their ids.

    A job that was tried `MOST_ATTEMPTS` times takes its worker down with it, and is failed instead.
    """
    since = stamp(datetime.now(UTC) - timedelta(seconds=silent_seconds))
    lost = session.execute(select(Job.id, Job.attempts).where(Job.state == "running", Job.heartbeat_at < since)).all()
    for job_id, attempts in lost:
        if attempts >= MOST_ATTEMPTS:
            give_up(session, job_id, attempts)
        else:
            restart(session, job_id)
    return tuple(job_id for job_id, attempts in lost if attempts < MOST_ATTEMPTS)


def read_job(session: Session, job_id: str) -> Job:
    """The row of a job; raises `JobFailed` when there is none."""
    job = session.get(Job, job_id)
    if job is None:
        raise JobFailed("the job must be in the store, but it is not: submit the case again")
    return job


def count_ahead(session: Session, job_id: str) -> int:
    """How many unfinished jobs were queued before this one; 0 when it does not wait."""
    job = read_job(session, job_id)
    before = select(func.count()).where(Job.state.in_(UNFINISHED), Job.queued_at < job.queued_at)
    return session.scalar(before) or 0 if job.state == "queued" else 0


def list_unfinished(session: Session) -> tuple[str, ...]:
    """Ids of the jobs that are queued or running, oldest first."""
    found = select(Job.id).where(Job.state.in_(UNFINISHED)).order_by(Job.queued_at, Job.id)
    return tuple(session.scalars(found))


def list_jobs(session: Session, state: str = "") -> tuple[Job, ...]:
    """All jobs, or those in one state, oldest first."""
    found = select(Job).order_by(Job.queued_at, Job.id)
    return tuple(session.scalars(found.where(Job.state == state) if state else found))


def events(session: Session, job_id: str) -> tuple[JobEvent, ...]:
    """What happened to a job, in order."""
    return tuple(session.scalars(select(JobEvent).where(JobEvent.job_id == job_id).order_by(JobEvent.at, JobEvent.id)))


def _move(
    session: Session, job_id: str, of: tuple[str, ...], to: str, values: Mapping[str, Any], message: str = ""
) -> bool:
    """Change the state in one statement that finds nothing to change when another was quicker."""
    ended = {} if to in UNFINISHED else {"ended_at": now()}
    step = update(Job).where(Job.id == job_id, Job.state.in_(of)).values(state=to, **ended, **values)
    moved = session.execute(step.returning(Job.id)).first() is not None
    if moved:
        _tell(session, job_id, to, message)
    return moved


def _tell(session: Session, job_id: str, state: str, message: str = "") -> None:
    session.add(JobEvent(job_id=job_id, state=state, message=message))
