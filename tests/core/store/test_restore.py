"""A restored store is the one that was backed up: rows, digests, blobs, audit; from either database into either."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import text

from core.errors import StoreDamaged, StoreError
from core.store.audit import verify
from core.store.backup import MANIFEST, back_up
from core.store.database import DATABASE, Store, open_store
from core.store.dump import describe_tables
from core.store.keep import keep_workup, read_workup
from core.store.restore import restore


@pytest.fixture
def kept(store: Store, workup, asked) -> tuple[Store, str]:
    return store, keep_workup(store, workup, asked)


@pytest.fixture
def fresh(tmp_path: Path, empty_sqlite: Path):
    """Another empty store."""
    folder = tmp_path / "fresh"
    folder.mkdir()
    shutil.copy(empty_sqlite, folder / DATABASE)
    opened = open_store(folder, "")
    yield opened
    opened.close()


@pytest.fixture
def backup(lite: Store, tmp_path: Path, workup, asked) -> Path:
    """A backup of one case, in a folder."""
    keep_workup(lite, workup, asked)
    back_up(lite, tmp_path / "b")
    return tmp_path / "b"


def contents(store: Store):
    with store.reading() as session:
        return describe_tables(session)


@pytest.mark.parametrize("name", ["b.tar", "b"])
def test_rows_and_all_digests_agree_after_a_restore(kept, fresh: Store, tmp_path: Path, workup, name: str) -> None:
    store, analysis = kept
    made = back_up(store, tmp_path / name)

    assert restore(fresh, tmp_path / name) == made
    assert contents(fresh) == contents(store)
    assert list(fresh.blobs.digests()) == list(store.blobs.digests())
    assert fresh.blobs.find_damaged() == ()
    assert read_workup(fresh, analysis).case == workup.case
    with fresh.reading() as session:
        assert verify(session, made.head).head == made.head


def test_a_backup_goes_into_either_database(lite: Store, store: Store, tmp_path: Path, workup, asked) -> None:
    analysis = keep_workup(lite, workup, asked)
    back_up(lite, tmp_path / "b.tar")

    restore(store, tmp_path / "b.tar")

    assert contents(store) == contents(lite)
    assert read_workup(store, analysis).super_resolved == workup.super_resolved
    keep_workup(store, workup, asked)  # and life goes on


def test_a_store_that_holds_something_is_not_filled(kept, tmp_path: Path) -> None:
    store, _ = kept
    back_up(store, tmp_path / "b")

    with pytest.raises(StoreError, match="into an empty store, but this one holds rows"):
        restore(store, tmp_path / "b")


def change(path: Path, of: str, to: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(of, to), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "of", "to", "said"),
    [
        ("tables/predictions.jsonl", '"threshold":0.4', '"threshold":0.5', "but predictions differs"),
        ("tables/audit.jsonl", '"who":"local"', '"who":"nobody"', "but audit differs"),
        ("tables/cases.jsonl", '"code":', '"name":', "cases must hold its columns"),
        (MANIFEST, '"tables_version": "0004"', '"tables_version": "0099"', "but it is of 0099"),
    ],
)
def test_a_backup_that_was_changed_is_refused_and_leaves_no_row(
    backup: Path, fresh: Store, file: str, of: str, to: str, said: str
) -> None:
    change(backup / file, of, to)

    with pytest.raises((StoreDamaged, StoreError), match=said):
        restore(fresh, backup)
    assert sum(content.rows for content in contents(fresh).values()) == 0


def test_a_blob_that_was_changed_or_lost_is_named(backup: Path, fresh: Store) -> None:
    blob = next(path for path in (backup / "blobs").rglob("*") if path.is_file())

    blob.write_bytes(b"other")
    with pytest.raises(StoreDamaged, match="its name promises"):
        restore(fresh, backup)
    blob.unlink()
    with pytest.raises(StoreDamaged, match="1 are missing"):
        restore(fresh, backup)


def test_no_name_of_a_backup_leads_elsewhere(lite: Store, fresh: Store, tmp_path: Path) -> None:
    back_up(lite, tmp_path / "b")
    (tmp_path / "evil").write_text("x", encoding="utf-8")
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        tar.add(tmp_path / "b" / MANIFEST, MANIFEST)
        tar.add(tmp_path / "evil", "prediction-sets/../../../evil2")

    with pytest.raises(StoreDamaged, match="one name leads elsewhere"):
        restore(fresh, tmp_path / "b.tar")
    assert not list(tmp_path.rglob("evil2"))


def test_no_backup_or_no_tar_file_is_said(fresh: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="gone is not: correct its name"):
        restore(fresh, tmp_path / "gone")
    (tmp_path / "b.tar").write_bytes(b"hello" * 1000)
    with pytest.raises(StoreDamaged, match="whole tar file"):
        restore(fresh, tmp_path / "b.tar")


def test_the_manifest_says_when_it_was_made(lite: Store, tmp_path: Path) -> None:
    back_up(lite, tmp_path / "b")
    told = json.loads((tmp_path / "b" / MANIFEST).read_text(encoding="utf-8"))

    with lite.reading() as session:
        assert told["made_at"] >= session.scalar(text("SELECT max(at) FROM audit"))
