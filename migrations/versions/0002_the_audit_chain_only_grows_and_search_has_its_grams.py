"""The audit chain only grows, and search has its grams."""

from alembic import op

revision = "0002"
down_revision = "0001"

_REFUSE = """
CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit chain only grows'); END
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute(_REFUSE.format(verb="UPDATE"))
    op.execute(_REFUSE.format(verb="DELETE"))
    op.execute(
        "CREATE VIRTUAL TABLE search_gram USING fts5("
        "g, content='', tokenize=\"unicode61 remove_diacritics 0\", detail=none, columnsize=0)"
    )
