"""What is asked for, by its day, its state or what replaced it, is found without reading all years of the store."""

from alembic import op

revision = "0019"
down_revision = "0018"

_ASKED_FOR = (
    ("audit_entry", "at"),
    ("complaint", "merged_into_id"),
    ("job", "state"),
    ("order_line", "original_line_id"),
    ("order_line", "taken_out_by_id"),
    ("paper", "file_sha256"),
    ("paper", "issued_at"),
    ("payment", "paid_at"),
    ("service_order", "delivered_at"),
    ("service_order", "settled_at"),
)


def upgrade() -> None:
    for table, column in _ASKED_FOR:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
