"""A car comes back with work that is guaranteed: what it is linked to, who answers for it, who pays."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # SQLite takes a foreign key with a new column only in the column's own words.
    op.execute("ALTER TABLE order_line ADD COLUMN original_line_id INTEGER REFERENCES order_line (id)")
    op.create_table(
        "comeback",
        sa.Column("order_id", _WHOLE, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("rework_responsibility", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", _WHOLE, nullable=True),
        sa.Column("charged_at", sa.BigInteger(), nullable=True),
        sa.Column("charge_reason", sa.String(), nullable=False),
        sa.Column("charge_agreed_by", _WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["charge_agreed_by"], ["staff_member.id"], name=op.f("fk_comeback_charge_agreed_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_member.id"], name=op.f("fk_comeback_decided_by")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_comeback_order_id")),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_comeback")),
    )
    op.create_table(
        "comeback_link",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("order_id", _WHOLE, nullable=False),
        sa.Column("original_line_id", _WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_comeback_link_order_id")),
        sa.ForeignKeyConstraint(["original_line_id"], ["order_line.id"], name=op.f("fk_comeback_link_original_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comeback_link")),
        sa.UniqueConstraint("order_id", "original_line_id", name=op.f("uq_comeback_link_order_id_original_line_id")),
    )
    op.create_index(op.f("ix_comeback_link_order_id"), "comeback_link", ["order_id"], unique=False)
    op.create_index(op.f("ix_comeback_link_original_line_id"), "comeback_link", ["original_line_id"], unique=False)
    _know_old_comebacks()


def _know_old_comebacks() -> None:
    """Orders that were linked before as a whole: nobody decided about them, three days after the check-in."""
    op.execute(
        "INSERT INTO comeback (order_id, due_at, rework_responsibility, reason, charge_reason) "
        "SELECT id, checked_in_at + 259200000, 'undecided', '', '' FROM service_order WHERE original_order_id IS NOT NULL"
    )
