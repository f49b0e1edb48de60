"""The whole store into a folder or a tar file, and back into an empty one, whichever database either uses.

tables/<name>.jsonl      one row a line
blobs/sha256/ab/<64 hex> as in the store; a later backup into the same folder copies only what is new
prediction-sets/<name>/  what a team saved
manifest.json            version of the tables, rows and SHA-256 of each, head of the audit; written last
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import StoreDamaged
from core.store.archive import Writer, open_writer
from core.store.audit import record, verify
from core.store.database import Store
from core.store.dump import TABLES, Content, describe_tables, dump_table
from core.store.migrate import newest
from core.store.schema import Blob, now

MANIFEST, SETS = "manifest.json", "prediction-sets"
FORMAT = 1


@dataclass(frozen=True)
class Backup:
    """What a backup holds.

    Parameters
    ----------
    tables : name to rows and digest
    damaged : blobs that were not whole when it was made, and so are not in it
    head : of the audit; with it `core.store.audit.verify` sees later whether entries were cut off
    """

    tables: Mapping[str, Content]
    blobs: int
    bytes: int
    damaged: tuple[str, ...]
    head: str

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(content.rows for content in self.tables.values())


def back_up(store: Store, to: Path) -> Backup:
    """Write the store as it is at one moment; who works meanwhile is not kept waiting.

    Parameters
    ----------
    to : a name ending in .tar that is not there yet, or a folder, which a later backup may use again

    Raises
    ------
    StoreError
        The tar file is there already.
    DiskFull
        It does not fit.
    """
    writer, whole = open_writer(to), False
    try:
        with store.writing() as session:
            record(session, "back up")
        with store.reading() as session:
            made = _write(session, store, writer)
        whole = True
    finally:
        writer.close(whole)
    return made


def table_file(name: str) -> str:
    """Where the rows of a table stand in a backup."""
    return f"tables/{name}.jsonl"


def blob_file(digest: str) -> str:
    """Where a blob stands in a backup."""
    return f"blobs/sha256/{digest[:2]}/{digest}"


def _write(session: Session, store: Store, writer: Writer) -> Backup:
    head, tables = verify(session).head, describe_tables(session)
    for table in TABLES:
        writer.add(table_file(table.name), dump_table(session, table))
    sizes = {row.sha256: row.bytes for row in session.execute(select(Blob.sha256, Blob.bytes))}
    damaged = tuple(digest for digest in sorted(sizes) if not _copy_blob(store, writer, digest))
    for path in sorted((store.blobs.folder / SETS).glob("*/*")):
        writer.add(f"{SETS}/{path.parent.name}/{path.name}", [path.read_bytes()])
    kept = [size for digest, size in sizes.items() if digest not in damaged]
    made = Backup(tables, len(kept), sum(kept), damaged, head)
    told = {"format": FORMAT, "tables_version": newest(), "made_at": now(), **asdict(made)}
    writer.add(MANIFEST, [json.dumps(told, indent=1).encode()])
    return made


def _copy_blob(store: Store, writer: Writer, digest: str) -> bool:
    """Whether a blob is in the backup: one that is there already cannot have changed."""
    if writer.holds(blob_file(digest)):
        return True
    try:
        writer.add(blob_file(digest), [store.blobs.read(digest)])
    except StoreDamaged:
        return False
    return True
