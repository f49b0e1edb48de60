"""The tasks of a server for the workers of a Dask scheduler elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any

from core.errors import JobFailed
from core.jobs.cluster import GONE, LANE, error_of, has_gpu, reach
from core.jobs.tasks import compute_same
from core.places import data_folder
from core.store.identity import code_version

LOST = "the scheduler must run until the job ends, but it was lost: start it, and submit the case again"


class Remote:
    """A `core.jobs.pools.Pool` of the workers of one scheduler.

    Parameters
    ----------
    address : of the scheduler; it is reached when the first task comes, and again after it was lost
    """

    def __init__(self, address: str) -> None:
        self.folder = data_folder() / "tmp"  # on the disk that workers share, where what is old is swept
        self._address, self._lock = address, threading.Lock()
        self._client: Any = None

    def submit(self, task: Callable[..., Any], *arguments: Any, gpu: bool = False) -> Future[Any]:
        """Have a task of a module computed; on a worker with a GPU, when it asks for one and there is one.

        Raises
        ------
        SettingError
            No scheduler answers.
        """
        client = self._connect()
        lane = LANE if gpu and has_gpu(client) else None
        future = client.submit(compute_same, code_version(), task, *arguments, pure=False, resources=lane)
        outcome: Future[Any] = Future()
        future.add_done_callback(lambda ended: _settle(outcome, ended))
        outcome.add_done_callback(lambda ended: future.cancel() if ended.cancelled() else None)
        return outcome

    def close(self) -> None:
        """Let go of the scheduler."""
        if self._client is not None:
            self._client.close()

    def _connect(self) -> Any:
        with self._lock:
            if self._client is None or self._client.status != "running":
                self._client = reach(self._address)
                self.folder.mkdir(parents=True, exist_ok=True)
            return self._client


def _settle(outcome: Future[Any], ended: Any) -> None:
    """Let an outcome be that of the task that ended, and let the workers forget what it made."""
    if not outcome.set_running_or_notify_cancel():
        return
    try:
        error = JobFailed(LOST) if ended.status in GONE else error_of(ended)
        made = ended.result() if error is None else None
    except (OSError, CancelledError):  # it was lost on the way
        error, made = JobFailed(LOST), None
    if error is None:
        outcome.set_result(made)
    else:
        outcome.set_exception(error)
    ended.release()
