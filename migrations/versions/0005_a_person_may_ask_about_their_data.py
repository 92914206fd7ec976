"""A person may ask about their data: consents of their own, requests to be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_EARLIER = """
INSERT INTO consent (customer_id, kind, given_at, given_way, paper_number)
SELECT id, '{kind}', created_at, 'import', '' FROM customer WHERE {column}
"""

# An issued paper is still never changed, but when its time of keeping is over it may be emptied as a whole: the number
# and the digest stay, so that none seems to be missing.
_EMPTIED = "NEW.content = '' AND NEW.kind = OLD.kind AND NEW.number = OLD.number AND NEW.digest = OLD.digest"
_KEEP_CONTENT = f"""
CREATE TRIGGER paper_stays_as_issued
BEFORE UPDATE OF kind, number, content, digest, chain_seq, chain_mac, issued_at, issued_by, printed_by, language ON paper
WHEN NOT ({_EMPTIED})
BEGIN SELECT RAISE(ABORT, 'an issued paper is never changed'); END
"""
_KEEP_FILE = """
CREATE TRIGGER paper_keeps_its_file BEFORE UPDATE OF file_sha256, certificate_id ON paper
WHEN OLD.file_sha256 IS NOT NULL AND NOT (NEW.content = '' AND NEW.file_sha256 IS NULL)
BEGIN SELECT RAISE(ABORT, 'the file of an issued paper is never changed'); END
"""


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("given_way", sa.String(length=40), nullable=False),
        sa.Column("paper_number", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_way", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_consent_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_customer_id"), "consent", ["customer_id"])
    op.create_table(
        "erasure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_of", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["asked_of"], ["staff_member.id"], name=op.f("fk_erasure_asked_of")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_erasure_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("customer_id", name=op.f("uq_erasure_customer_id")),
    )
    for kind, column in (("survey", "consents_to_survey"), ("birthday_care", "consents_to_care")):
        op.execute(_EARLIER.format(kind=kind, column=column))
        op.drop_column("customer", column)
    op.add_column("customer", sa.Column("erased_at", sa.BigInteger(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        for name, trigger in (("paper_stays_as_issued", _KEEP_CONTENT), ("paper_keeps_its_file", _KEEP_FILE)):
            op.execute(f"DROP TRIGGER {name}")
            op.execute(trigger)
