"""A backup holds all there is, says what was damaged, and never looks whole when it is not."""

import json
import tarfile
from pathlib import Path

import pytest

from core.errors import DiskFull, StoreError
from core.store import archive
from core.store.backup import MANIFEST, back_up
from core.store.database import Store
from core.store.disk import disk_full
from core.store.keep import keep_workup


@pytest.fixture
def kept(lite: Store, workup, asked) -> Store:
    keep_workup(lite, workup, asked)
    return lite


def test_a_tar_file_ends_with_its_manifest(kept: Store, tmp_path: Path) -> None:
    made = back_up(kept, tmp_path / "b.tar")

    with tarfile.open(tmp_path / "b.tar") as tar:
        names = tar.getnames()
        told = json.load(tar.extractfile(MANIFEST))
    assert names[-1] == MANIFEST
    assert sum(name.startswith("blobs/") for name in names) == made.blobs == len(tuple(kept.blobs.digests()))
    assert (told["tables"]["cases"]["rows"], told["head"]) == (1, made.head)


def test_a_second_backup_into_a_folder_copies_only_what_is_new(kept: Store, tmp_path: Path) -> None:
    back_up(kept, tmp_path / "b")
    blobs = {path: path.stat().st_ino for path in (tmp_path / "b" / "blobs").rglob("*") if path.is_file()}

    back_up(kept, tmp_path / "b")

    assert blobs == {path: path.stat().st_ino for path in blobs}


def test_a_damaged_blob_is_named_and_left_out(kept: Store, tmp_path: Path) -> None:
    digest = next(kept.blobs.digests())
    kept.blobs.path(digest).write_bytes(b"rot")

    made = back_up(kept, tmp_path / "b")

    assert made.damaged == (digest,)
    assert not list((tmp_path / "b").rglob(digest))


def test_saved_prediction_sets_are_in_it(kept: Store, tmp_path: Path) -> None:
    card = kept.blobs.folder / "prediction-sets" / "ours" / "card.toml"
    card.parent.mkdir(parents=True)
    card.write_text("name = 'ours'", encoding="utf-8")

    back_up(kept, tmp_path / "b")

    assert (tmp_path / "b" / "prediction-sets" / "ours" / "card.toml").read_text() == "name = 'ours'"


def test_a_tar_file_is_never_replaced(kept: Store, tmp_path: Path) -> None:
    (tmp_path / "b.tar").touch()

    with pytest.raises(StoreError, match=r"never replaced, but b\.tar is there"):
        back_up(kept, tmp_path / "b.tar")


def test_a_full_disk_leaves_no_tar_file(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise disk_full()

    monkeypatch.setattr(archive.TarWriter, "add", full)

    with pytest.raises(DiskFull):
        back_up(kept, tmp_path / "b.tar")
    assert [path.name for path in tmp_path.iterdir() if ".tar" in path.name] == []
