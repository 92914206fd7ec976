"""A complaint is kept with what was claimed and found, its solutions, its contacts and how it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("registered_at", sa.BigInteger(), nullable=False),
        sa.Column("registered_by", _WHOLE, nullable=False),
        sa.Column("order_id", _WHOLE, nullable=True),
        sa.Column("vehicle_id", _WHOLE, nullable=True),
        sa.Column("customer_id", _WHOLE, nullable=True),
        sa.Column("about_id", _WHOLE, nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("authority_reference", sa.String(), nullable=False),
        sa.Column("authority_due_at", sa.BigInteger(), nullable=True),
        sa.Column("replied_at", sa.BigInteger(), nullable=True),
        sa.Column("replied_by", _WHOLE, nullable=True),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("investigated_at", sa.BigInteger(), nullable=True),
        sa.Column("investigated_by", _WHOLE, nullable=True),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("heard", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("responsibility", sa.String(length=40), nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("reopen_count", _WHOLE, nullable=False),
        sa.Column("verified_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", _WHOLE, nullable=True),
        sa.Column("ended_reason", sa.String(), nullable=False),
        sa.Column("authority_decision", sa.String(), nullable=False),
        sa.Column("merged_into_id", _WHOLE, nullable=True),
        sa.Column("version", _WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["staff_member.id"], name=op.f("fk_complaint_about_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_complaint_customer_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["staff_member.id"], name=op.f("fk_complaint_ended_by")),
        sa.ForeignKeyConstraint(["investigated_by"], ["staff_member.id"], name=op.f("fk_complaint_investigated_by")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["complaint.id"], name=op.f("fk_complaint_merged_into_id")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_complaint_order_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["staff_member.id"], name=op.f("fk_complaint_registered_by")),
        sa.ForeignKeyConstraint(["replied_by"], ["staff_member.id"], name=op.f("fk_complaint_replied_by")),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"], name=op.f("fk_complaint_vehicle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("number", name=op.f("uq_complaint_number")),
    )
    op.create_index(op.f("ix_complaint_customer_id"), "complaint", ["customer_id"], unique=False)
    op.create_index(op.f("ix_complaint_order_id"), "complaint", ["order_id"], unique=False)
    op.create_index(op.f("ix_complaint_state"), "complaint", ["state"], unique=False)
    op.create_table(
        "complaint_contact",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("complaint_id", _WHOLE, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", _WHOLE, nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["staff_member.id"], name=op.f("fk_complaint_contact_by")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_contact_complaint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_contact")),
    )
    op.create_index(op.f("ix_complaint_contact_complaint_id"), "complaint_contact", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_solution",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("complaint_id", _WHOLE, nullable=False),
        sa.Column("ordinal", _WHOLE, nullable=False),
        sa.Column("solution", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("compensation", sa.String(length=40), nullable=False),
        sa.Column("amount_fen", _WHOLE, nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("told_channel", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", _WHOLE, nullable=False),
        sa.Column("approved_by", _WHOLE, nullable=True),
        sa.Column("head_name", sa.String(), nullable=False),
        sa.Column("head_strokes", sa.String(), nullable=False),
        sa.Column("head_digest", sa.String(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", _WHOLE, nullable=True),
        sa.Column("is_accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("executed_at", sa.BigInteger(), nullable=True),
        sa.Column("executed_by", _WHOLE, nullable=True),
        sa.Column("execution", sa.String(), nullable=False),
        sa.Column("preventive_measure", sa.String(), nullable=False),
        sa.Column("version", _WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["staff_member.id"], name=op.f("fk_complaint_solution_answered_by")),
        sa.ForeignKeyConstraint(["approved_by"], ["staff_member.id"], name=op.f("fk_complaint_solution_approved_by")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_solution_complaint_id")),
        sa.ForeignKeyConstraint(["executed_by"], ["staff_member.id"], name=op.f("fk_complaint_solution_executed_by")),
        sa.ForeignKeyConstraint(["proposed_by"], ["staff_member.id"], name=op.f("fk_complaint_solution_proposed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_solution")),
        sa.UniqueConstraint("complaint_id", "ordinal", name=op.f("uq_complaint_solution_complaint_id_ordinal")),
    )
