"""What made this number? From a record back to the files it came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.disclaimer import RESEARCH_ONLY
from core.errors import StoreError
from core.store.database import Store
from core.store.records import Origin, Record
from core.store.schema import Job

FILE = "file"
"""The kind of what the store knows by its digest alone: a file as it came, weights, a card."""
NAMES = ("arm", "model", "reader", "name")
"""Own column by which a kind's records are told apart."""


@dataclass(frozen=True)
class Made:
    """One link of a chain.

    Parameters
    ----------
    kind : of the record, or `FILE`
    name : arm, model or reader; of a file the role it plays
    digest : SHA-256 of its content
    sources : role to the digest of each input
    params : what was chosen
    code_version : of the code that made it; empty for what came from outside
    """

    kind: str
    name: str
    digest: str
    sources: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    params_digest: str = ""
    code_version: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    created_at: str = ""


def trace(store: Store, record_id: str) -> tuple[Made, ...]:
    """Everything a record rests on, each once, the record itself first; `StoreError` when it is not there."""
    with store.reading() as session:
        return _walk(session, record_id)


def trace_risk(store: Store, job_id: str, model: str) -> tuple[Made, ...]:
    """Everything the risk of one model rests on, as the job gave it; empty when the store does not hold that."""
    with store.reading() as session:
        job = session.get(Job, job_id)
        if job is None or job.result is None:
            return ()
        found = select(Origin.source_id).where(Origin.record_id == job.result, Origin.role == f"risk {model}")
        record_id = session.scalars(found).first()
        return _walk(session, record_id) if record_id else ()


def chain_json(chain: tuple[Made, ...], *, simulated: bool) -> str:
    """A chain as JSON, with every digest and parameter.

    Parameters
    ----------
    simulated : whether the patient is
    """
    head = {"notice": RESEARCH_ONLY, "simulated": simulated}
    return json.dumps(head | {"chain": [asdict(made) for made in chain]}, indent=1, ensure_ascii=False)


def _walk(session: Session, record_id: str) -> tuple[Made, ...]:
    """Breadth first: what is nearest to the number comes first."""
    waiting, records = [record_id], dict[str, Record]()
    files: dict[str, Made] = {}
    while waiting:
        here = waiting.pop(0)
        if here in records:
            continue
        record = session.get(Record, here)
        if record is None:
            raise StoreError("the result must be in the store, but it is not: it was erased, so compute it again")
        records[here] = record
        waiting += [origin.source_id for origin in record.origins if origin.source_id]
        files |= {o.digest: Made(FILE, o.role, o.digest) for o in record.origins if not o.source_id}
    return (*map(_tell, records.values()), *files.values())


def _tell(record: Record) -> Made:
    name = next((str(getattr(record, column)) for column in NAMES if hasattr(record, column)), "")
    return Made(
        kind=record.kind,
        name=name,
        digest=record.digest,
        sources={origin.role: origin.digest for origin in record.origins},
        params=record.params,
        params_digest=record.params_digest,
        code_version=record.code_version,
        versions=getattr(record, "versions", {}),
        created_at=record.created_at,
    )
