"""The life of a job in its row; no two workers, and no worker and person, ever both win."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from core.errors import JobFailed
from core.store import jobs
from core.store.database import Store
from core.store.schema import Job, stamp

INPUTS, PARAMS = {"volume": "a" * 64}, {"acquisition": "3D"}


def submit(store: Store, **params: object) -> str:
    with store.writing() as session:
        return jobs.submit(session, "predict", INPUTS, PARAMS | params)


def act(store: Store, step, *arguments):
    with store.writing() as session:
        return step(session, *arguments)


def state(store: Store, job_id: str) -> str:
    with store.reading() as session:
        return jobs.read_job(session, job_id).state


def silence(store: Store, job_id: str, seconds: float) -> None:
    """Let the last sign of life of a running job lie this far back."""
    with store.writing() as session:
        session.get(Job, job_id).heartbeat_at = stamp(datetime.now(UTC) - timedelta(seconds=seconds))


def test_the_same_work_is_the_same_job(store: Store) -> None:
    assert submit(store) == submit(store)
    assert submit(store) != submit(store, acquisition="2D")


def test_a_job_runs_to_its_end(store: Store) -> None:
    job_id = submit(store)

    assert act(store, jobs.claim, job_id, "w1")
    assert act(store, jobs.beat, job_id, 0.5, "native")
    assert act(store, jobs.finish, job_id, "r" * 64)
    with store.reading() as session:
        job = jobs.read_job(session, job_id)
        assert (job.state, job.result, job.attempts, job.fraction) == ("done", "r" * 64, 1, 1.0)
        assert [event.state for event in jobs.events(session, job_id)] == ["queued", "running", "done"]


def test_a_done_job_is_not_queued_again(store: Store) -> None:
    job_id = submit(store)
    act(store, jobs.claim, job_id, "w1")
    act(store, jobs.finish, job_id, "r")

    assert submit(store) == job_id
    assert state(store, job_id) == "done"


@pytest.mark.parametrize("end", ["fail", "cancel"])
def test_a_fruitless_job_begins_anew(store: Store, end: str) -> None:
    job_id = submit(store)
    act(store, jobs.claim, job_id, "w1")
    act(store, jobs.fail, job_id, "no") if end == "fail" else act(store, jobs.cancel, job_id)
    submit(store)

    with store.reading() as session:
        job = jobs.read_job(session, job_id)
        assert (job.state, job.attempts, job.fraction, job.ended_at) == ("queued", 0, 0.0, None)


def test_of_many_workers_one_takes_the_job(store: Store) -> None:
    job_id, taken = submit(store), []
    workers = [
        threading.Thread(target=lambda n=n: taken.append(act(store, jobs.claim, job_id, f"w{n}"))) for n in range(6)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(taken) == [False] * 5 + [True]


def test_the_job_that_waits_longest_is_taken_first(store: Store) -> None:
    first, second = submit(store), submit(store, acquisition="2D")

    with store.reading() as session:
        assert [jobs.count_ahead(session, job) for job in (first, second)] == [0, 1]
    assert [act(store, jobs.claim_next, "w") for _ in range(3)] == [first, second, None]


def test_a_cancelled_job_tells_its_worker_and_takes_no_result(store: Store) -> None:
    job_id = submit(store)
    act(store, jobs.claim, job_id, "w1")
    act(store, jobs.cancel, job_id)

    assert not act(store, jobs.beat, job_id, 0.9, "score")
    assert not act(store, jobs.finish, job_id, "r")
    assert state(store, job_id) == "cancelled"


def test_a_finished_job_is_neither_cancelled_nor_failed(store: Store) -> None:
    job_id = submit(store)
    act(store, jobs.claim, job_id, "w1")
    act(store, jobs.finish, job_id, "r")

    assert not act(store, jobs.cancel, job_id)
    assert not act(store, jobs.fail, job_id, "late")


def test_a_silent_worker_loses_its_job_and_a_beating_one_does_not(store: Store) -> None:
    lost, alive = submit(store), submit(store, acquisition="2D")
    for job_id in (lost, alive):
        act(store, jobs.claim, job_id, "w")
    silence(store, lost, 61)

    assert act(store, jobs.requeue_lost, 60) == (lost,)
    assert (state(store, lost), state(store, alive)) == ("queued", "running")


def test_a_job_that_kills_three_workers_fails_with_its_reason(store: Store) -> None:
    job_id = submit(store)
    for _ in range(jobs.MOST_ATTEMPTS):
        act(store, jobs.claim, job_id, "w")
        silence(store, job_id, 61)
        act(store, jobs.requeue_lost, 60)

    with store.reading() as session:
        job = jobs.read_job(session, job_id)
        assert (job.state, job.attempts) == ("failed", 3)
        assert "was lost 3 times: try a smaller region" in job.message


def test_unfinished_jobs_are_listed_for_a_server_that_starts(store: Store) -> None:
    running, done, waiting = (submit(store, acquisition=name) for name in "abc")
    for job_id in (running, done):
        act(store, jobs.claim, job_id, "w")
    act(store, jobs.finish, done, "r")

    with store.reading() as session:
        assert jobs.list_unfinished(session) == (running, waiting)


def test_an_unknown_job_is_said(store: Store) -> None:
    with pytest.raises(JobFailed, match="must be in the store"):
        state(store, "0" * 32)


def test_who_takes_a_job_over_is_the_only_one_to_hold_it(store: Store) -> None:
    job_id = submit(store)
    act(store, jobs.take, job_id, "first")

    assert act(store, jobs.take, job_id, "second")
    assert not act(store, jobs.is_held, job_id, "first")
    assert act(store, jobs.is_held, job_id, "second")


def test_a_job_that_was_taken_three_times_is_given_up(store: Store) -> None:
    job_id = submit(store)
    taken = [act(store, jobs.take, job_id, f"worker {n}") for n in range(4)]

    assert taken == [True, True, True, False]
    assert state(store, job_id) == "failed"


def test_a_job_that_has_ended_is_taken_by_nobody(store: Store) -> None:
    job_id = submit(store)
    act(store, jobs.cancel, job_id)

    assert not act(store, jobs.take, job_id, "w")


def test_a_done_job_whose_result_is_damaged_begins_anew(store: Store) -> None:
    job_id = submit(store)
    act(store, jobs.take, job_id, "w")
    act(store, jobs.finish, job_id, "r" * 64)

    assert act(store, jobs.reopen, job_id, "damaged")
    assert state(store, job_id) == "queued"
    assert not act(store, jobs.reopen, job_id, "damaged")


def test_a_job_whose_run_was_lost_is_not_to_blame(store: Store) -> None:
    job_id = submit(store)
    for worker in "abc":
        act(store, jobs.take, job_id, worker)

    assert act(store, jobs.take_up, job_id)
    assert act(store, jobs.take, job_id, "d")
