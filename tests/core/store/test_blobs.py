"""Files named by their bytes: whole, found damaged, or absent; never half, never elsewhere."""

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest

from core.errors import DiskFull, StoreDamaged
from core.store.blobs import Blobs


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


def files(blobs: Blobs) -> list[Path]:
    return [path for path in blobs.folder.rglob("*") if path.is_file()]


def test_bytes_are_found_under_their_digest(blobs: Blobs) -> None:
    digest = blobs.write(b"liver")

    assert digest == hashlib.sha256(b"liver").hexdigest()
    assert files(blobs) == [blobs.folder / "blobs" / "sha256" / digest[:2] / digest]
    assert blobs.read(digest) == b"liver"


def test_the_same_bytes_are_written_once(blobs: Blobs) -> None:
    path = blobs.path(blobs.write(b"liver"))
    before = path.stat().st_ino

    blobs.write(b"liver")

    assert path.stat().st_ino == before


def test_a_cut_file_is_written_again(blobs: Blobs) -> None:
    path = blobs.path(blobs.write(b"liver"))
    path.write_bytes(b"li")

    assert blobs.read(blobs.write(b"liver")) == b"liver"


def test_a_flipped_bit_is_seen_on_reading_and_named_by_a_scrub(blobs: Blobs) -> None:
    whole, damaged = blobs.write(b"whole"), blobs.write(b"\x00" * 4096)
    content = bytearray(blobs.path(damaged).read_bytes())
    content[2048] ^= 1
    blobs.path(damaged).write_bytes(content)

    with pytest.raises(StoreDamaged, match=f"{damaged} holds other bytes: restore it"):
        blobs.read(damaged)
    assert blobs.find_damaged() == (damaged,)
    assert blobs.is_whole(whole)


def test_an_absent_blob_is_named(blobs: Blobs) -> None:
    with pytest.raises(StoreDamaged, match="0000 is not there"):
        blobs.read("0" * 64)


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "0" * 63, ""])
def test_no_name_leads_elsewhere(blobs: Blobs, name: str) -> None:
    with pytest.raises(StoreDamaged, match="64 hex digits"):
        blobs.read(name)


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_leaves_nothing(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    def full(*_: object) -> None:
        raise OSError(code, "full")

    monkeypatch.setattr(Path if step == "replace" else os, step, full)

    with pytest.raises(DiskFull, match="it is full, so nothing was kept: free some"):
        blobs.write(b"liver")
    assert files(blobs) == []


def test_another_error_of_the_disk_is_not_called_full(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", broken)

    with pytest.raises(OSError, match="input/output error"):
        blobs.write(b"liver")
    assert files(blobs) == []


def test_only_old_drafts_are_swept(blobs: Blobs) -> None:
    blobs.drafts.mkdir()
    old, new = blobs.drafts / "old", blobs.drafts / "new"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, time.time() - 25 * 3600))

    assert blobs.sweep() == 1
    assert files(blobs) == [new]
