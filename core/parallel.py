"""The same work on many items, in this process or in several. What the work is, is not known here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def results_of(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[tuple[Item, Result]]:
    """Each item and what came of it, as it ends; what an item raises ends all.

    Parameters
    ----------
    work : sent to other processes when there are several
    workers : processes; one is this process itself
    """
    if workers < 2 or not items:
        yield from ((item, work(item)) for item in items)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {pool.submit(work, item): item for item in items}
        yield from ((jobs[job], job.result()) for job in as_completed(jobs))
