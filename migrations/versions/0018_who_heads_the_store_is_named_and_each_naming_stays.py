"""Who heads the store is named, each naming stays, and a solution says which of them signed it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "store_head",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("named_at", sa.BigInteger(), nullable=False),
        sa.Column("named_by", _WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["named_by"], ["staff_member.id"], name=op.f("fk_store_head_named_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_head")),
    )
    # SQLite takes a foreign key with a new column only in the column's own words.
    op.execute("ALTER TABLE complaint_solution ADD COLUMN head_id INTEGER REFERENCES store_head (id)")
