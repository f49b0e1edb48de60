"""Tables as lines of JSON and back, the same from both databases: what a backup holds of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from core.errors import StoreDamaged
from core.store.identity import canonical
from core.store.records import Record

TABLES: tuple[Table, ...] = tuple(Record.metadata.sorted_tables)
"""Every table, each after those it refers to."""
AT_ONCE = 1000


@dataclass(frozen=True)
class Content:
    """What a table holds: how many rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


def dump_table(session: Session, table: Table) -> Iterator[bytes]:
    """The rows of a table as lines of JSON, in the order of its key."""
    rows = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    with closing(session.execute(rows)) as found:
        for row in found.mappings():
            yield canonical(dict(row)).encode() + b"\n"


def describe_tables(session: Session) -> dict[str, Content]:
    """Table to what it holds."""
    found = {}
    for table in TABLES:
        digest, rows = hashlib.sha256(), 0
        for line in dump_table(session, table):
            digest.update(line)
            rows += 1
        found[table.name] = Content(rows, digest.hexdigest())
    return found


def load_table(session: Session, table: Table, lines: Iterable[bytes]) -> None:
    """Put the rows of `dump_table` back; raises `StoreDamaged` for a line that is none of its rows."""
    names = set(table.columns.keys())
    rows: list[Mapping[str, object]] = []
    for line in lines:
        row = json.loads(line)
        if not isinstance(row, dict) or set(row) != names:
            raise StoreDamaged(f"every line of {table.name} must hold its columns, but one does not: take another")
        rows.append(row)
        if len(rows) == AT_ONCE:
            session.execute(insert(table), rows)
            rows = []
    if rows:
        session.execute(insert(table), rows)


def count_rows(session: Session) -> int:
    """Rows of all tables together."""
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES)
