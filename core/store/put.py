"""One record into the database, with its blob and its edges; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.store.blobs import Blobs
from core.store.identity import code_version, digest_json, identify
from core.store.records import Origin, Record
from core.store.schema import Blob, Case, Patient, Project, now

PROJECT = "default"
"""Where a case belongs when nothing else is said."""

Kind = TypeVar("Kind", bound=Record)
Sources = Mapping[str, Record | str]
"""Role to the record it was made from, or to the digest of what the store does not hold."""


@dataclass(frozen=True)
class About:
    """What a record holds.

    Parameters
    ----------
    digest : SHA-256 of the content, as the rest of the software knows it
    blob : that holds the content, if one does
    case_id : whose case it is, if it is of one
    given : whether it came from outside: then its content, not this code, decides what it is
    """

    digest: str
    blob: str | None = None
    case_id: str | None = None
    given: bool = False


def put_blob(session: Session, blobs: Blobs, content: bytes) -> str:
    """Note bytes as wanted and see that they are there; returns their digest.

    They are on the disk before the row is, so that no row ever wants what is not there.
    """
    digest = blobs.write(content)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(Blob).values(sha256=digest, bytes=len(content), created_at=now())
    session.execute(row.on_conflict_do_nothing(index_elements=["sha256"]))
    return digest


def put_case(session: Session, code: str, *, simulated: bool, project: str = PROJECT, patient: str = "") -> str:
    """The id of a case of a project, made when there is none; its patient has the code of the case unless it is named.

    Parameters
    ----------
    code, patient : pseudonyms
    simulated : whether the patient is
    """
    named = session.scalars(select(Project).where(Project.name == project)).first()
    folder = named or _new(session, Project(name=project))
    of = patient or code
    known = session.scalars(select(Patient).where(Patient.project_id == folder.id, Patient.code == of)).first()
    person = known or _new(session, Patient(project_id=folder.id, code=of))
    found = session.scalars(select(Case).where(Case.patient_id == person.id, Case.code == code)).first()
    return (found or _new(session, Case(patient_id=person.id, code=code, simulated=simulated))).id


def put_record(
    session: Session, kind: type[Kind], about: About, sources: Sources, params: Mapping[str, Any], **own: Any
) -> Kind:
    """A record of this kind, which may be there already.

    Parameters
    ----------
    sources : what it was made from; with the parameters and the code they decide what it is
    params : what was chosen, as it can be written as JSON
    **own : the kind's own columns
    """
    inputs = {role: source.digest if isinstance(source, Record) else source for role, source in sources.items()}
    name, code = str(kind.__mapper__.polymorphic_identity), "" if about.given else code_version()
    content = {"content": about.digest} if about.given else {}
    record_id = identify(name, inputs | content, dict(params) | own, code, about.case_id or "")
    known = session.get(kind, record_id)
    if known is not None:
        return known
    chosen = {"params": dict(params), "params_digest": digest_json(dict(params)), "code_version": code}
    place = {"digest": about.digest, "blob": about.blob, "case_id": about.case_id}
    record = kind(id=record_id, **place, **chosen, **own)
    session.add(record)
    session.flush()
    link(session, record, sources)
    return record


def link(session: Session, record: Record, sources: Sources) -> None:
    """Say what a record was made from."""
    for role, source in sources.items():
        digest, source_id = (source.digest, source.id) if isinstance(source, Record) else (source, None)
        session.add(Origin(record_id=record.id, role=role, digest=digest, source_id=source_id))
    session.flush()


def _new(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row
