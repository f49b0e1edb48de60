"""A case goes with everything derived from it, and nothing else; its bytes are nowhere in the folder any more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from core.errors import SettingError, StoreError
from core.store import jobs
from core.store.audit import verify
from core.store.comments import keep_comment
from core.store.database import Store
from core.store.erase import collect, erase_case, erase_expired, keep_for
from core.store.keep import keep_workup
from core.store.put import About, put_blob, put_record
from core.store.records import AnalysisRecord, FeatureRecord
from core.store.schema import Case
from core.values import Case as CaseValue

EMPTIED = ("cases", "patients", "images", "masks", "clinical", "feature_sets", "predictions", "analyses", "comments")


@pytest.fixture
def kept(store: Store, workup, asked) -> Store:
    keep_workup(store, workup, asked)
    return store


def rows(store: Store, table: str) -> int:
    with store.reading() as session:
        return session.scalar(text(f"SELECT count(*) FROM {table}"))


def another(asked, code: str):
    case = asked.case
    return replace(asked, case=CaseValue(code, case.volume, case.mask, case.clinical))


def test_everything_of_the_case_goes_and_the_models_stay(kept: Store, asked) -> None:
    with kept.reading() as session:
        keep_comment(kept, session.scalars(select(Case.id)).one(), "look at segment VIII")
    models = rows(kept, "models")

    gone = erase_case(kept, asked.case.case_id)

    assert {table: rows(kept, table) for table in EMPTIED} == dict.fromkeys(EMPTIED, 0) | {"analyses": 1}
    assert rows(kept, "models") == models > 0
    assert (gone.cases, gone.blobs > 0) == (1, True)


def test_no_byte_of_its_values_stays_in_the_folder(lite: Store, workup, asked) -> None:
    clinical = dict(asked.case.clinical) | {"enhancement": "unmistakable-word"}
    case = CaseValue(asked.case.case_id, asked.case.volume, asked.case.mask, clinical)
    keep_workup(lite, workup, replace(asked, case=case))
    holding = [path for path in lite.blobs.folder.rglob("*") if path.is_file() and b"unmistakable" in path.read_bytes()]
    assert holding

    erase_case(lite, case.case_id)

    left = [path for path in lite.blobs.folder.rglob("*") if path.is_file() and b"unmistakable" in path.read_bytes()]
    assert left == []


def test_what_two_cases_share_stays_for_the_other(kept: Store, workup, asked) -> None:
    other = another(asked, "case-ffffff")
    keep_workup(kept, workup, other)
    native = kept.blobs.write(b"") and rows(kept, "images")

    erase_case(kept, asked.case.case_id)

    assert rows(kept, "images") == native / 2
    with kept.reading() as session:
        wanted = set(session.scalars(text("SELECT DISTINCT blob FROM records WHERE blob IS NOT NULL")))
    assert all(kept.blobs.is_whole(digest) for digest in wanted)


def test_a_cohort_s_analysis_goes_with_one_of_its_cases(kept: Store, asked) -> None:
    with kept.writing() as session:
        features = session.scalars(select(FeatureRecord)).first()
        about = About("c" * 64, put_blob(session, kept.blobs, b"cohort"))
        put_record(session, AnalysisRecord, about, {"case 1": features}, {}, name="cohort")

    erase_case(kept, asked.case.case_id)

    assert rows(kept, "analyses") == 1  # the card of the models
    assert b"cohort" not in {kept.blobs.read(digest) for digest in kept.blobs.digests()}


def test_its_queued_jobs_go_too(kept: Store, asked) -> None:
    with kept.writing() as session:
        jobs.submit(session, "predict", {"volume": "x"}, {"case": asked.case.case_id, "project": "default"})
        jobs.submit(session, "predict", {"volume": "x"}, {"case": "another", "project": "default"})

    erase_case(kept, asked.case.case_id)

    assert rows(kept, "jobs") == 1


def test_the_audit_keeps_that_it_was_there_without_its_code(kept: Store, asked) -> None:
    erase_case(kept, asked.case.case_id, who="admin")

    with kept.reading() as session:
        told = session.execute(text("SELECT who, action, object_id FROM audit ORDER BY number DESC LIMIT 1")).one()
        assert verify(session).entries == rows(kept, "audit")
    assert told[:2] == ("admin", "erase case")
    assert asked.case.case_id not in told[2]


def test_only_cases_beyond_the_retention_of_their_project_expire(kept: Store) -> None:
    now = datetime.now(UTC)
    assert erase_expired(kept, now + timedelta(days=9999)).cases == 0

    keep_for(kept, 30)

    assert erase_expired(kept, now + timedelta(days=29)).cases == 0
    assert erase_expired(kept, now + timedelta(days=31)).cases == 1


def test_a_blob_nobody_wants_is_collected_and_can_come_again(store: Store) -> None:
    with store.writing() as session:
        digest = put_blob(session, store.blobs, b"nobody's")

    assert collect(store) == (1, 8)
    assert not store.blobs.is_whole(digest)
    with store.writing() as session:
        put_blob(session, store.blobs, b"nobody's")
    assert store.blobs.is_whole(digest)


def test_an_unknown_case_and_a_senseless_retention_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="none of that code is"):
        erase_case(store, "nobody")
    with pytest.raises(SettingError, match="one day at least, but 0 came"):
        keep_for(store, 0)
