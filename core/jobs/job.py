"""One piece of work in a queue: where it stands, and whether it is still wanted."""

from __future__ import annotations

import json
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from core.errors import Cancelled, HepasrError, JobFailed, Unforeseen
from core.failures import record_failure
from core.jobs.tasks import cancel_file

State = Literal["queued", "running", "done", "failed", "cancelled"]

CANCELLED = "the computation must run to its end to give a result, but it was cancelled: start it again when needed"


@dataclass(frozen=True)
class JobStatus:
    """Where a job stands.

    Parameters
    ----------
    fraction : share done, 0–1
    message : name of the step it is in, or the sentence that says why it ended without a result
    ahead : jobs before it in the queue
    seconds : since it was submitted, until it ended
    """

    state: State
    fraction: float
    message: str
    ahead: int
    seconds: float


@dataclass
class Job:
    """What was submitted, and the files through which its worker and its followers speak.

    Parameters
    ----------
    future : its result, once it is there
    status_file : where the worker writes how far it is; its own for every submission
    settled : whether its row knows that it ended without a result
    """

    future: Future[Any]
    status_file: Path
    submitted: float = field(default_factory=time.monotonic)
    ended: float | None = None
    cancelled: bool = False
    settled: bool = False

    def __post_init__(self) -> None:
        self.future.add_done_callback(self._finish)

    def _finish(self, future: Future[Any]) -> None:
        self.ended = self.ended or time.monotonic()
        if not future.cancelled():
            _ = self.why  # logged, though nobody may ask

    @property
    def waits(self) -> bool:
        """Whether it is still to be computed or being computed, and wanted."""
        return not self.cancelled and not self.future.done()

    @property
    def fruitless(self) -> bool:
        """Whether it ended, or will end, without a result."""
        return self.cancelled or (self.future.done() and self.future.exception() is not None)

    def cancel(self) -> None:
        """End it, unless it is done: at once while it waits, else before its next tile or step."""
        if self.waits:
            cancel_file(self.status_file).touch()
            self.cancelled, self.ended = True, time.monotonic()
            self.future.cancel()

    def status(self, ahead: int) -> JobStatus:
        """Where it stands, with `ahead` others before it."""
        seconds = (self.ended or time.monotonic()) - self.submitted
        if self.cancelled:
            return JobStatus("cancelled", 1.0, CANCELLED, 0, seconds)
        if self.future.done():
            return JobStatus("failed" if self.why else "done", 1.0, self.why or "done", 0, seconds)
        if not self.status_file.exists():
            return JobStatus("queued", 0.0, "queued", ahead, seconds)
        progress = json.loads(self.status_file.read_text(encoding="utf-8"))
        return JobStatus("running", progress["fraction"], progress["message"], 0, seconds)

    def result(self) -> Any:
        """What it returned; waits for it, and raises the job's own error when it ended without a result."""
        if self.cancelled:
            raise Cancelled(CANCELLED)
        try:
            return self.future.result()
        except BrokenProcessPool as error:
            raise JobFailed(self.why) from error

    @cached_property
    def why(self) -> str:
        """Why it failed, nothing when it did not; what nobody foresaw is logged."""
        error = self.future.exception()
        if isinstance(error, BrokenProcessPool):
            return "the worker process must live until the end, but it was stopped (memory?): try a smaller region"
        if error is None or (isinstance(error, HepasrError) and not isinstance(error, Unforeseen)):
            return str(error or "")
        return str(record_failure(error))
