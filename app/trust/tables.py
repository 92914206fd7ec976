"""The audit chain as rows; triggers of the migration make it append-only."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row


class AuditEntry(Row):
    """Who did what, when, on which seat; chained to the entry before it. Holds ids, never names."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_order_id", "order_id"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None]
    seat: Mapped[str]
    deed: Mapped[str]
    order_id: Mapped[int | None]
    details: Mapped[str]
    request_id: Mapped[str | None] = mapped_column(unique=True)
    previous: Mapped[str]
    mac: Mapped[str]


class AuditWords(Row):
    """What a person typed for an entry, beside the chain, which holds its digest; blanked with whom it may name.

    A trigger of the migration lets nothing else happen to it.
    """

    __tablename__ = "audit_words"

    seq: Mapped[int] = mapped_column(ForeignKey("audit_entry.seq"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(primary_key=True)
    salt: Mapped[str]
    words: Mapped[str]
