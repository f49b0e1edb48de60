"""Tasks in real worker processes: they end, fail, die alone, and find a GPU's lane; schedulers come and go."""

import math
import operator
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from distributed import wait

from core.errors import JobFailed, SettingError, Unforeseen, WorkerLost
from core.jobs import cluster
from core.jobs.cluster import Cluster
from tests.chaos.harm import scheduler_with


@pytest.fixture(scope="module")
def local() -> Iterator[Cluster]:
    with closing(Cluster(workers=2, gpu=True)) as opened:
        yield opened


def test_a_cluster_without_tasks_is_never_started() -> None:
    idle = Cluster()

    assert list(idle.ended()) == []
    assert idle._client is None


def test_a_task_that_fails_does_so_alone(local: Cluster) -> None:
    for number in (4, -1):
        local.submit(math.sqrt, number)
    ended = dict(local.ended())

    assert ended[4] is None
    assert (type(ended[-1]), ended[-1].kind) == (Unforeseen, "ValueError")


def test_a_task_that_kills_its_workers_is_lost_and_the_others_go_on(local: Cluster) -> None:
    local.submit(os._exit, 1)
    for number in (4, 9):
        local.submit(math.sqrt, number)
    ended = dict(local.ended())

    assert isinstance(ended.pop(1), WorkerLost)
    assert ended == {4: None, 9: None}


def test_a_task_whose_worker_died_with_what_it_made_is_computed_again() -> None:
    with closing(Cluster(workers=2)) as own:
        own.submit(math.sqrt, 4)
        ((_, future),) = own._given.values()
        wait(future)
        for worker in own._connect().run(os.getpid).values():
            os.kill(worker, signal.SIGKILL)
        while future.status == "finished":
            time.sleep(0.01)
        ended = list(own.ended())

    assert ended == [(4, None)]


def test_a_task_may_be_submitted_while_others_end(local: Cluster) -> None:
    local.submit(math.sqrt, 4)
    seen = []
    for given, _ in local.ended():
        seen.append(given)
        if given == 4:
            local.submit(math.sqrt, 9)

    assert seen == [4, 9]


def test_what_the_lane_of_a_gpu_makes_goes_on_to_another_task(local: Cluster) -> None:
    local.submit(operator.add, 1, local.promise(operator.neg, 3))

    assert list(local.ended()) == [(1, None)]
    assert local.has_gpu


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere at all", "http://127.0.0.1:9"])
def test_an_address_where_no_scheduler_answers_is_refused(address: str, monkeypatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)

    with pytest.raises(SettingError, match="must answer"):
        Cluster(address).submit(math.sqrt, 4)


def test_a_scheduler_that_is_lost_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    with scheduler_with(1, tmp_path, tmp_path) as address:
        remote = Cluster(address)
        remote.submit(time.sleep, 300)

    with closing(remote), pytest.raises(JobFailed, match="scheduler must run until the end"):
        list(remote.ended())
