"""How Alembic runs our steps: on the connection it is handed, in batches where SQLite needs them."""

from alembic import context

from govscore.storage.tables import METADATA


def not_the_queue(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the queue's own tables alone when it shares our database."""
    return not (kind == "table" and name is not None and name.startswith("huey"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    include_name=not_the_queue,
)
with context.begin_transaction():
    context.run_migrations()
