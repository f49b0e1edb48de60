import json
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from core.errors import Cancelled, EmptyMask, JobFailed, Unforeseen
from core.jobs.job import Job
from core.jobs.tasks import cancel_file


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(Future(), tmp_path / "job.json")


def begin(job: Job) -> None:
    """What the pool and the worker do when the job's turn comes."""
    job.future.set_running_or_notify_cancel()
    job.status_file.write_text(json.dumps({"fraction": 0.4, "message": "native"}))


def test_a_job_that_has_not_begun_is_queued_behind_others(job: Job) -> None:
    status = job.status(ahead=2)

    assert (status.state, status.ahead) == ("queued", 2)


def test_a_job_that_has_begun_says_how_far_it_is(job: Job) -> None:
    begin(job)
    status = job.status(ahead=0)

    assert (status.state, status.fraction, status.message) == ("running", 0.4, "native")


def test_a_finished_job_stands_still_in_time(job: Job) -> None:
    job.future.set_result("workup")

    assert job.result() == "workup"
    assert job.status(0).seconds == job.status(0).seconds


def test_a_queued_job_is_cancelled_at_once(job: Job) -> None:
    job.cancel()

    assert job.status(0).state == "cancelled"
    assert job.future.cancelled()
    with pytest.raises(Cancelled, match="was cancelled: start it again"):
        job.result()


def test_a_running_job_is_asked_to_end_and_no_longer_waited_for(job: Job) -> None:
    begin(job)
    job.cancel()

    assert cancel_file(job.status_file).exists()
    assert (job.status(0).state, job.waits, job.fruitless) == ("cancelled", False, True)


def test_a_running_job_that_ends_in_time_is_still_cancelled(job: Job) -> None:
    begin(job)
    job.cancel()
    job.future.set_result("workup")

    assert job.status(0).state == "cancelled"


def test_a_finished_job_stays_finished(job: Job) -> None:
    job.future.set_result("workup")
    job.cancel()

    assert (job.status(0).state, job.fruitless) == ("done", False)
    assert not cancel_file(job.status_file).exists()


SENTENCES = {
    "no voxel is marked": EmptyMask("no voxel is marked"),
    "must live until the end": BrokenProcessPool(),
    "could not be computed (IndexError, in the log as a1b2c3d4)": Unforeseen("IndexError", "a1b2c3d4", "here"),
}


@pytest.mark.parametrize(("said", "error"), SENTENCES.items(), ids=SENTENCES)
def test_a_failed_job_says_why_in_one_sentence(job: Job, said: str, error: Exception) -> None:
    job.future.set_exception(error)

    assert job.status(0).state == "failed"
    assert said in job.status(0).message
    assert job.fruitless


def test_a_stopped_worker_is_a_failed_job(job: Job) -> None:
    job.future.set_exception(BrokenProcessPool())

    with pytest.raises(JobFailed, match="must live until the end"):
        job.result()
