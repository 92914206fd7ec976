"""Papers are sealed with the store's own key; what an issued paper says is never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FROZEN = "kind, number, content, digest, chain_seq, chain_mac, issued_at, issued_by, printed_by, language"
_KEEP_CONTENT = f"""
CREATE TRIGGER paper_stays_as_issued BEFORE UPDATE OF {_FROZEN} ON paper
BEGIN SELECT RAISE(ABORT, 'an issued paper is never changed'); END
"""
_KEEP_FILE = """
CREATE TRIGGER paper_keeps_its_file BEFORE UPDATE OF file_sha256, certificate_id ON paper
WHEN OLD.file_sha256 IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the file of an issued paper is never changed'); END
"""
_KEEP_PAPER = """
CREATE TRIGGER paper_is_never_deleted BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'an issued paper is never deleted'); END
"""
_KEEP_CERTIFICATE = """
CREATE TRIGGER seal_certificate_no_{verb} BEFORE {verb} ON seal_certificate
BEGIN SELECT RAISE(ABORT, 'a certificate of the seal is never changed'); END
"""


def upgrade() -> None:
    op.create_table(
        "seal_certificate",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", _WHOLE, nullable=True),
        sa.Column("made_by_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["staff_member.id"], name=op.f("fk_seal_certificate_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_certificate")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_seal_certificate_fingerprint")),
    )
    if op.get_bind().dialect.name != "sqlite":
        op.add_column("paper", sa.Column("certificate_id", _WHOLE, sa.ForeignKey("seal_certificate.id"), nullable=True))
        return
    op.execute("ALTER TABLE paper ADD COLUMN certificate_id INTEGER REFERENCES seal_certificate (id)")
    for trigger in (_KEEP_CONTENT, _KEEP_FILE, _KEEP_PAPER):
        op.execute(trigger)
    for verb in ("UPDATE", "DELETE"):
        op.execute(_KEEP_CERTIFICATE.format(verb=verb))
