"""What was done to an order: the timeline, read from the audit chain."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.trust.deeds import Deed
from app.trust.tables import AuditEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed as people may see it; `details` are pairs of word and value, ids and numbers only."""

    seq: int
    at: datetime
    person_id: int | None
    deed: Deed
    details: tuple[tuple[str, str], ...]


def entries_of(session: Session, order_id: int) -> tuple[Entry, ...]:
    """Everything done to one order, newest first."""
    columns = (AuditEntry.seq, AuditEntry.at, AuditEntry.person_id, AuditEntry.deed, AuditEntry.details)
    rows = session.execute(select(*columns).where(AuditEntry.order_id == order_id).order_by(AuditEntry.seq.desc()))
    return tuple(Entry(row.seq, row.at, row.person_id, Deed(row.deed), _pairs(row.details)) for row in rows)


def who_did(session: Session, order_id: int, deed: Deed) -> frozenset[int]:
    """Who did this to the order, however often; nobody when it was never done."""
    query = select(AuditEntry.person_id).where(AuditEntry.order_id == order_id, AuditEntry.deed == deed.value)
    return frozenset(person_id for person_id in session.scalars(query) if person_id is not None)


def _pairs(details: str) -> tuple[tuple[str, str], ...]:
    values = msgspec.json.decode(details, type=dict[str, str | int | bool | None])
    return tuple((name, str(value)) for name, value in values.items())
