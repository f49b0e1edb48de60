"""What a worker does of a job that is kept: takes its row, shows that it lives, and leaves the result in the store."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from core.errors import Cancelled, DiskFull, HepasrError, StoreDamaged, StoreError
from core.jobs.job import CANCELLED
from core.jobs.tasks import follow
from core.values import Case, ReconstructionSettings
from core.workup import OnProgress, Workup

if TYPE_CHECKING:
    from core.store.database import Store
    from core.store.keep import Asked

BEAT_SECONDS = 2.0


def predict_kept(
    job_id: str, case: Case, model_folder: Path, settings: ReconstructionSettings, simulated: bool, status_file: Path
) -> Workup:
    """One prediction, kept in the store with all it was made from; its row ends as the work does.

    Parameters
    ----------
    job_id : of its row
    simulated : whether the patient is
    status_file : for the server that started it, see `core.jobs.tasks.follow`

    Notes
    -----
    A result that does not fit on the disk is returned all the same, with a note that says that it is not kept.
    """
    from core.pipeline import predict_workup
    from core.prediction_set import read_prediction_set
    from core.store import jobs
    from core.store.database import open_store
    from core.store.keep import Asked

    wanted = follow(status_file)  # not cancelled before it began: its row may be another run's by now
    store, run = open_store(), name_run()
    asked = Asked(case, read_prediction_set(model_folder), settings, simulated=simulated)
    with store.writing() as session:
        jobs.claim(session, job_id, run)
    try:
        with beating(store, job_id, wanted, run) as report:
            workup = predict_workup(case, asked.models, report, settings)
    except HepasrError as error:
        fail_held(store, job_id, run, error)
        raise
    return keep_result(store, workup, asked, job_id)


def name_run() -> str:
    """A name that no other run of any job has: machine, process, and a token of its own."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"


def fail_held(store: Store, job_id: str, run: str, error: HepasrError) -> None:
    """End a row with what was wrong, unless it is another run's by now."""
    from core.store import jobs

    with store.writing() as session:
        if jobs.is_held(session, job_id, run):
            jobs.fail(session, job_id, str(error))


def keep_result(store: Store, workup: Workup, asked: Asked, job_id: str) -> Workup:
    """Keep what came of a job and end its row; the work-up, with a note where it could not be kept."""
    from core.store import jobs
    from core.store.keep import keep_workup

    try:
        result = keep_workup(store, workup, asked, job_id)
        with store.writing() as session:
            jobs.finish(session, job_id, result)
    except (DiskFull, StoreError, StoreDamaged) as error:
        return replace(workup, notes=(*workup.notes, f"this prediction is not kept, and a restart loses it: {error}"))
    return workup


@contextmanager
def beating(store: Store, job_id: str, report: OnProgress, worker: str) -> Iterator[OnProgress]:
    """Write every two seconds into the row how far the work is.

    Parameters
    ----------
    worker : who holds the job

    Raises
    ------
    Cancelled
        At the next step of the work, once the row says that it is not wanted, or is another worker's.
    """
    from core.store import jobs

    at, over, unwanted = [(0.0, "start")], threading.Event(), threading.Event()

    def beat() -> None:
        while not over.wait(BEAT_SECONDS) and not unwanted.is_set():
            with suppress(StoreError, DiskFull), store.writing() as session:  # the next beat tries again
                if not (jobs.is_held(session, job_id, worker) and jobs.beat(session, job_id, *at[0])):
                    unwanted.set()

    def tell(share: float, name: str) -> None:
        at[0] = (share, name)
        if unwanted.is_set():
            raise Cancelled(CANCELLED)
        report(share, name)

    heart = threading.Thread(target=beat, daemon=True)
    heart.start()
    try:
        yield tell
    finally:
        over.set()
        heart.join()
