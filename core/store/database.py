"""The database of the store: SQLite beside the blobs, or the PostgreSQL that DATABASE_URL names.

Durability before speed: a transaction that was committed outlasts a power cut.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from core.errors import StoreError
from core.places import data_folder
from core.store.blobs import Blobs
from core.store.disk import disk_full, require_local
from core.store.migrate import upgrade

DATABASE = "app.db"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000", "secure_delete=ON")
WRITER = 0x57726974
"""Key of the advisory lock that the one writer of a PostgreSQL database holds: "Writ"."""
POSTGRES_FULL = "53100"
"""SQLSTATE ``disk_full``."""

TOLD = {
    ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_READONLY", "08", "28", "3D", "57P"): "the database of the store must "
    "answer and take what is written, but it does not: start it, or correct its address and rights",
    ("SQLITE_BUSY", "SQLITE_LOCKED"): "the database must be free within 30 s, but another process held it: try again",
    ("SQLITE_CORRUPT", "SQLITE_NOTADB"): "the database must be whole, but it is damaged: restore it from a backup",
}
"""How the codes of the drivers begin, and what they mean for a person."""


@dataclass(frozen=True)
class Store:
    """Blobs and database of one team.

    Parameters
    ----------
    engine : connections to the database, whose tables are those of this code
    """

    blobs: Blobs
    engine: Engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file beside the blobs."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment and changes nothing; nobody waits for it."""
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with _explain(), Session(self.engine.execution_options(**level)) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes all come true at its end, or, after an error, none; `DiskFull` when they do not fit.

        It is the only one that writes, from its beginning on, in this process or any other.
        """
        session = Session(self.engine.execution_options(writes=True), expire_on_commit=False)
        with _explain(), session, session.begin():
            if not self.is_sqlite:
                session.execute(select(func.pg_advisory_xact_lock(WRITER)))
            yield session

    def forget(self) -> None:
        """Leave no copy of erased rows in SQLite's log; within its pages they are overwritten as they go."""
        if self.is_sqlite:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def open_store(folder: Path | None = None, url: str | None = None) -> Store:
    """The store of this process: opened, and brought to this code's tables, once for each place.

    Parameters
    ----------
    folder : of the blobs, and of the database without a `url`; None for `core.places.data_folder`
    url : of the database; None for what the environment says in DATABASE_URL

    Raises
    ------
    StoreError
        The database cannot be reached, was written by a newer version, or would lie on another machine's disk.
    """
    return _open(folder or data_folder(), os.environ.get("DATABASE_URL", "") if url is None else url)


@lru_cache(maxsize=8)
def _open(folder: Path, url: str) -> Store:
    blobs = Blobs(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        blobs.sweep()
    except OSError as error:
        raise StoreError(
            "the folder of the store must be one this server may write to, but it is not: set HEPASR_DATA to another"
        ) from error
    if not url:
        require_local(folder)
    engine = open_engine(url or f"sqlite:///{folder / DATABASE}")
    with _explain():
        upgrade(engine)
    return Store(blobs, engine)


def open_engine(url: str) -> Engine:
    """Connections to a database, as durable as it can be; raises `StoreError` for an address of another kind."""
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
        if address.get_backend_name() == "postgresql":
            return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        if address.get_backend_name() != "sqlite":
            raise StoreError(
                f"DATABASE_URL must name SQLite or PostgreSQL, but it names {address.drivername}: correct it"
            )
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError("DATABASE_URL must be postgresql://user@host/name, but it is not: correct it") from error
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs psycopg, but it is not installed: pip install 'psycopg[binary]'") from error
    engine = create_engine(address, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says so, not where the driver guesses
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the lock at once for what writes: a transaction that only then asks for it would be refused."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _explain() -> Iterator[None]:
    """Say in a sentence what the driver says in codes; a mistake of the code itself passes."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorname", "") or getattr(error.orig, "sqlstate", "") or ""
        if code in ("SQLITE_FULL", POSTGRES_FULL):
            raise disk_full() from error
        for starts, sentence in TOLD.items():
            if error.connection_invalidated or code.startswith(starts) or not code:
                raise StoreError(sentence) from error
        raise
