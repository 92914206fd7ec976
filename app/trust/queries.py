"""What was done, read from the audit chain: to one order, or by whom, when and what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.kernel.language import _
from app.trust import typed_words
from app.trust.changes import UNSAID, Change
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry

Pairs = tuple[tuple[str, str], ...]
_COLUMNS = (
    AuditEntry.seq, AuditEntry.at, AuditEntry.person_id, AuditEntry.deed, AuditEntry.details, AuditEntry.order_id,
    AuditEntry.seat,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """One column of one row, from what to what; both are `*` where the chain only says that it changed.

    Instants are UTC milliseconds, money fen, as the names of the columns say.
    """

    table: str
    key: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed as people may see it; `details` are pairs of word and value: ids, numbers, reasons."""

    seq: int
    at: datetime
    person_id: int | None
    deed: Deed
    details: tuple[tuple[str, str], ...]
    changes: tuple[Changed, ...] = ()
    order_id: int | None = None
    seat: str = ""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What is looked for; whatever is None is not asked. The instants are from (inside) and to (outside)."""

    person_id: int | None = None
    deed: Deed | None = None
    order_id: int | None = None
    from_at: datetime | None = None
    to_at: datetime | None = None


def entries_of(session: Session, order_id: int) -> tuple[Entry, ...]:
    """Everything done to one order, newest first."""
    return tuple(found(session, AuditFilter(order_id=order_id)))


def found(
    session: Session, wanted: AuditFilter, *, before_seq: int | None = None, most: int | None = None
) -> Iterator[Entry]:
    """What the filter lets through, newest first, streamed; read on below `before_seq`."""
    query = _filtered(wanted).order_by(AuditEntry.seq.desc())
    if before_seq is not None:
        query = query.where(AuditEntry.seq < before_seq)
    if most is not None:
        query = query.limit(most)
    for row in session.execute(query.execution_options(yield_per=500)):
        details, changes = _read(row.details)
        if any(typed_words.is_digest(value) for _name, value in details):
            details = _spoken(details, typed_words.words_of(session, row.seq))
        yield Entry(row.seq, row.at, row.person_id, Deed(row.deed), details, changes, row.order_id, row.seat)


def who_did(session: Session, order_id: int, deed: Deed) -> frozenset[int]:
    """Who did this to the order, however often; nobody when it was never done."""
    query = select(AuditEntry.person_id).where(AuditEntry.order_id == order_id, AuditEntry.deed == deed.value)
    return frozenset(person_id for person_id in session.scalars(query) if person_id is not None)


def _filtered(wanted: AuditFilter) -> Select[int, datetime, int | None, str, str, int | None, str]:
    query = select(*_COLUMNS)
    if wanted.person_id is not None:
        query = query.where(AuditEntry.person_id == wanted.person_id)
    if wanted.deed is not None:
        query = query.where(AuditEntry.deed == wanted.deed.value)
    if wanted.order_id is not None:
        query = query.where(AuditEntry.order_id == wanted.order_id)
    if wanted.from_at is not None:
        query = query.where(AuditEntry.at >= wanted.from_at)
    if wanted.to_at is not None:
        query = query.where(AuditEntry.at < wanted.to_at)
    return query


def _read(details: str) -> tuple[Pairs, tuple[Changed, ...]]:
    values = msgspec.json.decode(details, type=dict[str, str | int | bool | dict[str, Change] | None])
    changes = values.pop("changes", None)
    pairs = tuple((name, str(value)) for name, value in values.items())
    if not isinstance(changes, dict):
        return pairs, ()
    return pairs, tuple(_changed(name, change) for name, change in changes.items())


def _spoken(details: Pairs, words: Mapping[str, str]) -> Pairs:
    """With what was typed in place of its digest."""
    erased = _("(erased with the person it may have named)")
    return tuple(
        (name, words.get(name) or erased if typed_words.is_digest(value) else value) for name, value in details
    )


def _changed(name: str, change: Change) -> Changed:
    table, key, column = name.split(".")
    before, after = (UNSAID, UNSAID) if isinstance(change, str) else (_plain(change[0]), _plain(change[1]))
    return Changed(table, key, column, before, after)


def _plain(value: int | bool | str | None) -> str:
    return "" if value is None else str(value)
