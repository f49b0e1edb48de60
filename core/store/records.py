"""The tables of what was read or computed, each row with what it was made from.

A record's id is the digest of its kind, case, inputs, parameters and code: made twice, it is the same row. `digest` is
the SHA-256 of its content as the rest of the software knows it. `origins` are the edges from a record to its inputs.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.store.schema import STAMP, Base, now


class Record(Base):
    """What every kind of record has; `params` are the parameters themselves, `params_digest` their SHA-256."""

    __tablename__ = "records"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    blob: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"), index=True)
    params: Mapped[dict[str, Any]]
    params_digest: Mapped[str] = mapped_column(String(64))
    code_version: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[str] = mapped_column(STAMP, default=now)
    origins: Mapped[list[Origin]] = relationship(
        foreign_keys="Origin.record_id", order_by="Origin.role", cascade="all, delete-orphan", passive_deletes=True
    )

    __mapper_args__ = {"polymorphic_on": "kind"}  # noqa: RUF012 - SQLAlchemy's form


class Origin(Base):
    """One input of a record: its digest, and its own record where the store has it."""

    __tablename__ = "origins"
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    source_id: Mapped[str | None] = mapped_column(ForeignKey("records.id", ondelete="SET NULL"), index=True)


def _link() -> Mapped[str]:
    """The link of a kind's own columns to its record."""
    return mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)


class ImageRecord(Record):
    """A volume: read from a file (arm ``native``), or made from one."""

    __tablename__ = "images"
    __mapper_args__ = {"polymorphic_identity": "image"}  # noqa: RUF012 - SQLAlchemy's form
    id: Mapped[str] = _link()
    arm: Mapped[str] = mapped_column(String(32))
    shape: Mapped[list[Any]]
    spacing_mm: Mapped[list[Any]]


class MaskRecord(Record):
    """A region, and who drew it; `reader` is ``propagated`` for one that was repeated onto a finer grid."""

    __tablename__ = "masks"
    __mapper_args__ = {"polymorphic_identity": "mask"}  # noqa: RUF012 - SQLAlchemy's form
    id: Mapped[str] = _link()
    reader: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    voxels: Mapped[int] = mapped_column(Integer)


class ClinicalRecord(Record):
    """What is known of the patient beside the images."""

    __tablename__ = "clinical"
    __mapper_args__ = {"polymorphic_identity": "clinical"}  # noqa: RUF012 - SQLAlchemy's form
    id: Mapped[str] = _link()
    known: Mapped[dict[str, Any]]


class FeatureRecord(Record):
    """The features of one arm."""

    __tablename__ = "feature_sets"
    __mapper_args__ = {"polymorphic_identity": "features"}  # noqa: RUF012 - SQLAlchemy's form
    id: Mapped[str] = _link()
    arm: Mapped[str] = mapped_column(String(32))
    n_features: Mapped[int] = mapped_column(Integer)
    versions: Mapped[dict[str, Any]]


class SignatureRecord(Record):
    """A rad-score of a prediction set."""

    __tablename__ = "signatures"
    __mapper_args__ = {"polymorphic_identity": "signature"}  # noqa: RUF012 - SQLAlchemy's form
    id: Mapped[str] = _link()
    prediction_set: Mapped[str] = mapped_column(String(64))
    arm: Mapped[str] = mapped_column(String(32))
    n_features: Mapped[int] = mapped_column(Integer)


class ModelRecord(Record):
    """A logistic model of a prediction set."""

    __tablename__ = "models"
    __mapper_args__ = {"polymorphic_identity": "model"}  # noqa: RUF012 - SQLAlchemy's form
    id: Mapped[str] = _link()
    prediction_set: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(32))
    event_name: Mapped[str] = mapped_column(String(200))
    n: Mapped[int] = mapped_column(Integer)
    n_events: Mapped[int] = mapped_column(Integer)
    simulated: Mapped[bool]


class PredictionRecord(Record):
    """What one model says of one case; probabilities 0–1, the rad-score on the logit scale."""

    __tablename__ = "predictions"
    __mapper_args__ = {"polymorphic_identity": "prediction"}  # noqa: RUF012 - SQLAlchemy's form
    id: Mapped[str] = _link()
    model: Mapped[str] = mapped_column(String(32))
    risk: Mapped[float]
    ci_low: Mapped[float]
    ci_high: Mapped[float]
    threshold: Mapped[float]
    rad_score: Mapped[float | None]


class AnalysisRecord(Record):
    """A whole piece of work as one document: a case worked up, a cohort judged."""

    __tablename__ = "analyses"
    __mapper_args__ = {"polymorphic_identity": "analysis"}  # noqa: RUF012 - SQLAlchemy's form
    id: Mapped[str] = _link()
    name: Mapped[str] = mapped_column(String(32))
