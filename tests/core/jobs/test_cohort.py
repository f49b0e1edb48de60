"""Each case is a row, done once: found again, tried again, given up, or measured anew when its file is damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import JobFailed, WorkerLost
from core.jobs.cohort import CohortJobs
from core.store import jobs
from core.store.database import open_store
from core.store.disk import disk_full
from tests.chaos.harm import flip_byte, wrongs
from tests.chaos.phantoms import cases_of, how_measured, write_cohort


class Inline:
    """A cluster that computes in this process, or fails as it is told."""

    has_gpu = False

    def __init__(self, fault: Callable[[str], BaseException | None] = lambda _case: None) -> None:
        self.fault, self.waiting, self.submitted = fault, [], []

    def submit(self, task, job) -> None:
        self.submitted.append(job.files.case_id)
        self.waiting.append((task, job))

    def ended(self):
        while self.waiting:
            task, job = self.waiting.pop(0)
            error = self.fault(job.files.case_id)
            if error is None:
                task(job)
            yield job, error


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_cohort(tmp_path_factory.mktemp("cohort"), 2).parent
    (folder / "features").mkdir()
    return folder


@pytest.fixture
def store(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path))
    opened = open_store()
    yield opened
    opened.close()


def measure(folder: Path, cluster: Inline) -> dict[str, object]:
    found = CohortJobs(cluster).measure(how_measured(folder), cases_of(folder))
    return {files.case_id: outcome for files, outcome in found}


def only_first(error: BaseException) -> Inline:
    return Inline(lambda case: error if case == "000" else None)


def test_every_case_is_measured_and_kept_once(folder: Path, store) -> None:
    found = measure(folder, Inline())

    assert [len(case.tables) for case in found.values()] == [1, 1]
    assert wrongs(store, 2) == []


def test_what_is_done_is_not_given_to_a_worker_again(folder: Path, store) -> None:
    first, second = measure(folder, Inline()), Inline()
    found = measure(folder, second)

    assert second.submitted == []
    assert {case: done.tables[0].values.equals(first[case].tables[0].values) for case, done in found.items()} == {
        "000": True,
        "001": True,
    }


def test_a_case_that_kills_its_workers_is_given_up_and_the_others_go_on(folder: Path, store) -> None:
    cluster = only_first(WorkerLost("lost"))
    found = measure(folder, cluster)

    assert found["000"] == "the worker must live until the end, but it was lost 3 times: try a smaller region"
    assert found["001"].tables
    assert cluster.submitted.count("000") == jobs.MOST_ATTEMPTS


def test_a_case_that_fails_without_a_sentence_gets_one_and_the_others_go_on(folder: Path, store) -> None:
    found = measure(folder, only_first(ZeroDivisionError()))

    assert "could not be computed (ZeroDivisionError, in the log as " in found["000"]
    assert found["001"].tables


@pytest.mark.parametrize("error", [disk_full(), JobFailed("one runs other code")])
def test_what_is_no_fault_of_the_case_ends_the_run_and_leaves_its_row_to_be_taken_up(folder, store, error) -> None:
    with pytest.raises(type(error)):
        measure(folder, only_first(error))
    found = measure(folder, Inline())

    assert all(case.tables for case in found.values())
    assert wrongs(store, 2) == []


def test_a_case_whose_kept_file_was_altered_is_measured_again_and_says_so(folder: Path, store) -> None:
    measure(folder, Inline())
    altered = flip_byte(store)
    again = Inline()
    remarks = [case.remark for case in measure(folder, again).values() if case.remark]

    assert len(again.submitted) == 1
    assert len(remarks) == 1
    assert f"but {altered} holds other bytes" in remarks[0]
    assert store.blobs.is_whole(altered)


def test_a_file_that_is_not_there_is_named(folder: Path, store, tmp_path: Path) -> None:
    table = write_cohort(tmp_path / "other", 1)
    table.with_name("m000.nii").unlink()

    assert "m000.nii must be a readable file" in measure(table.parent, Inline())["000"]


def test_a_case_that_was_cancelled_is_left_out(folder: Path, store) -> None:
    def cancel(_case: str) -> None:
        with store.writing() as session:
            for job_id in jobs.list_unfinished(session):
                jobs.cancel(session, job_id)

    assert all("it was cancelled" in said for said in measure(folder, Inline(cancel)).values())
