"""Whom a complaint is or ever was about is kept, and when the findings that stand were written."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("complaint", sa.Column("findings_at", sa.BigInteger(), nullable=True))
    op.execute("UPDATE complaint SET findings_at = investigated_at")
    op.create_table(
        "complained_about",
        sa.Column("complaint_id", _WHOLE, nullable=False),
        sa.Column("member_id", _WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complained_about_complaint_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["staff_member.id"], name=op.f("fk_complained_about_member_id")),
        sa.PrimaryKeyConstraint("complaint_id", "member_id", name=op.f("pk_complained_about")),
    )
    op.execute(
        "INSERT INTO complained_about (complaint_id, member_id) "
        "SELECT id, about_id FROM complaint WHERE about_id IS NOT NULL"
    )
