"""A job apart has a process of its own, is done once for its key, and can be ended."""

import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from core.errors import Cancelled, CohortError, JobFailed
from core.jobs.apart import JobsApart
from core.jobs.tasks import follow


def double(number: int, status_file: Path) -> int:
    follow(status_file)(0.5, "double")
    return 2 * number


def refuse(status_file: Path) -> None:
    raise CohortError("cases must be there, but none is: add some")


def last(status_file: Path) -> None:
    report = follow(status_file)
    for _ in range(600):
        report(0.1, "last")
        time.sleep(0.05)


@pytest.fixture(scope="module")
def jobs() -> JobsApart:
    return JobsApart()


def test_a_task_gives_its_result_and_its_process_ends(jobs) -> None:
    job_id = jobs.start("double 4", double, 4)

    assert jobs.result(job_id) == 8
    assert jobs.status(job_id).state == "done"
    deadline = time.monotonic() + 10
    while active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert active_children() == []


def test_the_same_key_is_the_same_job(jobs) -> None:
    assert jobs.start("double 4", double, 4) == jobs.start("double 4", double, 5)


def test_a_job_that_failed_says_why_and_may_be_started_again(jobs) -> None:
    job_id = jobs.start("refuse", refuse)
    with pytest.raises(CohortError, match="cases must be there"):
        jobs.result(job_id)

    assert jobs.status(job_id).message.startswith("cases must be there")
    assert jobs.start("refuse", double, 2) == job_id
    assert jobs.result(job_id) == 4


def test_a_job_can_be_ended(jobs) -> None:
    job_id = jobs.start("last", last)

    jobs.cancel(job_id)

    assert jobs.status(job_id).state == "cancelled"
    with pytest.raises(Cancelled):
        jobs.result(job_id)


def test_a_job_of_another_server_is_not_known(jobs) -> None:
    with pytest.raises(JobFailed, match="must be known to this server"):
        jobs.status("0" * 24)
