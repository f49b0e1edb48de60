"""What was read or computed, with the edges to what it was made from."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAME, CODE, DIGEST, LONG = sa.String(32), sa.String(64), sa.String(64), sa.String(200)
RISK = ("risk", "ci_low", "ci_high", "threshold")
KINDS: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "images": {"arm": NAME, "shape": sa.JSON(), "spacing_mm": sa.JSON()},
    "masks": {"reader": CODE, "name": LONG, "voxels": sa.Integer()},
    "clinical": {"known": sa.JSON()},
    "feature_sets": {"arm": NAME, "n_features": sa.Integer(), "versions": sa.JSON()},
    "signatures": {"prediction_set": CODE, "arm": NAME, "n_features": sa.Integer()},
    "models": {"prediction_set": CODE, "name": NAME, "event_name": LONG}
    | {"n": sa.Integer(), "n_events": sa.Integer(), "simulated": sa.Boolean()},
    "predictions": {"model": NAME} | dict.fromkeys((*RISK, "rad_score"), sa.Double()),
    "analyses": {"name": NAME},
}
"""Table of each kind to its own columns."""
OPTIONAL = ("rad_score",)


def upgrade() -> None:
    """Make the tables; constraints are named as `core.store.schema.NAMES` says."""
    op.create_table(
        "records",
        sa.Column("id", DIGEST, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False, index=True),
        sa.Column("case_id", sa.String(32), sa.ForeignKey("cases.id", ondelete="CASCADE"), index=True),
        sa.Column("digest", DIGEST, nullable=False, index=True),
        sa.Column("blob", DIGEST, sa.ForeignKey("blobs.sha256"), index=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("params_digest", DIGEST, nullable=False),
        sa.Column("code_version", CODE, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "origins",
        sa.Column("record_id", DIGEST, sa.ForeignKey("records.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role", CODE, primary_key=True),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("source_id", DIGEST, sa.ForeignKey("records.id", ondelete="SET NULL"), index=True),
    )
    for table, columns in KINDS.items():
        own = [sa.Column(name, kind, nullable=name in OPTIONAL) for name, kind in columns.items()]
        record = sa.Column("id", DIGEST, sa.ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
        op.create_table(table, record, *own)


def downgrade() -> None:
    """Drop them."""
    for table in (*KINDS, "origins", "records"):
        op.drop_table(table)
