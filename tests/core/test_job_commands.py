"""The headless commands of jobs: what they list, what they tell of one, and that they end one."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.commands import app
from core.errors import JobFailed
from core.job_commands import rows
from core.store import jobs
from core.store.database import open_store


@pytest.fixture
def job_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A running job and one that waits behind it."""
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path / "data"))
    store = open_store()
    with store.writing() as session:
        found = [jobs.submit(session, "measure", {"volume": "a"}, {"case": case}) for case in ("001", "002")]
        jobs.take(session, found[0], "host:1")
    yield found
    store.close()


def ask(*words: str) -> dict:
    assert rows.registered_commands
    return json.loads(CliRunner().invoke(app, ["jobs", *words, "--json"], catch_exceptions=False).stdout)


def test_jobs_are_listed_with_their_place_in_the_queue(job_ids: list[str]) -> None:
    first, second = ask("list")["jobs"]

    assert (first["state"], first["worker"], first["case"]) == ("running", "host:1", "001")
    assert (second["state"], second["ahead"], second["case"]) == ("queued", 1, "002")


def test_jobs_of_one_state_are_listed(job_ids: list[str]) -> None:
    assert [job["id"] for job in ask("list", "--state", "queued")["jobs"]] == [job_ids[1]]


def test_the_log_of_a_job_tells_what_happened_to_it(job_ids: list[str]) -> None:
    assert [event["state"] for event in ask("log", job_ids[0])["events"]] == ["queued", "running"]


def test_a_job_is_cancelled_once(job_ids: list[str]) -> None:
    assert [ask("cancel", job_ids[0])["cancelled"] for _ in range(2)] == [True, False]


def test_a_list_for_a_person_ends_with_how_many_there_are(job_ids: list[str]) -> None:
    told = CliRunner().invoke(app, ["jobs", "list"], catch_exceptions=False).stdout

    assert told.splitlines()[-1] == "2 jobs."


def test_a_job_that_is_not_there_is_said(job_ids: list[str]) -> None:
    with pytest.raises(JobFailed, match="must be in the store"):
        ask("log", "none")
