"""The tables of whom and what a team follows: projects, patients, cases; files, jobs, comments, audit.

What was computed stands in `records`. Times are text, ISO 8601 in UTC to the microsecond: one form in both databases,
in backups and under the audit's hash.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, BigInteger, Double, ForeignKey, Index, Integer, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are called, so that a migration can name them in both databases."""
STAMP = String(32)
COUNT = BigInteger().with_variant(Integer, "sqlite")


def now() -> str:
    """The present moment as the tables hold it."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment as the tables hold it: equal width, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def new_id() -> str:
    """An id that says nothing of whom it stands for."""
    return uuid4().hex


class Base(DeclarativeBase):
    """All tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Text, dict[str, Any]: JSON, list[Any]: JSON, float: Double}  # noqa: RUF012 - SQLAlchemy's form


class Project(Base):
    """A study; cases older than `retention_days` are erased when that is asked for."""

    __tablename__ = "projects"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    retention_days: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[str] = mapped_column(STAMP, default=now)


class Patient(Base):
    """A patient of a project under a pseudonym; no name is kept."""

    __tablename__ = "patients"
    __table_args__ = (UniqueConstraint("project_id", "code"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[str] = mapped_column(STAMP, default=now)


class Case(Base):
    """One examination of a patient."""

    __tablename__ = "cases"
    __table_args__ = (UniqueConstraint("patient_id", "code"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(200), index=True)
    simulated: Mapped[bool]
    created_at: Mapped[str] = mapped_column(STAMP, default=now, index=True)


class Blob(Base):
    """A file of `blobs`."""

    __tablename__ = "blobs"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    bytes: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[str] = mapped_column(STAMP, default=now)


class Job(Base):
    """One piece of work. This row is the truth of it, whatever executes it; see `jobs`."""

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "state", "queued_at"),)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    inputs: Mapped[dict[str, Any]]
    params: Mapped[dict[str, Any]]
    params_digest: Mapped[str] = mapped_column(String(64))
    code_version: Mapped[str] = mapped_column(String(64))
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    result: Mapped[str | None] = mapped_column(String(64))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    fraction: Mapped[float] = mapped_column(default=0.0)
    message: Mapped[str] = mapped_column(default="")
    worker: Mapped[str] = mapped_column(default="")
    queued_at: Mapped[str] = mapped_column(STAMP, default=now)
    started_at: Mapped[str | None] = mapped_column(STAMP)
    heartbeat_at: Mapped[str | None] = mapped_column(STAMP)
    ended_at: Mapped[str | None] = mapped_column(STAMP)


class JobEvent(Base):
    """What happened to a job, in order."""

    __tablename__ = "job_events"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    at: Mapped[str] = mapped_column(STAMP, default=now)
    state: Mapped[str] = mapped_column(String(16))
    message: Mapped[str] = mapped_column(default="")


class Comment(Base):
    """What a person wrote of a case."""

    __tablename__ = "comments"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    at: Mapped[str] = mapped_column(STAMP, default=now)
    who: Mapped[str] = mapped_column(String(64))
    text: Mapped[str]


class AuditEntry(Base):
    """One act; triggers refuse to change or delete it, see `audit`."""

    __tablename__ = "audit"
    number: Mapped[int] = mapped_column(COUNT, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(STAMP)
    who: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(64))
    object_id: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(200))
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
