"""A server whose tasks are computed by the workers of a scheduler: with progress, cancelled, lost, and all the same."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.demo.phantom import demo_case, demo_table
from core.errors import Cancelled, CohortError, JobFailed, SettingError
from core.jobs import cluster
from core.jobs.apart import JobsApart
from core.jobs.engine import Engine
from core.jobs.pools import SCHEDULER
from core.jobs.remote import Remote
from core.pipeline import predict_workup
from core.prediction_set import DEFAULT_SET, read_prediction_set
from core.store.database import open_store
from tests.chaos.harm import scheduler_with
from tests.core.jobs.test_apart import double, last, refuse
from tests.core.jobs.waiting import wait_until

SMALLEST = demo_table()["diameter_cm"].idxmin()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with one worker, which shares the folder of the store with this process."""
    folder = tmp_path_factory.mktemp("shared")
    with scheduler_with(1, folder, folder) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEPASR_DATA", str(folder))
        patch.setenv(SCHEDULER, address)
        yield address
        open_store().close()


@pytest.fixture(scope="module")
def jobs(scheduler: str) -> JobsApart:
    return JobsApart()


def test_a_task_gives_its_result(jobs: JobsApart) -> None:
    job_id = jobs.start("double 4", double, 4)

    assert jobs.result(job_id) == 8
    assert jobs.status(job_id).state == "done"


def test_a_task_that_refuses_says_why(jobs: JobsApart) -> None:
    job_id = jobs.start("refuse", refuse)
    with pytest.raises(CohortError, match="cases must be there"):
        jobs.result(job_id)

    assert jobs.status(job_id).message.startswith("cases must be there")


def test_a_task_tells_how_far_it_is_and_can_be_ended(jobs: JobsApart) -> None:
    job_id = jobs.start("last", last)
    wait_until(lambda: jobs.status(job_id).fraction == 0.1, seconds=30.0)
    jobs.cancel(job_id)

    assert jobs.status(job_id).state == "cancelled"
    with pytest.raises(Cancelled):
        jobs.result(job_id)
    assert jobs.result(jobs.start("double 5", double, 5)) == 10  # the one worker is free again


def test_a_worker_of_other_code_computes_nothing(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.jobs.remote.code_version", lambda: "another")

    with pytest.raises(JobFailed, match="must run the code of whoever asks"):
        Remote(scheduler).submit(double, 4, Path("unused")).result()


def test_a_case_is_predicted_there_as_it_is_here(scheduler: str) -> None:
    engine, case = Engine(warm=False), demo_case(SMALLEST)
    job_id = engine.submit(case, DEFAULT_SET, simulated=True)
    found = engine.result(job_id)
    engine.close()

    assert found.headline == predict_workup(case, read_prediction_set(DEFAULT_SET)).headline
    assert Engine(warm=False).status(job_id).state == "done"


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)

    with pytest.raises(SettingError, match="must answer at its address"):
        Remote("tcp://127.0.0.1:9").submit(double, 4)


def test_a_job_whose_scheduler_is_lost_fails_with_a_sentence(tmp_path: Path) -> None:
    with scheduler_with(1, tmp_path, tmp_path) as address:
        outcome = Remote(address).submit(time.sleep, 300)

    with pytest.raises(JobFailed, match="scheduler must run until the job ends"):
        outcome.result(timeout=60)
