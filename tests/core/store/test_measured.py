"""The features of a case are kept with the end of its job, or not at all; and read back as they were."""

import pytest

from core.errors import StoreDamaged, StoreError
from core.store import jobs
from core.store.database import Store
from core.store.erase import erase_case
from core.store.measured import keep_measured, measure_again, read_measured
from core.store.records import FeatureRecord
from core.store.trace import trace
from core.values import Case
from core.workup import Workup
from tests.chaos.harm import flip_byte


def taken(store: Store, case: Case) -> str:
    params = {"case": case.case_id, "project": "default", "settings": {"acquisition": "3D"}}
    with store.writing() as session:
        job_id = jobs.submit(session, "measure", {"volume": "a" * 64, "mask": "b" * 64}, params)
        jobs.take(session, job_id, "w")
    return job_id


def kept(store: Store, workup: Workup) -> str:
    job_id = taken(store, workup.case)
    assert keep_measured(store, workup.case, workup.features, job_id, "w")
    return job_id


def test_features_read_back_as_they_were_kept(store: Store, workup: Workup) -> None:
    made = read_measured(store, kept(store, workup))

    assert made.case_id == workup.case.case_id
    assert made.digests == (workup.case.volume.digest, workup.case.mask.digest)
    assert made.spacing == tuple(sorted(workup.case.volume.spacing))
    assert all(made.tables[arm].values.equals(table.values) for arm, table in workup.features.items())


def test_who_does_not_hold_the_job_keeps_nothing(store: Store, workup: Workup) -> None:
    job_id = taken(store, workup.case)

    assert not keep_measured(store, workup.case, workup.features, job_id, "another")
    with store.reading() as session:
        assert session.query(FeatureRecord).count() == 0


def test_features_say_what_they_were_made_from(store: Store, workup: Workup) -> None:
    job_id = kept(store, workup)
    with store.reading() as session:
        chain = trace(store, jobs.read_job(session, job_id).result)

    assert {made.kind for made in chain} == {"analysis", "features", "image", "mask", "file"}
    assert {"a" * 64, "b" * 64} <= {made.digest for made in chain if made.kind == "file"}


def test_a_damaged_file_is_named_and_written_anew(store: Store, workup: Workup) -> None:
    job_id = kept(store, workup)
    altered = flip_byte(store)
    with pytest.raises(StoreDamaged, match=altered):
        read_measured(store, job_id)

    measure_again(store, job_id, "damaged")
    assert altered not in set(store.blobs.digests())
    kept(store, workup)
    assert read_measured(store, job_id).case_id == workup.case.case_id


def test_an_erased_case_is_told_apart_from_a_damaged_one(store: Store, workup: Workup) -> None:
    job_id = kept(store, workup)
    with store.writing() as session:
        jobs.reopen(session, job_id, "damaged")

    with pytest.raises(StoreError, match="it was erased"):
        read_measured(store, job_id)


def test_erasing_a_case_erases_its_features_and_its_job(store: Store, workup: Workup) -> None:
    kept(store, workup)
    erase_case(store, workup.case.case_id)

    assert list(store.blobs.digests()) == []
