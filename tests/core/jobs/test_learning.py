"""The demonstration signatures are learnt again in a real process, once for each set of features."""

import time
from multiprocessing import active_children

import pytest

from core.demo.read import read_demo_features
from core.errors import CohortError, JobFailed
from core.jobs.learning import LEARNT_MODELS, LearningJobs
from core.prediction_set import read_prediction_set


@pytest.fixture(scope="module")
def jobs() -> LearningJobs:
    return LearningJobs()


@pytest.fixture(scope="module")
def excluded() -> frozenset[str]:
    return frozenset(read_prediction_set().signatures["super-resolved"].names[:2])


@pytest.fixture(scope="module")
def finished(jobs: LearningJobs, excluded: frozenset[str]) -> str:
    job_id = jobs.submit(excluded)
    jobs.result(job_id)
    return job_id


def test_the_excluded_features_are_in_no_signature(jobs, finished, excluded) -> None:
    learnt = jobs.result(finished)

    assert not excluded & set(learnt.signatures["super-resolved"].names)
    assert tuple(learnt.risks) == LEARNT_MODELS
    assert dict(learnt.selections["super-resolved"].funnel)["trusted"] == 1128


def test_a_finished_job_says_so_and_its_process_is_gone(jobs, finished) -> None:
    deadline = time.monotonic() + 10
    while active_children() and time.monotonic() < deadline:
        time.sleep(0.05)

    assert jobs.status(finished).state == "done"
    assert active_children() == []


def test_the_same_features_are_the_same_job(jobs, finished, excluded) -> None:
    begin = time.monotonic()

    assert jobs.submit(excluded) == finished
    assert time.monotonic() - begin < 1


def test_a_job_that_leaves_no_feature_fails_with_its_sentence(jobs) -> None:
    job_id = jobs.submit(frozenset(read_demo_features().features["super-resolved"].names))

    with pytest.raises(CohortError, match="all 1130 are excluded"):
        jobs.result(job_id)
    assert jobs.status(job_id).message.startswith("some feature must remain")


def test_a_job_of_another_server_is_not_known(jobs) -> None:
    with pytest.raises(JobFailed, match="must be known to this server"):
        jobs.status("0" * 24)
