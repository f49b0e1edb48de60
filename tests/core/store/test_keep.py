"""A prediction is kept whole or not at all, and found again by whoever opens the store next."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from core.errors import DiskFull, StoreDamaged, StoreError
from core.store import database, keep, put
from core.store.audit import count_entries
from core.store.database import Store, open_store
from core.store.disk import disk_full
from core.store.keep import keep_workup, read_workup
from core.store.records import ImageRecord, MaskRecord, PredictionRecord, Record
from core.values import Volume


def full() -> None:
    raise disk_full()


def count(store: Store, table=Record) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_kept_prediction_reads_back(store: Store, workup, asked) -> None:
    read = read_workup(store, keep_workup(store, workup, asked))

    assert read.case == workup.case
    assert read.super_resolved == workup.super_resolved
    assert read.headline.risk == workup.headline.risk
    assert read.notes == workup.notes


def test_another_process_finds_it(place, store: Store, workup, asked) -> None:
    analysis = keep_workup(store, workup, asked)
    database._open.cache_clear()
    other = open_store(*place)

    assert other is not store
    assert read_workup(other, analysis).case == workup.case
    other.close()


def test_kept_twice_it_is_the_same_rows(store: Store, workup, asked) -> None:
    first = keep_workup(store, workup, asked)
    rows = count(store)

    assert keep_workup(store, replace(workup, steps=()), asked) == first
    assert count(store) == rows


def test_risk_and_interval_stand_in_their_columns(store: Store, workup, asked) -> None:
    keep_workup(store, workup, asked)

    with store.reading() as session:
        rows = {row.model: row for row in session.scalars(select(PredictionRecord))}
        assert set(rows) == {"clinical", "super-resolved", "combined"}
        assert (rows["combined"].risk, rows["combined"].ci_high, rows["clinical"].rad_score) == (1 / 3, 0.5, None)


def test_a_second_reader_is_a_second_mask_of_the_same_case(store: Store, workup, asked) -> None:
    for reader in ("reader-1", "reader-2"):
        keep_workup(store, workup, replace(asked, reader=reader))

    with store.reading() as session:
        readers = session.scalars(select(MaskRecord.reader).order_by(MaskRecord.reader))
        assert [name for name in readers if name != keep.PROPAGATED] == ["reader-1", "reader-2"]
        assert session.scalar(text("SELECT count(*) FROM cases")) == 1


def test_a_corrected_volume_says_what_it_was_made_from(store: Store, workup, asked) -> None:
    bright = Volume(2 * asked.case.volume.data, asked.case.volume.affine)
    keep_workup(store, workup, replace(asked, case=replace(asked.case, volume=bright)))

    with store.reading() as session:
        native = session.scalars(select(ImageRecord).where(ImageRecord.arm == "native")).one()
        assert [(origin.role, origin.digest) for origin in native.origins] == [("uncorrected", bright.digest)]


def test_a_disk_that_fills_up_half_way_leaves_no_row(store: Store, workup, asked, monkeypatch) -> None:
    room = iter(range(8))
    monkeypatch.setattr(keep, "put_blob", lambda *a: put.put_blob(*a) if next(room, None) is not None else full())

    with pytest.raises(DiskFull):
        keep_workup(store, workup, asked)

    assert count(store) == 0
    with store.reading() as session:
        assert count_entries(session) == 0


def test_a_database_that_is_really_full_is_said(lite: Store, workup, asked) -> None:
    with lite.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def write_more() -> None:
        with lite.writing() as session:
            session.execute(text(f"PRAGMA max_page_count = {pages}"))
            session.execute(text("CREATE TABLE more AS SELECT hex(randomblob(100000)) AS filler"))

    with pytest.raises(DiskFull, match="it is full, so nothing was kept"):
        write_more()


def test_a_damaged_image_is_named_when_it_is_read(store: Store, workup, asked) -> None:
    analysis = keep_workup(store, workup, asked)
    with store.reading() as session:
        blob = session.scalars(select(ImageRecord.blob).where(ImageRecord.arm == "super-resolved")).one()
    store.blobs.path(blob).write_bytes(b"\x00" * 100)

    with pytest.raises(StoreDamaged, match=f"{blob} holds other bytes"):
        read_workup(store, analysis)


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(StoreError, match="was erased, so predict again"):
        read_workup(store, "0" * 64)
