"""A case out of the store with everything derived from it; the audit keeps that it was there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import SettingError, StoreError
from core.store.audit import LOCAL, record
from core.store.database import Store
from core.store.put import PROJECT
from core.store.records import Origin, Record
from core.store.schema import Blob, Case, Job, Patient, Project, stamp


@dataclass(frozen=True)
class Erased:
    """What went, in numbers."""

    cases: int
    records: int
    blobs: int
    bytes: int


def erase_case(store: Store, code: str, project: str = PROJECT, who: str = LOCAL) -> Erased:
    """Erase the case of this pseudonym; raises `StoreError` when there is none."""
    with store.writing() as session:
        of = select(Case.id).join(Patient).join(Project).where(Case.code == code, Project.name == project)
        cases = tuple(session.scalars(of))
        if not cases:
            raise StoreError(f"the case must be in the project {project}, but none of that code is: correct the code")
        records = _erase(session, cases, who)
    return Erased(len(cases), records, *collect(store))


def erase_expired(store: Store, moment: datetime | None = None, who: str = LOCAL) -> Erased:
    """Erase the cases that are older than their project keeps them."""
    moment = moment or datetime.now(UTC)
    with store.writing() as session:
        cases: list[str] = []
        for project in session.scalars(select(Project).where(Project.retention_days.is_not(None))):
            before = stamp(moment - timedelta(days=project.retention_days or 0))
            old = select(Case.id).join(Patient).where(Patient.project_id == project.id, Case.created_at < before)
            cases += session.scalars(old)
        records = _erase(session, cases, who)
    return Erased(len(cases), records, *collect(store))


def keep_for(store: Store, days: int | None, project: str = PROJECT, who: str = LOCAL) -> None:
    """Say how many days a project keeps its cases, None for ever; `SettingError` for fewer than one."""
    if days is not None and days < 1:
        raise SettingError(f"a project keeps its cases for one day at least, but {days} came: choose more")
    with store.writing() as session:
        known = session.scalars(select(Project).where(Project.name == project)).first() or Project(name=project)
        known.retention_days = days
        session.add(known)
        session.flush()
        record(session, "set retention", known.id, "for ever" if days is None else f"{days} days", who)


def collect(store: Store) -> tuple[int, int]:
    """Remove the blobs that no row wants any more; returns how many, and their bytes.

    No one else writes until the files are gone: who wants the same bytes again waits, and writes them anew.
    """
    with store.writing() as session:
        wanted = select(Record.blob).where(Record.blob.is_not(None))
        gone = session.execute(delete(Blob).where(Blob.sha256.not_in(wanted)).returning(Blob.sha256, Blob.bytes)).all()
        for digest, _ in gone:
            store.blobs.unlink(digest)
    store.forget()
    return len(gone), sum(size for _, size in gone)


def descendants(session: Session, ids: Iterable[str]) -> set[str]:
    """These records and all that was made from them, of whatever case."""
    seen, waiting = set(ids), list(ids)
    while waiting:
        made = session.scalars(select(Origin.record_id).where(Origin.source_id.in_(waiting[:500])))
        waiting = waiting[500:] + [found for found in dict.fromkeys(made) if found not in seen]
        seen |= set(waiting)
    return seen


def _erase_jobs(session: Session, cases: list[str]) -> None:
    """Those too that did not come so far as to make a record: their rows name the case."""
    of = select(Case.code, Project.name).select_from(Case).join(Patient).join(Project).where(Case.id.in_(cases))
    for code, project in session.execute(of):
        named = Job.params["case"].as_string() == code, Job.params["project"].as_string() == project
        session.execute(delete(Job).where(*named))


def _erase(session: Session, cases: Iterable[str], who: str) -> int:
    cases = list(cases)
    own = session.scalars(select(Record.id).where(Record.case_id.in_(cases))).all()
    doomed = sorted(descendants(session, own))
    for start in range(0, len(doomed), 500):
        some = doomed[start : start + 500]
        session.execute(delete(Job).where(Job.result.in_(some)))
        session.execute(delete(Record).where(Record.id.in_(some)), execution_options={"synchronize_session": False})
    _erase_jobs(session, cases)
    session.execute(delete(Case).where(Case.id.in_(cases)))
    session.execute(delete(Patient).where(Patient.id.not_in(select(Case.patient_id))))
    for case_id in cases:
        record(session, "erase case", case_id, who=who)
    return len(doomed)
