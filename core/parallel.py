"""The same work on many items, in this process or in several. What the work is, is not known here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import Any, TypeVar

from core.threads import limit_threads

Item = TypeVar("Item")
Result = TypeVar("Result")

_kept: list[Callable[[Any], Any]] = []
"""In a process of a pool, the work it was started for."""


def results_of(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[tuple[Item, Result]]:
    """Each item and what came of it, as it ends; what an item raises ends all.

    Parameters
    ----------
    work : sent once to each other process when there are several, with all the data it is bound to
    workers : processes; one is this process itself
    """
    if workers < 2 or not items:
        yield from ((item, work(item)) for item in items)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_keep, initargs=(work,)) as pool:
        jobs = {pool.submit(_work_on, item): item for item in items}
        try:
            yield from ((jobs[job], job.result()) for job in as_completed(jobs))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _keep(work: Callable[[Any], Any]) -> None:
    limit_threads(1)
    _kept.append(work)


def _work_on(item: Any) -> Any:
    return _kept[0](item)
