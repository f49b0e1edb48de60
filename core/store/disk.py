"""Bytes onto the disk so that a power cut leaves them whole or absent, and what a disk may not be."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from core.errors import DiskFull, StoreError

MOUNTS = Path("/proc/self/mounts")
REMOTE = ("nfs", "cifs", "smb", "afs", "ceph", "gluster", "lustre", "beegfs", "fuse.sshfs", "ncpfs")
"""How the names of file systems begin that lie on another machine, where SQLite's locks cannot be relied on."""
FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def name_full_disk() -> Iterator[None]:
    """Turn the system's word for a full disk, or a used-up quota, into `DiskFull`, see `disk_full`."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise disk_full() from error
        raise


def disk_full() -> DiskFull:
    """The error whose sentence says that nothing more fits."""
    return DiskFull(
        "the disk of the store must have room for what is to be kept, but it is full, so nothing was kept: free some "
        "space and try again"
    )


def write_durably(path: Path, content: bytes, drafts: Path) -> None:
    """Write a file that appears whole or not at all, and stays after a power cut.

    Parameters
    ----------
    path : in a folder that is made when it is not there
    drafts : folder of the same file system where the bytes gather before they take their name

    Raises
    ------
    DiskFull
        The bytes do not fit; nothing is left of them.
    """
    draft = drafts / uuid4().hex
    with name_full_disk():
        drafts.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new = not path.parent.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(path)
            sync_folder(path.parent)
            if new:
                sync_folder(path.parent.parent)
        finally:
            draft.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_system(folder: Path, mounts: str | None = None) -> str:
    """The type of the file system a folder lies on, as Linux names it; empty where that is not known.

    Parameters
    ----------
    mounts : text of the table of mounts; None for this machine's own
    """
    if mounts is None:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""
    place, best, found = folder.resolve(), -1, ""
    for line in mounts.splitlines():
        _, mounted, kind, *_ = line.split(" ")
        point = Path(mounted.replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), kind
    return found


def require_local(folder: Path, mounts: str | None = None) -> None:
    """Raise `StoreError` where a folder lies on another machine, because SQLite would be damaged there."""
    kind = file_system(folder, mounts)
    if kind.startswith(REMOTE):
        raise StoreError(
            f"the database of the store must lie on a disk of this machine, but its folder is on {kind}: set "
            "HEPASR_DATA to a local folder, or DATABASE_URL to a PostgreSQL server"
        )
