"""Files named by the SHA-256 of their bytes: never changed, found again whole or named as damaged.

Which rows want them is not known here.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import StoreDamaged
from core.store.disk import sync_folder, write_durably

DRAFT_HOURS = 24.0
"""Age at which a draft belongs to no writer any more."""
DIGEST = re.compile(r"[0-9a-f]{64}")
PIECE = 1 << 20


@dataclass(frozen=True)
class Blobs:
    """The files below one folder.

    Parameters
    ----------
    folder : holds ``blobs/sha256/ab/<64 hex digits>`` and ``tmp/``
    """

    folder: Path

    @property
    def root(self) -> Path:
        """Where the files lie."""
        return self.folder / "blobs" / "sha256"

    @property
    def drafts(self) -> Path:
        """Where bytes gather before they have a name."""
        return self.folder / "tmp"

    def path(self, digest: str) -> Path:
        """The place of a blob; raises `StoreDamaged` when the text is no digest, so that no name leads elsewhere."""
        if not DIGEST.fullmatch(digest):
            raise StoreDamaged(f"a blob is named by 64 hex digits, but {digest[:80]!r} came: restore the database")
        return self.root / digest[:2] / digest

    def write(self, content: bytes) -> str:
        """Keep bytes; returns their SHA-256. What is there already whole is not written again."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if not path.exists() or path.stat().st_size != len(content):
            write_durably(path, content, self.drafts)
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes of a blob; raises `StoreDamaged` when they are absent or altered."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError as error:
            raise StoreDamaged(_sentence(digest, "is not there")) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise StoreDamaged(_sentence(digest, "holds other bytes"))
        return content

    def unlink(self, digest: str) -> None:
        """Remove a blob for good; one that is not there is as well."""
        path = self.path(digest)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)

    def digests(self) -> Iterator[str]:
        """The names of all blobs there are, in order."""
        yield from (path.name for path in sorted(self.root.glob("??/*")) if DIGEST.fullmatch(path.name))

    def is_whole(self, digest: str) -> bool:
        """Whether a blob is there with the bytes its name promises."""
        try:
            return hash_file(self.path(digest)) == digest
        except FileNotFoundError:
            return False

    def find_damaged(self) -> tuple[str, ...]:
        """The names of the blobs whose bytes are not what their names promise; reads every file."""
        return tuple(digest for digest in self.digests() if not self.is_whole(digest))

    def sweep(self, hours: float = DRAFT_HOURS) -> int:
        """Remove drafts older than this, which a killed writer left; returns how many."""
        before = time.time() - 3600 * hours
        old = [path for path in self.drafts.glob("*") if path.is_file() and path.stat().st_mtime < before]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)


def hash_file(path: Path) -> str:
    """SHA-256 of a file, read in pieces of one MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _sentence(digest: str, found: str) -> str:
    return f"a blob must hold the bytes its name promises, but {digest} {found}: restore it from a backup"
