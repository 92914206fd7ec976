"""What people typed as a reason lies beside the audit chain, which holds its digest: it can be forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STAYS = """
CREATE TRIGGER audit_words_stay BEFORE UPDATE ON audit_words
WHEN NOT (NEW.seq = OLD.seq AND NEW.name = OLD.name AND NEW.salt = '' AND NEW.words = '')
BEGIN SELECT RAISE(ABORT, 'what was typed is only ever forgotten'); END
"""
_NO_DELETE = """
CREATE TRIGGER audit_words_no_DELETE BEFORE DELETE ON audit_words
BEGIN SELECT RAISE(ABORT, 'what was typed is only ever forgotten'); END
"""


def upgrade() -> None:
    op.create_table(
        "audit_words",
        sa.Column("seq", _WHOLE, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["audit_entry.seq"], name=op.f("fk_audit_words_seq")),
        sa.PrimaryKeyConstraint("seq", "name", name=op.f("pk_audit_words")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_STAYS)
        op.execute(_NO_DELETE)
