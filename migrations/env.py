"""Run by Alembic: every revision in the one transaction that the caller began."""

from alembic import context

from app.upkeep.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    transactional_ddl=True,
    compare_type=True,
    include_name=lambda name, kind, _parents: not (kind == "table" and str(name).startswith("search_gram")),
)
context.run_migrations()
