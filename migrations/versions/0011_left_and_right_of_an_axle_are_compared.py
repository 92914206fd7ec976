"""Left and right of an axle are compared: a sheet keeps how far they may differ; those from before compare nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("checklist_sheet", sa.Column("side_limit_milli", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
