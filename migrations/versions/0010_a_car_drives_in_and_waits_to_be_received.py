"""A car drives in and waits to be received: since when, who picked it up, which order it became, or why not."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "arrival",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("arrived_at", sa.BigInteger(), nullable=False),
        sa.Column("noted_by", _WHOLE, nullable=False),
        sa.Column("plate", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reception_started_at", sa.BigInteger(), nullable=True),
        sa.Column("picked_up_by", _WHOLE, nullable=True),
        sa.Column("order_id", _WHOLE, nullable=True),
        sa.Column("taken_away_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_away_by", _WHOLE, nullable=True),
        sa.Column("taken_away_reason", sa.String(), nullable=False),
        sa.Column("version", _WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["noted_by"], ["staff_member.id"], name=op.f("fk_arrival_noted_by")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_arrival_order_id")),
        sa.ForeignKeyConstraint(["picked_up_by"], ["staff_member.id"], name=op.f("fk_arrival_picked_up_by")),
        sa.ForeignKeyConstraint(["taken_away_by"], ["staff_member.id"], name=op.f("fk_arrival_taken_away_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
    )
    op.create_index(op.f("ix_arrival_order_id"), "arrival", ["order_id"], unique=False)
