"""Managers have a password beside the PIN."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("staff_member", sa.Column("password_hash", sa.String(), nullable=False, server_default=""))
    op.add_column("staff_member", sa.Column("password_failed_tries", _WHOLE, nullable=False, server_default="0"))
