"""The manager's list of everything that was done: who, what, when, on which order, from what to what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.tables import ServiceOrder
from app.paper.tables import Paper
from app.records.staff.queries import names_in
from app.trust import chain
from app.trust.anchors import Anchors
from app.trust.chain import Fault, Head, Verdict
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter, Changed, Entry, found
from app.trust.tables import AuditEntry

A_PAGE = 200
_FROM_PAPER = re.compile(r"(?P<seq>[0-9]{1,18}):(?P<code>[0-9a-f]{8,64})")


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One deed with the name of who did it and the number of its order."""

    seq: int
    at: datetime
    person: str
    seat: str
    deed: Deed
    order_number: str
    details: tuple[tuple[str, str], ...]
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the list; `next_before` is where to read on, None at the end."""

    rows: tuple[AuditRow, ...]
    next_before: int | None
    now: datetime


@dataclass(frozen=True, slots=True)
class AuditForm:
    """What is typed to narrow the list: a person, a deed, an order's number, from and to which instant."""

    person_id: int | None = None
    deed: Deed | None = None
    order_number: str = ""
    from_at: datetime | None = None
    to_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChainState:
    """What walking the chain found, and when; `unanchored` entries at its end could have been cut without a trace."""

    entries: int
    broken_seq: int | None
    fault: Fault | None
    unanchored: int
    at: datetime


def audit_page(desk: Desk, form: AuditForm, *, before_seq: int | None = None) -> AuditPage:
    """Newest first, a page at a time. Refuses: deed.not_allowed, audit.no_order."""
    desk.require(Deed.AUDIT_EXPORT)
    with desk.look() as session:
        rows = tuple(rows_in(session, form, before_seq=before_seq, most=A_PAGE + 1))
    shown = rows[:A_PAGE]
    more = shown[-1].seq if len(rows) > A_PAGE else None
    return AuditPage(shown, more, desk.store.clock.now())


def rows_in(
    session: Session, form: AuditForm, *, before_seq: int | None = None, most: int | None = None
) -> Iterator[AuditRow]:
    """The rows a form lets through, newest first. Refuses: audit.no_order."""
    wanted = AuditFilter(form.person_id, form.deed, _order_id(session, form.order_number), form.from_at, form.to_at)
    names, numbers = names_in(session), _Numbers(session)
    for entry in found(session, wanted, before_seq=before_seq, most=most):
        yield _row(entry, names, numbers)


def walk_chain(desk: Desk) -> ChainState:
    """Verify the whole chain; seconds for a million entries. Refuses: deed.not_allowed."""
    desk.require(Deed.AUDIT_EXPORT)
    with desk.look() as session:
        verdict = verdict_in(session, desk.store)
    return ChainState(verdict.entries, verdict.broken_seq, verdict.fault, verdict.unanchored, desk.store.clock.now())


def verdict_in(session: Session, store: Store, *, from_paper: Sequence[str] = ()) -> Verdict:
    """Walk the chain and hold it against every head that was written down outside it: the anchors beside the database,
    the foot of each issued paper and each closing sheet; `from_paper` are heads as someone read them off a print.

    Refuses: audit.head.
    """
    beside = (Head(anchor.seq, anchor.mac) for anchor in Anchors(store.folder).in_force())
    papers = session.execute(select(Paper.chain_seq, Paper.chain_mac)).all()
    read = tuple(_read_off(session, words) for words in from_paper)
    return chain.verify(session, store.chain_key, heads=(*(Head(*row) for row in papers), *beside, *read))


def _read_off(session: Session, words: str) -> Head:
    """`2071:9f3c 01aa …`: entry and the beginning of its code, as the head that it must be."""
    read = _FROM_PAPER.fullmatch("".join(words.split()).lower())
    if read is None:
        raise Refusal("audit.head", _("Write a head as on the closing sheet: entry, colon, at least eight signs."))
    seq, code = int(read["seq"]), read["code"]
    mac = session.scalar(select(AuditEntry.mac).where(AuditEntry.seq == seq)) or ""
    return Head(seq, mac if mac.startswith(code) else code)


def _row(entry: Entry, names: dict[int, str], numbers: "_Numbers") -> AuditRow:
    return AuditRow(
        entry.seq, entry.at, names.get(entry.person_id or 0, ""), entry.seat, entry.deed, numbers.of(entry.order_id),
        entry.details, entry.changes,
    )  # fmt: skip


def _order_id(session: Session, typed: str) -> int | None:
    number = typed.strip().upper()
    if not number:
        return None
    found_id = session.scalar(select(ServiceOrder.id).where(ServiceOrder.number == number))
    if found_id is None:
        raise Refusal("audit.no_order", _("There is no order of this number. Type it whole."), field="audit.order")
    return found_id


class _Numbers:
    """Numbers of orders by id, each read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, str] = {}

    def of(self, order_id: int | None) -> str:
        """The number; empty without an order."""
        if order_id is None:
            return ""
        if order_id not in self._known:
            number = self._session.scalar(select(ServiceOrder.number).where(ServiceOrder.id == order_id))
            self._known[order_id] = number or ""
        return self._known[order_id]
