"""Work: one row per job, and what happened to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STAMP, DIGEST = sa.String(32), sa.String(64)


def upgrade() -> None:
    """Make the tables; constraints are named as `core.store.schema.NAMES` says."""
    op.create_table(
        "jobs",
        sa.Column("id", DIGEST, primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("params_digest", DIGEST, nullable=False),
        sa.Column("code_version", sa.String(64), nullable=False),
        sa.Column("case_id", sa.String(32), sa.ForeignKey("cases.id", ondelete="CASCADE"), index=True),
        sa.Column("result", DIGEST),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fraction", sa.Double(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("queued_at", STAMP, nullable=False),
        *(sa.Column(name, STAMP) for name in ("started_at", "heartbeat_at", "ended_at")),
    )
    op.create_index(op.f("ix_jobs_state_queued_at"), "jobs", ["state", "queued_at"])
    op.create_table(
        "job_events",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("job_id", DIGEST, sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("at", STAMP, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("job_events")
    op.drop_table("jobs")
