"""A paper may be signed on paper and scanned."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("paper_signature", sa.Column("scan_file_sha256", sa.String(), nullable=False, server_default=""))
