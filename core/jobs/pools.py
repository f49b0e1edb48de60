"""Where the tasks of a server are computed: by processes beside it, or by the workers of a Dask scheduler.

What a task computes is not known here. Its last argument is a file of `Pool.folder`, see `core.jobs.tasks.follow`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from core.jobs import tasks
from core.jobs.job import Job

SCHEDULER = "HEPASR_SCHEDULER"
"""The variable that names a scheduler."""


class Pool(Protocol):
    """Computes what is submitted.

    Parameters
    ----------
    folder : that server and workers write to
    """

    folder: Path

    def submit(self, task: Callable[..., Any], *arguments: Any, gpu: bool = False) -> Future[Any]:
        """Have a task of a module computed; `gpu` when it is much faster where there is one."""
        ...

    def close(self) -> None:
        """Stop what was started here, and remove what it left on disk."""
        ...


def open_pool(local: Callable[[], Pool]) -> Pool:
    """The workers of the scheduler that `SCHEDULER` names; the local ones when it names none."""
    address = os.environ.get(SCHEDULER, "")
    if not address:
        return local()
    from core.jobs.remote import Remote

    return Remote(address)


def begin(pool: Pool, task: Callable[..., Any], *arguments: Any, gpu: bool = False) -> Job:
    """Submit a task, whose last argument will be its status file; the job it is."""
    status_file = pool.folder / f"{uuid4().hex}.json"
    return Job(pool.submit(task, *arguments, status_file, gpu=gpu), status_file)


class _Processes:
    """Processes of this machine, in a folder that goes when the server does."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hepasr-"))
        self._remove = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def close(self) -> None:
        self._remove()

    def _start(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            workers, get_context("spawn"), initializer=tasks.prepare_worker, initargs=(self.folder,)
        )


class Workers(_Processes):
    """Processes that take one task after the other.

    Parameters
    ----------
    workers : processes; one per computing device is right
    warm : load the heavy libraries in the background at once
    """

    def __init__(self, workers: int, warm: bool) -> None:
        super().__init__()
        self._workers, self._warm = workers, warm
        self._pool = self._begin()

    def submit(self, task: Callable[..., Any], *arguments: Any, gpu: bool = False) -> Future[Any]:  # noqa: ARG002
        """Queue a task; the workers use the GPU of this machine if it has one."""
        try:
            return self._pool.submit(tasks.compute, task, *arguments)
        except BrokenProcessPool:  # a worker was killed; its successors start fresh
            self._pool = self._begin()
            return self._pool.submit(tasks.compute, task, *arguments)

    def close(self) -> None:
        """Stop the workers and remove what they left on disk."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        super().close()

    def _begin(self) -> ProcessPoolExecutor:
        pool = self._start(self._workers)
        if self._warm:
            pool.submit(tasks.load_libraries)
        return pool


class OneEach(_Processes):
    """A process for each task, which ends with it: no case of a queue waits for them."""

    def submit(self, task: Callable[..., Any], *arguments: Any, gpu: bool = False) -> Future[Any]:  # noqa: ARG002
        """Begin a task at once."""
        pool = self._start(workers=1)
        future = pool.submit(tasks.compute, task, *arguments)
        pool.shutdown(wait=False)
        return future
