"""A job that this server does not hold is told from its row: done, at work elsewhere, or lost."""

from datetime import UTC, datetime, timedelta

import pytest

from core.demo.phantom import demo_case
from core.errors import JobFailed
from core.jobs import rows
from core.prediction_set import DEFAULT_SET, read_prediction_set
from core.store import database, jobs
from core.store.keep import Asked
from core.store.schema import Job, stamp
from core.values import ReconstructionSettings


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path))
    opened = database.open_store()
    yield opened
    opened.close()


@pytest.fixture
def asked() -> Asked:
    return Asked(demo_case("DEMO-008"), read_prediction_set(DEFAULT_SET), ReconstructionSettings(), simulated=True)


def act(store, step, *arguments):
    with store.writing() as session:
        return step(session, *arguments)


def silence(store, job_id: str) -> None:
    with store.writing() as session:
        session.get(Job, job_id).heartbeat_at = stamp(datetime.now(UTC) - timedelta(seconds=61))


def test_a_new_job_is_to_be_computed_here(store, asked) -> None:
    assert rows.register(asked) == (asked.job_id, True)


def test_a_job_another_server_is_at_is_followed_and_not_computed(store, asked) -> None:
    job_id, _ = rows.register(asked)
    act(store, jobs.claim, job_id, "elsewhere")
    act(store, jobs.beat, job_id, 0.4, "native")

    assert rows.register(asked) == (job_id, False)
    status = rows.read_status(job_id)
    assert (status.state, status.fraction, status.message) == ("running", 0.4, "native")


def test_a_lost_job_says_so_and_is_computed_when_it_is_asked_for_again(store, asked) -> None:
    job_id, _ = rows.register(asked)
    act(store, jobs.claim, job_id, "w")
    silence(store, job_id)

    assert rows.read_status(job_id).state == "failed"
    assert "it was stopped before: submit the case again" in rows.read_status(job_id).message
    assert rows.register(asked) == (job_id, True)


def test_an_end_without_a_result_stands_in_the_row(store, asked) -> None:
    job_id, _ = rows.register(asked)
    rows.end(job_id, "the worker must live")

    assert (rows.read_status(job_id).state, rows.read_status(job_id).message) == ("failed", "the worker must live")
    with pytest.raises(JobFailed, match="but it is failed"):
        rows.read_result(job_id)


def test_a_cancelled_job_stays_cancelled(store, asked) -> None:
    job_id, _ = rows.register(asked)
    rows.end(job_id)
    rows.end(job_id, "late")

    assert rows.read_status(job_id).state == "cancelled"


def test_an_unknown_job_has_no_status(store) -> None:
    assert rows.read_status("0" * 32) is None
