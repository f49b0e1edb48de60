"""Processes beside the server: some that go on, one for each task, or a scheduler's when one is named."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children

import pytest

from core.jobs.pools import SCHEDULER, OneEach, Pool, Workers, open_pool
from core.jobs.remote import Remote


@pytest.fixture
def opened() -> Iterator[Callable[[Pool], Pool]]:
    pools: list[Pool] = []

    def keep(pool: Pool) -> Pool:
        pools.append(pool)
        return pool

    yield keep
    for pool in pools:
        pool.close()


def test_a_worker_takes_one_task_after_the_other(opened) -> None:
    pool = opened(Workers(1, warm=False))

    assert len({pool.submit(os.getpid).result() for _ in range(2)} | {os.getpid()}) == 2


def test_a_worker_that_died_is_followed_by_another(opened) -> None:
    pool = opened(Workers(1, warm=False))
    with pytest.raises(BrokenProcessPool):
        pool.submit(os._exit, 1).result()

    assert pool.submit(abs, -2).result() == 2


def test_each_task_has_a_process_of_its_own(opened) -> None:
    pool = opened(OneEach())
    begin = time.monotonic()
    waiting, quick = pool.submit(time.sleep, 60), pool.submit(abs, -2)

    assert quick.result() == 2
    assert not waiting.done()
    assert time.monotonic() - begin < 60
    for process in active_children():
        process.kill()


def test_what_a_pool_wrote_goes_with_it(opened) -> None:
    pool = opened(OneEach())
    pool.close()

    assert not pool.folder.exists()


def test_the_workers_of_a_scheduler_are_taken_where_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path))
    monkeypatch.setenv(SCHEDULER, "tcp://127.0.0.1:9")
    pool = open_pool(OneEach)
    pool.close()

    assert isinstance(pool, Remote)
    assert pool.folder.is_relative_to(tmp_path)
