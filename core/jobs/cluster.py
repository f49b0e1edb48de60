"""Worker processes on this machine, or those of a Dask scheduler elsewhere; the only user of Dask.

What a task computes, and whether it was done before, is not known here: the scheduler forgets, the store does not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import dask
from distributed import Client, KilledWorker, LocalCluster, as_completed

from core.errors import JobFailed, SettingError, WorkerLost
from core.jobs.revive import watch
from core.jobs.tasks import compute

QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500 ms",
    "distributed.admin.large-graph-warning-threshold": "1 GB",
}
"""What Dask watches in its workers, by default a hundred times a second, is not looked at here; a task holds images."""
dask.config.set(QUIET)
CONNECT_SECONDS = 15
LANE = {"GPU": 1.0}
"""What the one worker of a machine that uses its GPU offers, and what a task asks for that wants one."""
LOST = "the worker must live until the end, but it was lost: try a smaller region"
GONE = ("cancelled", "lost")
"""How a task ends whose scheduler ended before it."""


class Cluster:
    """Where tasks are computed; started when the first one comes.

    Parameters
    ----------
    address : of a scheduler, e.g. ``tcp://10.0.0.1:8786``; empty for worker processes of this machine
    workers : how many of them; each computes one task at a time, on one thread
    gpu : whether the first of them has a GPU to itself
    """

    def __init__(self, address: str = "", workers: int = 1, gpu: bool = False) -> None:
        self._address, self._workers, self._gpu = address, workers, gpu
        self._local: LocalCluster | None = None
        self._stop_watching: Callable[[], None] = lambda: None
        self._client: Client | None = None
        self._running: Any = None
        self._given: dict[Any, tuple[Any, Any]] = {}

    def submit(self, task: Callable[..., Any], given: Any, *more: Any) -> None:
        """Have a task computed; `ended` tells of it.

        Parameters
        ----------
        task : of a module, so that a worker can import it
        given, more : its arguments; what another task will make, see `promise`, may stand in `more`
        """
        future = self._connect().submit(compute, task, given, *more, pure=False)
        self._given[future.key] = (given, future)  # the scheduler drops what nobody holds
        self._running.add(future)

    def promise(self, task: Callable[..., Any], given: Any) -> Any:
        """What a task will make that is to be computed on a GPU, for `submit`; it goes from worker to worker."""
        return self._connect().submit(compute, task, given, pure=False, resources=LANE)

    @property
    def has_gpu(self) -> bool:
        """Whether some worker offers a GPU."""
        return has_gpu(self._connect())

    def ended(self) -> Iterator[tuple[Any, BaseException | None]]:
        """What tasks were given, each as it ends, and how it failed if it did; more may be submitted meanwhile.

        Yields `WorkerLost` for a task whose workers died; raises `JobFailed` when the scheduler is gone.
        """
        if self._running is None:
            return
        for future in self._running:
            if future.status == "lost" and self._connect().status == "running":
                self._running.add(future)  # its worker died with what it made, and another one makes it again
                continue
            given, _ = self._given.pop(future.key)
            if future.status in GONE:
                raise JobFailed(
                    "the scheduler must run until the end, but it was lost: start it and give the same command, which "
                    "goes on with what is not done"
                )
            yield given, error_of(future)

    def close(self) -> None:
        """Let go of the scheduler, and end the processes that were started here."""
        if self._client is not None:
            self._client.close()
        if self._local is not None:
            self._stop_watching()
            self._local.close()
        self._client = self._local = self._running = None
        self._given.clear()

    def _connect(self) -> Client:
        if self._client is None:
            self._client = reach(self._address) if self._address else Client(self._start())
            self._running = as_completed(loop=self._client.loop)
        return self._client

    def _start(self) -> LocalCluster:
        """Processes that listen to this machine alone and end with this one, however it ends."""
        local = LocalCluster(
            n_workers=0 if self._gpu else self._workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # None means port 8787, which another run may hold
            silence_logs=logging.CRITICAL,
        )
        if self._gpu:
            for name, worker in local.new_worker_spec().items():
                worker["options"] = worker["options"] | {"resources": LANE}
                local.worker_spec[name] = worker
            local.scale(self._workers)
        self._local, self._stop_watching = local, watch(local)
        return local


def reach(address: str) -> Client:
    """A scheduler, or `SettingError` when none answers."""
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise SettingError(
            f"a scheduler must answer at its address, e.g. tcp://10.0.0.1:8786, but none does at {address}: "
            "start it, or correct the address"
        ) from error


def has_gpu(client: Client) -> bool:
    """Whether some worker of a scheduler offers a GPU."""
    workers = client.scheduler_info(n_workers=-1)["workers"].values()
    return any(worker["resources"].get("GPU", 0) >= 1 for worker in workers)


def error_of(future: Any) -> BaseException | None:
    """Why a task failed; None when it did not."""
    error = future.exception() if future.status == "error" else None
    return WorkerLost(LOST) if isinstance(error, KilledWorker) else error
