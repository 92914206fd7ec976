"""Why failed work is left out of the agreement stands by its line."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("order_line", sa.Column("taken_out_reason", sa.String(), server_default="", nullable=False))
