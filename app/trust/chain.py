"""The audit chain: each entry's MAC covers its content and the MAC before it (docs/rules/audit.md)."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.kernel.database import milliseconds
from app.kernel.digest import canonical
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link: its number and MAC; (0, zeros) when nothing was ever done."""

    seq: int
    mac: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: how many entries hold, and the first that does not."""

    entries: int
    broken_seq: int | None
    head: Head


def head(session: Session) -> Head:
    """The newest link of the chain."""
    row = session.execute(select(AuditEntry.seq, AuditEntry.mac).order_by(AuditEntry.seq.desc()).limit(1)).first()
    return Head(row.seq, row.mac) if row else Head(0, START)


def append(
    session: Session,
    key: bytes,
    *,
    at: datetime,
    person_id: int | None,
    seat: str,
    deed: Deed,
    order_id: int | None,
    details: dict[str, object],
    request_id: str | None,
) -> None:
    """Add one entry inside the caller's transaction."""
    last = head(session)
    text = canonical(details)
    mac = _mac(key, last.mac, (last.seq + 1, milliseconds(at), person_id, seat, deed.value, order_id, text, request_id))
    session.execute(
        insert(AuditEntry).values(
            seq=last.seq + 1, at=at, person_id=person_id, seat=seat, deed=deed.value, order_id=order_id,
            details=text, request_id=request_id, previous=last.mac, mac=mac,
        )
    )  # fmt: skip


def verify(session: Session, key: bytes) -> Verdict:
    """Walk the whole chain, a thousand entries at a time; stop at the first that is altered, missing or moved."""
    last = Head(0, START)
    for entry in _entries(session):
        content = (entry.seq, milliseconds(entry.at), entry.person_id, entry.seat, entry.deed, entry.order_id,
                   entry.details, entry.request_id)  # fmt: skip
        whole = (
            entry.seq == last.seq + 1
            and entry.previous == last.mac
            and hmac.compare_digest(entry.mac, _mac(key, last.mac, content))
        )
        if not whole:
            return Verdict(last.seq, entry.seq, last)
        last = Head(entry.seq, entry.mac)
    return Verdict(last.seq, None, last)


def _entries(session: Session) -> Iterator[AuditEntry]:
    return iter(session.scalars(select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=1000)))


def _mac(key: bytes, previous: str, content: tuple[object, ...]) -> str:
    return hmac.new(key, f"{previous}{canonical(content)}".encode(), sha256).hexdigest()
