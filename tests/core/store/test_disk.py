"""Bytes that outlast a power cut, a disk that is really full, and folders that lie elsewhere."""

import os
import subprocess
from pathlib import Path

import pytest

from core.errors import DiskFull, StoreError
from core.store import disk
from core.store.blobs import Blobs
from core.store.disk import file_system, require_local, write_durably

MOUNTS = """overlay / overlay rw 0 0
tmpfs /dev/shm tmpfs rw 0 0
server:/export /srv nfs4 rw 0 0
/dev/sda1 /srv/local ext4 rw 0 0
//win/share /mnt/a\\040b cifs rw 0 0
"""


def test_file_and_folder_are_synced_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for module, name in ((os, "fsync"), (Path, "replace")):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, real=real, name=name: (calls.append(name), real(*a))[1])

    write_durably(tmp_path / "new" / "file", b"x", tmp_path / "tmp")

    assert calls == ["fsync", "replace", "fsync", "fsync"]


@pytest.fixture
def small_disk(tmp_path: Path):
    """A file system of one MiB, where this account may mount one."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", tmp_path], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no small disk here: this account may not mount one")
    yield tmp_path
    subprocess.run(["umount", "-l", tmp_path], check=True)


def test_a_disk_that_is_really_full_is_said_and_leaves_nothing_half_written(small_disk: Path) -> None:
    blobs = Blobs(small_disk)
    kept = blobs.write(bytes(400_000))

    with pytest.raises(DiskFull):
        blobs.write(b"\x01" * 900_000)
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == [kept]
    assert blobs.is_whole(kept)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/home/x", "overlay"), ("/srv/data", "nfs4"), ("/srv/local/data", "ext4"), ("/mnt/a b/c", "cifs")],
)
def test_the_nearest_mount_says_the_file_system(folder: str, kind: str) -> None:
    assert file_system(Path(folder), MOUNTS) == kind


def test_a_folder_on_another_machine_is_refused_for_the_database() -> None:
    with pytest.raises(StoreError, match="its folder is on nfs4: set HEPASR_DATA to a local folder, or DATABASE_URL"):
        require_local(Path("/srv/data"), MOUNTS)
    require_local(Path("/srv/local"), MOUNTS)


def test_a_machine_without_a_table_of_mounts_refuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MOUNTS", Path("/nowhere"))

    require_local(Path("/srv/data"))
