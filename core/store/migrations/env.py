"""What Alembic runs around every migration, on the connection that `core.store.migrate` opened."""

from __future__ import annotations

from alembic import context

from core.store.records import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_server_default=True,
)
context.run_migrations()
