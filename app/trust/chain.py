"""The audit chain: each entry's MAC covers its content and the MAC before it (docs/rules/audit.md)."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from sqlalchemy import BigInteger, select, text, type_coerce
from sqlalchemy.orm import Session

from app.kernel.database import milliseconds
from app.kernel.digest import canonical
from app.trust import typed_words
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry

START = "0" * 64
_LOOKED_AT, _MOST_REFUSED = 50, 20


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link: its number and MAC; (0, zeros) when nothing was ever done."""

    seq: int
    mac: str


class Fault(StrEnum):
    """In which way a chain does not hold."""

    ALTERED = "altered"  # an entry, the link to the one before it, or the words beside it
    REWRITTEN = "rewritten"  # every link fits, but a head written down outside says that it was another chain
    CUT = "cut"  # a head written down outside lies beyond the end


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: how many entries hold, and the first that does not, or is missing.

    `anchored_seq` is the last entry that a head outside the chain vouches for. What came after it could have been cut
    off without a trace, and no more than that: `unanchored` entries.
    """

    entries: int
    broken_seq: int | None
    head: Head
    fault: Fault | None = None
    anchored_seq: int = 0

    @property
    def unanchored(self) -> int:
        """How many entries at the end nothing outside vouches for."""
        return max(0, self.entries - self.anchored_seq)


def head(session: Session) -> Head:
    """The newest link of the chain."""
    row = session.execute(_HEAD).first()
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
    typed: Mapping[str, str] = MappingProxyType({}),
) -> Head:
    """Add one entry inside the caller's transaction; answers the new head.

    `typed` is what a person typed, by name: the entry holds its digest, the words lie beside it (`typed_words`).
    """
    last, given = head(session), typed_words.salted(typed)
    details = {**details, **{one.name: one.digest for one in given}}
    entry = {
        "seq": last.seq + 1, "at": milliseconds(at), "person_id": person_id, "seat": seat, "deed": deed.value,
        "order_id": order_id, "details": canonical(details), "request_id": request_id,
    }  # fmt: skip
    mac = _mac(key, last.mac, tuple(entry.values()))
    session.execute(_APPEND, {**entry, "previous": last.mac, "mac": mac})
    typed_words.keep(session, last.seq + 1, given)
    return Head(last.seq + 1, mac)


def holds(session: Session, link: Head) -> bool:
    """Whether this very entry stands in the chain."""
    return session.scalar(select(AuditEntry.mac).where(AuditEntry.seq == link.seq)) == link.mac


def was_refused_lately(session: Session, *, seat: str, details: dict[str, object], since: datetime) -> bool:
    """Whether this seat was refused the same since then, or so much of anything that one more entry says nothing new.

    Looks at the newest entries only, so that it costs the same in a chain of a million.
    """
    columns = (AuditEntry.at, AuditEntry.seat, AuditEntry.deed, AuditEntry.details)
    newest = session.execute(select(*columns).order_by(AuditEntry.seq.desc()).limit(_LOOKED_AT)).all()
    refused = [row for row in newest if row.deed == Deed.REFUSED.value and row.seat == seat and row.at > since]
    return len(refused) >= _MOST_REFUSED or any(row.details == canonical(details) for row in refused)


def verify(session: Session, key: bytes, *, heads: Iterable[Head] = ()) -> Verdict:
    """Walk the whole chain, a thousand entries at a time; stop at the first that is altered, missing or moved.

    `heads` are those that were written down outside the chain: beside the database, on papers, in backups.
    """
    outside = {one.seq: one.mac for one in heads if one.seq > 0}
    last, anchored = Head(0, START), 0
    for *content, previous, mac in session.execute(_WHOLE):
        seq = content[0]
        whole = (
            seq == last.seq + 1
            and previous == last.mac
            and hmac.compare_digest(mac, _mac(key, last.mac, tuple(content)))
        )
        if not whole:
            return Verdict(last.seq, seq, last, Fault.ALTERED, anchored)
        if outside.get(seq, mac) != mac:
            return Verdict(last.seq, seq, last, Fault.REWRITTEN, anchored)
        anchored = seq if seq in outside else anchored
        last = Head(seq, mac)
    if any(seq > last.seq for seq in outside):
        return Verdict(last.seq, last.seq + 1, last, Fault.CUT, anchored)
    altered = typed_words.first_altered(session)
    if altered is not None:
        return Verdict(altered - 1, altered, last, Fault.ALTERED, anchored)
    return Verdict(last.seq, None, last, None, anchored)


def latest_after(session: Session, seq: int, since: datetime | None) -> datetime | None:
    """The latest instant booked after entry `seq`, no earlier than `since`; a confirmed clock begins anew."""
    latest = since
    rows = session.execute(select(AuditEntry.at, AuditEntry.deed).where(AuditEntry.seq > seq).order_by(AuditEntry.seq))
    for row in rows:
        is_later = latest is None or row.at > latest or row.deed == Deed.CLOCK_CONFIRM.value
        latest = row.at if is_later else latest
    return latest


# As text, for each deed asks the one and writes the other.
_HEAD = text("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1")
_APPEND = text(
    "INSERT INTO audit_entry (seq, at, person_id, seat, deed, order_id, details, request_id, previous, mac)"
    " VALUES (:seq, :at, :person_id, :seat, :deed, :order_id, :details, :request_id, :previous, :mac)"
)
# Plain columns, and the instant as the number it is stored as: a million entries are walked in seconds.
_WHOLE = (
    select(
        AuditEntry.seq, type_coerce(AuditEntry.at, BigInteger), AuditEntry.person_id, AuditEntry.seat, AuditEntry.deed,
        AuditEntry.order_id, AuditEntry.details, AuditEntry.request_id, AuditEntry.previous, AuditEntry.mac,
    )
    .order_by(AuditEntry.seq)
    .execution_options(yield_per=1000)
)  # fmt: skip


def _mac(key: bytes, previous: str, content: tuple[object, ...]) -> str:
    return hmac.new(key, f"{previous}{canonical(content)}".encode(), sha256).hexdigest()
