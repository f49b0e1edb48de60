"""Who did what, when, to which object, and how it ended: a chain in which no link can be changed unseen.

Each entry carries the SHA-256 of itself and of the one before. Objects are named by ids that say nothing; a text of a
person, such as a name or a comment, never enters.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import StoreDamaged
from core.store.identity import canonical
from core.store.schema import AuditEntry, now

START = "0" * 64
"""What stands before the first entry."""
LOCAL = "local"
"""Who acts where nobody signs in."""
PLAIN = re.compile(r"[\w.\-:]{0,64}", re.ASCII)


@dataclass(frozen=True)
class Chain:
    """What was found of the whole audit.

    Parameters
    ----------
    entries : how many there are
    head : digest of the last one, to be written down elsewhere: who knows it sees later whether the end was cut off
    """

    entries: int
    head: str


def record(session: Session, action: str, object_id: str = "", outcome: str = "done", who: str = LOCAL) -> AuditEntry:
    """Append one entry to the transaction that does what it tells of.

    Parameters
    ----------
    session : of `core.store.database.Store.writing`, so that no two entries follow the same one
    action : e.g. ``"erase case"``, in words of this software
    object_id : an id of the store
    outcome : one word, or the name of an error
    who : a role or an account, never a patient

    Raises
    ------
    ValueError
        The object or the actor is no plain id: the mistake of a caller, who would have written a text into the audit.
    """
    if not PLAIN.fullmatch(object_id) or not PLAIN.fullmatch(who):
        raise ValueError("an audit entry names its object and actor by plain ids, but a text came")
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.digest) if last else (1, START)
    entry = AuditEntry(number=number, at=now(), who=who, action=action, object_id=object_id, outcome=outcome)
    entry.previous = previous
    entry.digest = digest_entry(entry)
    session.add(entry)
    session.flush()
    return entry


def digest_entry(entry: AuditEntry) -> str:
    """SHA-256 of an entry and of the digest before it."""
    told = [entry.number, entry.at, entry.who, entry.action, entry.object_id, entry.outcome, entry.previous]
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def verify(session: Session, head: str = "") -> Chain:
    """Follow the chain from its start.

    Parameters
    ----------
    head : digest that was written down earlier; it must still be in the chain

    Raises
    ------
    StoreDamaged
        An entry was changed, removed or put in between; or the chain no longer holds `head`.
    """
    previous, number, seen = START, 0, not head
    entries = select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=1000)
    with closing(session.scalars(entries)) as found:
        for number, entry in enumerate(found, start=1):
            if entry.number != number or entry.previous != previous or entry.digest != digest_entry(entry):
                raise StoreDamaged(
                    f"every entry of the audit must follow from the one before, but entry {number} does not: it or its "
                    "neighbour was changed or removed; compare with a backup"
                )
            previous, seen = entry.digest, seen or entry.digest == head
    if not seen:
        raise StoreDamaged(
            f"the audit must hold the entry {head[:16]}…, but it does not: its end was cut off; compare with a backup"
        )
    return Chain(number, previous)


def count_entries(session: Session) -> int:
    """How many entries there are."""
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0
