"""Every blob read once: which are damaged, which are missing, which nobody wants."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from core.store.audit import record
from core.store.database import Store
from core.store.schema import Blob


@dataclass(frozen=True)
class Scrubbed:
    """What was found.

    Parameters
    ----------
    blobs, bytes : read
    damaged : there, with other bytes than the name promises
    missing : wanted by a row, and not there
    stray : there and whole, but wanted by no row: a writer was stopped before its row came true
    """

    blobs: int
    bytes: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    stray: tuple[str, ...]


def scrub(store: Store) -> Scrubbed:
    """Read every blob and compare the names with the rows; removes nothing but old drafts."""
    store.blobs.sweep()
    with store.reading() as session:
        sizes = {row.sha256: row.bytes for row in session.execute(select(Blob.sha256, Blob.bytes))}
    there = tuple(store.blobs.digests())
    damaged = tuple(digest for digest in there if not store.blobs.is_whole(digest))
    found = Scrubbed(
        blobs=len(there),
        bytes=sum(sizes.get(digest, 0) for digest in there),
        damaged=damaged,
        missing=tuple(sorted(set(sizes) - set(there))),
        stray=tuple(sorted(set(there) - set(sizes) - set(damaged))),
    )
    with store.writing() as session:
        record(session, "scrub", outcome=f"{len(damaged)} damaged, {len(found.missing)} missing")
    return found
