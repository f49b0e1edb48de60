"""What a worker does of a kept job: signs of life, an end that stands in the row, a result never lost silently."""

import time

import pytest

from core import pipeline
from core.demo.phantom import demo_case
from core.errors import Cancelled
from core.jobs import kept
from core.jobs.kept import beating, keep_result, predict_kept
from core.jobs.tasks import cancel_file
from core.prediction_set import DEFAULT_SET
from core.store import database, jobs, keep
from core.store.disk import disk_full
from core.values import ReconstructionSettings
from tests.core.jobs.waiting import wait_until


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "BEAT_SECONDS", 0.05)
    opened = database.open_store(tmp_path, "")
    yield opened
    opened.close()


@pytest.fixture
def job_id(store) -> str:
    with store.writing() as session:
        job_id = jobs.submit(session, "predict", {"volume": "a"}, {"case": "c"})
        jobs.claim(session, job_id, "w")
    return job_id


def row(store, job_id: str):
    with store.reading() as session:
        return jobs.read_job(session, job_id)


def test_the_row_follows_the_work(store, job_id) -> None:
    begun = row(store, job_id).heartbeat_at

    with beating(store, job_id, lambda *_: None, "w") as report:
        report(0.4, "native")
        wait_until(lambda: row(store, job_id).message == "native")

    assert row(store, job_id).fraction == 0.4
    assert row(store, job_id).heartbeat_at > begun


def test_work_that_was_cancelled_elsewhere_ends_at_its_next_step(store, job_id) -> None:
    def work() -> None:
        with beating(store, job_id, lambda *_: None, "w") as report:
            with store.writing() as session:
                jobs.cancel(session, job_id)
            while True:
                report(0.5, "native")
                time.sleep(0.02)

    with pytest.raises(Cancelled):
        work()


class Result:
    """Stands for a work-up: it can be given notes."""


def full(*_: object) -> None:
    raise disk_full()


def test_a_result_that_does_not_fit_is_returned_with_a_note(store, job_id, monkeypatch) -> None:
    monkeypatch.setattr(keep, "keep_workup", full)
    monkeypatch.setattr(kept, "replace", lambda _workup, notes: notes)
    result = Result()
    result.notes = ("first",)

    told = keep_result(store, result, None, job_id)

    assert told[0] == "first"
    assert told[1].startswith("this prediction is not kept, and a restart loses it: the disk of the store")


def test_a_kept_result_ends_its_row(store, job_id, monkeypatch) -> None:
    monkeypatch.setattr(keep, "keep_workup", lambda *_: "r" * 64)
    result = Result()

    assert keep_result(store, result, None, job_id) is result
    assert (row(store, job_id).state, row(store, job_id).result) == ("done", "r" * 64)


def test_work_that_another_worker_took_over_ends_at_its_next_step(store, job_id) -> None:
    def work() -> None:
        with beating(store, job_id, lambda *_: None, "w") as report:
            with store.writing() as session:
                jobs.take(session, job_id, "another")
            while True:
                report(0.5, "native")
                time.sleep(0.02)

    with pytest.raises(Cancelled):
        work()


@pytest.fixture
def predict(store, job_id, tmp_path, monkeypatch):
    """A run of the job; its row is queued, and its status file the one that is given."""
    monkeypatch.setattr(database, "open_store", lambda: store)
    with store.writing() as session:
        jobs.restart(session, job_id)
    return lambda file: predict_kept(job_id, demo_case("DEMO-001"), DEFAULT_SET, ReconstructionSettings(), True, file)


def test_a_run_that_was_cancelled_before_it_began_leaves_the_row_to_the_next(store, job_id, predict, tmp_path) -> None:
    cancel_file(tmp_path / "first.json").touch()

    with pytest.raises(Cancelled):
        predict(tmp_path / "first.json")

    assert row(store, job_id).state == "queued"


def test_a_cancelled_run_does_not_end_the_row_of_the_next(store, job_id, predict, tmp_path, monkeypatch) -> None:
    def cancelled_meanwhile(*_):
        with store.writing() as session:
            jobs.take(session, job_id, "the next run")
        raise Cancelled("it must be wanted, but it was cancelled: start it again")

    monkeypatch.setattr(pipeline, "predict_workup", cancelled_meanwhile)
    with pytest.raises(Cancelled):
        predict(tmp_path / "first.json")

    assert (row(store, job_id).state, row(store, job_id).worker) == ("running", "the next run")
