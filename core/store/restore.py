"""A store out of a backup: into an empty folder and database, checked against the manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core.errors import StoreDamaged, StoreError
from core.store.archive import Reader, open_reader
from core.store.audit import verify
from core.store.backup import FORMAT, MANIFEST, SETS, Backup, blob_file, table_file
from core.store.blobs import DIGEST
from core.store.database import Store
from core.store.disk import write_durably
from core.store.dump import TABLES, Content, count_rows, describe_tables, load_table
from core.store.migrate import newest
from core.store.schema import Blob

BLOBS = blob_file("").rstrip("/")


def restore(store: Store, of: Path) -> Backup:
    """Fill an empty store from a backup: all rows, or after an error none.

    Raises
    ------
    StoreError
        The store holds something, or the backup is of another version.
    StoreDamaged
        The backup is not whole, or what was read back is not what was written.
    """
    with closing(open_reader(of)) as reader:
        told = _read_manifest(reader)
        with store.reading() as session:
            if count_rows(session):
                raise StoreError("a backup is restored into an empty store, but this one holds rows: choose another")
        for name in reader.names():
            _restore_file(store, reader, name)
        tables = _restore_tables(store, reader, told)
    return Backup(tables, told["blobs"], told["bytes"], tuple(told["damaged"]), told["head"])


def _read_manifest(reader: Reader) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(reader.read(MANIFEST))
    if (told.get("format"), told.get("tables_version")) != (FORMAT, newest()):
        raise StoreError(
            f"the backup must be of this version ({newest()}), but it is of {told.get('tables_version')}: restore it "
            "with the HepaSR that made it, and let the new one open that store"
        )
    return told


def _restore_file(store: Store, reader: Reader, name: str) -> None:
    if name.startswith(f"{SETS}/"):
        write_durably(store.blobs.folder / SETS / _place_of(name), reader.read(name), store.blobs.drafts)
    if name.startswith(f"{BLOBS}/"):
        digest = name.rpartition("/")[2]
        if not DIGEST.fullmatch(digest) or store.blobs.write(reader.read(name)) != digest:
            raise StoreDamaged(
                "a blob of a backup must hold the bytes its name promises, but one does not: take another"
            )


def _restore_tables(store: Store, reader: Reader, told: Mapping[str, Any]) -> dict[str, Content]:
    with store.writing() as session:
        for table in TABLES:
            load_table(session, table, reader.lines(table_file(table.name)))
        tables = describe_tables(session)
        differing = [name for name, content in tables.items() if asdict(content) != told["tables"].get(name)]
        if differing:
            raise StoreDamaged(f"tables must read back as they were, but {', '.join(differing)} differs: take another")
        verify(session, told["head"])
        missing = set(session.scalars(select(Blob.sha256))) - set(store.blobs.digests()) - set(told["damaged"])
        if missing:
            raise StoreDamaged(f"a backup must hold every blob, but {len(missing)} are missing: take another")
    return tables


def _place_of(name: str) -> Path:
    """The place of a saved file below its folder; a name that leads elsewhere is refused."""
    folder, _, file = name.removeprefix(f"{SETS}/").partition("/")
    if not all(part and part == Path(part).name and part not in (".", "..") for part in (folder, file)):
        raise StoreDamaged("a backup names its files plainly, but one name leads elsewhere: take another")
    return Path(folder) / file
