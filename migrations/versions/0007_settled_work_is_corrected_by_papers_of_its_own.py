"""Settled work is corrected by papers of its own: reopening, reversal, refunds."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("service_order", sa.Column("reopen_count", _WHOLE, nullable=False, server_default="0"))
    op.add_column("paper", sa.Column("void_reason", sa.String(), nullable=False, server_default=""))
    # SQLite takes a foreign key with a new column only in the column's own words.
    op.execute("ALTER TABLE payment ADD COLUMN takes_back_id INTEGER REFERENCES payment (id)")
    op.execute("ALTER TABLE payment ADD COLUMN approved_by INTEGER REFERENCES staff_member (id)")
    _renew_certificates()
    op.create_table(
        "settlement_reversal",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("order_id", _WHOLE, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("settlement_number", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reversed_at", sa.BigInteger(), nullable=False),
        sa.Column("reversed_by", _WHOLE, nullable=False),
        sa.Column("approved_by", _WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["staff_member.id"], name=op.f("fk_settlement_reversal_approved_by")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_settlement_reversal_order_id")),
        sa.ForeignKeyConstraint(["reversed_by"], ["staff_member.id"], name=op.f("fk_settlement_reversal_reversed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement_reversal")),
        sa.UniqueConstraint("number", name=op.f("uq_settlement_reversal_number")),
    )
    op.create_index(op.f("ix_settlement_reversal_order_id"), "settlement_reversal", ["order_id"], unique=False)
    op.create_table(
        "refund",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("order_id", _WHOLE, nullable=False),
        sa.Column("bill_id", _WHOLE, nullable=False),
        sa.Column("payment_id", _WHOLE, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("settlement_number", sa.String(), nullable=False),
        sa.Column("amount_fen", _WHOLE, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("is_credit", sa.Boolean(), nullable=False),
        sa.Column("refunded_at", sa.BigInteger(), nullable=False),
        sa.Column("refunded_by", _WHOLE, nullable=False),
        sa.Column("approved_by", _WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["staff_member.id"], name=op.f("fk_refund_approved_by")),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name=op.f("fk_refund_bill_id")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_refund_order_id")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_refund_payment_id")),
        sa.ForeignKeyConstraint(["refunded_by"], ["staff_member.id"], name=op.f("fk_refund_refunded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
        sa.UniqueConstraint("number", name=op.f("uq_refund_number")),
    )
    op.create_index(op.f("ix_refund_bill_id"), "refund", ["bill_id"], unique=False)
    op.create_index(op.f("ix_refund_order_id"), "refund", ["order_id"], unique=False)


def _renew_certificates() -> None:
    """An order may have several certificates, one after another: the order is no longer their key."""
    op.execute("CREATE TABLE certificate_kept AS SELECT * FROM completion_certificate")
    op.drop_table("completion_certificate")
    op.create_table(
        "completion_certificate",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("order_id", _WHOLE, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("issued_by", _WHOLE, nullable=False),
        sa.Column("voided_at", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["issued_by"], ["staff_member.id"], name=op.f("fk_completion_certificate_issued_by")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_completion_certificate_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_completion_certificate_number")),
    )
    op.create_index(op.f("ix_completion_certificate_order_id"), "completion_certificate", ["order_id"], unique=False)
    op.execute(
        "INSERT INTO completion_certificate (order_id, number, issued_at, issued_by, voided_at, void_reason) "
        "SELECT order_id, number, issued_at, issued_by, voided_at, '' FROM certificate_kept ORDER BY issued_at"
    )
    op.drop_table("certificate_kept")
