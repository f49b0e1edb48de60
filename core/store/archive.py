"""Named files in a folder or in one tar file: the two forms of a backup. What the files mean is not known here."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol

from core.errors import StoreDamaged, StoreError
from core.store.disk import name_full_disk, sync_folder, write_durably

DRAFTS = "tmp"


class Writer(Protocol):
    """What a backup is written to."""

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file of these parts."""

    def holds(self, name: str) -> bool:
        """Whether a file of this name is there from an earlier backup."""

    def close(self, whole: bool) -> None:
        """End it; what is not whole leaves no file that looks as if it were."""


class Reader(Protocol):
    """What a backup is read from."""

    def names(self) -> tuple[str, ...]:
        """All files there are."""

    def lines(self, name: str) -> Iterator[bytes]:
        """A file line by line; raises `StoreDamaged` when it is not there."""

    def read(self, name: str) -> bytes:
        """All of a file; raises `StoreDamaged` when it is not there."""

    def close(self) -> None:
        """End it."""


def open_writer(path: Path) -> Writer:
    """A place to write to, a tar file when its name ends so; raises `StoreError` when that is there already."""
    if path.suffix != ".tar":
        return FolderWriter(path)
    if path.exists():
        raise StoreError(f"a backup file is never replaced, but {path.name} is there already: choose another name")
    return TarWriter(path)


def open_reader(path: Path) -> Reader:
    """A backup to read; raises `StoreError` when there is none, `StoreDamaged` when it is no tar file."""
    if not path.exists():
        raise StoreError(f"the backup must be there, but {path.name} is not: correct its name")
    return FolderReader(path) if path.is_dir() else TarReader(path)


class FolderWriter:
    """Files of a folder; what an earlier backup left there is replaced name by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file that appears whole or not at all."""
        write_durably(self._folder / name, b"".join(parts), self._folder / DRAFTS)

    def holds(self, name: str) -> bool:
        """Whether the folder has it."""
        return (self._folder / name).exists()

    def close(self, whole: bool) -> None:  # noqa: ARG002 - a folder without a manifest is no backup
        """Remove the folder of drafts."""
        (self._folder / DRAFTS).rmdir()


class TarWriter:
    """One file, written beside its name, which it takes when it is whole."""

    def __init__(self, path: Path) -> None:
        self._path, self._draft = path, path.with_name(path.name + ".part")
        with name_full_disk():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._tar = tarfile.open(self._draft, "w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - `close` ends it

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        """Append a file; its parts gather on the disk first, since a tar file says sizes before contents."""
        with name_full_disk(), TemporaryFile(dir=self._path.parent) as gathered:
            gathered.writelines(parts)
            about = tarfile.TarInfo(name)
            about.size, about.mode = gathered.tell(), 0o600
            gathered.seek(0)
            self._tar.addfile(about, gathered)

    def holds(self, name: str) -> bool:  # noqa: ARG002 - nothing is there before it is written
        """Nothing is there from an earlier backup."""
        return False

    def close(self, whole: bool) -> None:
        """Give the file its name, or remove it."""
        try:
            with name_full_disk():
                self._tar.close()
                if whole:
                    self._draft.replace(self._path)
                    sync_folder(self._path.parent)
        finally:
            self._draft.unlink(missing_ok=True)


class FolderReader:
    """Files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """All files below the folder."""
        found = (path for path in self._folder.rglob("*") if path.is_file())
        return tuple(sorted(path.relative_to(self._folder).as_posix() for path in found))

    def lines(self, name: str) -> Iterator[bytes]:
        """A file line by line."""
        try:
            with (self._folder / name).open("rb") as file:
                yield from file
        except FileNotFoundError as error:
            raise _missing(name) from error

    def read(self, name: str) -> bytes:
        """All of a file."""
        return b"".join(self.lines(name))

    def close(self) -> None:
        """Nothing is open."""


class TarReader:
    """Members of a tar file; read one by one, so that no name of theirs ever becomes a path."""

    def __init__(self, path: Path) -> None:
        try:
            self._tar = tarfile.open(path, "r:")  # noqa: SIM115 - for as long as it is read
            self._members = {member.name: member for member in self._tar.getmembers() if member.isfile()}
        except tarfile.TarError as error:
            raise StoreDamaged("a backup must be a whole tar file, but this one is not: take another") from error

    def names(self) -> tuple[str, ...]:
        """All plain files."""
        return tuple(sorted(self._members))

    def lines(self, name: str) -> Iterator[bytes]:
        """A member line by line."""
        content = self._tar.extractfile(self._members[name]) if name in self._members else None
        if content is None:
            raise _missing(name)
        with content:
            yield from content

    def read(self, name: str) -> bytes:
        """All of a member."""
        return b"".join(self.lines(name))

    def close(self) -> None:
        """Close the tar file."""
        self._tar.close()


def _missing(name: str) -> StoreDamaged:
    return StoreDamaged(f"a backup must hold {name}, but it does not: take another")
