"""Whom a team follows: projects, patients, cases and what is written of them; and the files that are kept."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STAMP = sa.String(32)


def upgrade() -> None:
    """Make the tables; constraints are named as `core.store.schema.NAMES` says."""
    op.create_table("blobs", _key(64, "sha256"), _column("bytes", sa.BigInteger()), _column("created_at", STAMP))
    op.create_table(
        "projects",
        _key(32),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("retention_days", sa.Integer()),
        _column("created_at", STAMP),
    )
    op.create_table(
        "patients",
        _key(32),
        _parent("project_id", "projects.id"),
        _column("code", sa.String(200)),
        _column("created_at", STAMP),
        sa.UniqueConstraint("project_id", "code"),
    )
    op.create_table(
        "cases",
        _key(32),
        _parent("patient_id", "patients.id"),
        sa.Column("code", sa.String(200), nullable=False, index=True),
        _column("simulated", sa.Boolean()),
        sa.Column("created_at", STAMP, nullable=False, index=True),
        sa.UniqueConstraint("patient_id", "code"),
    )
    op.create_table(
        "comments",
        _key(32),
        sa.Column("case_id", sa.String(32), sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
        _column("at", STAMP),
        _column("who", sa.String(64)),
        _column("text", sa.Text()),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("comments", "cases", "patients", "projects", "blobs"):
        op.drop_table(table)


def _key(length: int, name: str = "id") -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=True)


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _parent(name: str, of: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), sa.ForeignKey(of, ondelete="CASCADE"), nullable=False)
