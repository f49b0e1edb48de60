"""What a worker does of one case: its row ends with the features, with a sentence, or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import JobFailed
from core.jobs import cohort_case
from core.jobs.cohort_case import CaseJob, build_fine, measure_kept
from core.store import jobs
from core.store.blobs import hash_file
from core.store.database import open_store
from core.store.disk import disk_full
from core.store.identity import code_version
from tests.chaos.phantoms import cases_of, how_measured, write_cohort


@pytest.fixture
def store(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path / "data"))
    opened = open_store()
    yield opened
    opened.close()


@pytest.fixture
def job(store, tmp_path: Path) -> CaseJob:
    folder = write_cohort(tmp_path / "cohort", 1).parent
    files = cases_of(folder)[0]
    content = (hash_file(files.volume), hash_file(files.mask))
    inputs = {"volume": content[0], "mask": content[1]}
    with store.writing() as session:
        job_id = jobs.submit(session, "measure", inputs, {"case": "000", "project": "default", "settings": {}})
    return CaseJob(job_id, code_version(), files, content, how_measured(folder))


def row(store, job: CaseJob):
    with store.reading() as session:
        return jobs.read_job(session, job.job_id)


def test_a_measured_case_ends_its_row(store, job: CaseJob) -> None:
    measure_kept(job)

    assert row(store, job).state == "done"
    assert row(store, job).case_id is not None


def test_a_second_run_of_the_same_task_does_nothing(store, job: CaseJob) -> None:
    measure_kept(job)
    ended = row(store, job).ended_at
    measure_kept(job)

    assert (row(store, job).ended_at, row(store, job).attempts) == (ended, 1)


def test_a_case_that_cannot_be_measured_fails_with_its_sentence(store, job: CaseJob) -> None:
    job.files.mask.write_bytes(b"altered")
    measure_kept(job)

    assert row(store, job).state == "failed"
    assert "m000.nii must stay as it was" in row(store, job).message


def test_who_lost_the_case_to_another_worker_keeps_nothing(store, job: CaseJob, monkeypatch) -> None:
    def lose(*given: object) -> object:
        with store.writing() as session:
            jobs.take(session, job.job_id, "another")
        return measured(*given)

    measured = cohort_case.measure_files
    monkeypatch.setattr(cohort_case, "measure_files", lose)
    measure_kept(job)

    assert (row(store, job).state, row(store, job).worker) == ("running", "another")


def test_a_full_disk_is_no_fault_of_the_case(store, job: CaseJob, monkeypatch) -> None:
    monkeypatch.setattr(cohort_case, "measure_files", lambda *_: (_ for _ in ()).throw(disk_full()))

    with pytest.raises(type(disk_full())):
        measure_kept(job)
    assert row(store, job).state == "running"


def test_a_worker_of_other_code_refuses(store, job: CaseJob) -> None:
    with pytest.raises(JobFailed, match="must run the code"):
        measure_kept(replace(job, code="another"))


def test_a_volume_made_on_another_worker_is_measured_like_an_own_one(store, job: CaseJob) -> None:
    of_region = replace(job, measuring=replace(job.measuring, arms=("super-resolved",)))
    made = [cohort_case.measure_files(of_region, lambda *_: None, fine)[1] for fine in (None, build_fine(of_region))]

    first, second = (tables["super-resolved"].values for tables in made)
    assert first.equals(second)


def test_an_unreadable_case_has_no_finer_volume(store, job: CaseJob) -> None:
    job.files.volume.write_bytes(b"")

    assert build_fine(job) is None
