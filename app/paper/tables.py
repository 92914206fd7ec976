"""Papers as rows: number series, frozen contents with their digests, signatures."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row


class NumberSeries(Row):
    """The last number given of a kind in a year; taken inside the deed that freezes, so none is ever lost."""

    __tablename__ = "number_series"

    prefix: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class SealCertificate(Row):
    """A certificate of the store's own: papers are sealed with the newest, every one is believed when verifying."""

    __tablename__ = "seal_certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str]
    certificate: Mapped[str]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    made_by_name: Mapped[str]


class Paper(Row):
    """A frozen paper: the content (canonical JSON), its digest, and the file typeset from it."""

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    number: Mapped[str]
    order_id: Mapped[int | None] = mapped_column(index=True)
    content: Mapped[str]
    digest: Mapped[str]
    chain_seq: Mapped[int]
    chain_mac: Mapped[str]
    issued_at: Mapped[datetime] = mapped_column(index=True)
    issued_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    printed_by: Mapped[str]
    language: Mapped[str]
    file_sha256: Mapped[str | None] = mapped_column(index=True, info=IN_THE_OPEN)
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(default="", server_default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("seal_certificate.id"))


class PaperSignature(Row):
    """A signature bound to the digest of what was shown; strokes keep time and pressure."""

    __tablename__ = "paper_signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    role: Mapped[str]
    name: Mapped[str]
    digest: Mapped[str]
    strokes: Mapped[str]
    signed_at: Mapped[datetime]
    seat: Mapped[str]
    scan_file_sha256: Mapped[str] = mapped_column(default="", server_default="")
