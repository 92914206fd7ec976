"""What is frozen on D13: the day's rows, counted and added up."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.closing.closing_paper import ClosingContent, Correction, Range, Takings
from app.desk import Store
from app.kernel.digest import thaw
from app.order.paper_parts import store_block
from app.order.settlement.credit_paper import CreditContent
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.tables import Bill, Payment
from app.order.tables import ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.tables import Paper
from app.trust import chain
from app.trust.tables import AuditEntry

CREDITS = (PaperKind.REVERSAL, PaperKind.REFUND)
Span = tuple[datetime, datetime]


def closing_content(session: Session, store: Store, on: date) -> ClosingContent:
    """The content of the closing sheet of a business day, as its rows stand now."""
    span = span_of(on, utc_offset_minutes=store.utc_offset_minutes)
    settled, settled_fen = _settled(session, span)
    papers = _papers(session, span)
    head = chain.head(session)
    delivered = select(ServiceOrder.number).where(_within(ServiceOrder.delivered_at, span))
    entries = select(func.count()).select_from(AuditEntry).where(_within(AuditEntry.at, span))
    return ClosingContent(
        store=store_block(session), on=on, takings=_takings(session, span), settled=settled, settled_fen=settled_fen,
        corrections=_corrections(papers), papers=_ranges(papers),
        delivered=tuple(session.scalars(delivered.order_by(ServiceOrder.delivered_at, ServiceOrder.number))),
        entries=session.scalar(entries) or 0, chain_seq=head.seq, chain_mac=head.mac,
    )  # fmt: skip


def span_of(on: date, *, utc_offset_minutes: int) -> Span:
    """From the first instant of a business day to the first of the next, in UTC.

    >>> span_of(date(2026, 11, 23), utc_offset_minutes=480)[0].isoformat()
    '2026-11-22T16:00:00+00:00'
    """
    begun = datetime.combine(on, time(), tzinfo=timezone(timedelta(minutes=utc_offset_minutes))).astimezone(UTC)
    return begun, begun + timedelta(days=1)


def _within(column: InstrumentedAttribute[Any], span: Span) -> ColumnElement[bool]:
    return (column >= span[0]) & (column < span[1])


def _takings(session: Session, span: Span) -> tuple[Takings, ...]:
    rows = session.execute(select(Payment.method, Payment.amount_fen).where(_within(Payment.paid_at, span))).all()
    found = []
    for method in PaymentMethod:
        fens = [row.amount_fen for row in rows if row.method is method]
        if fens:
            taken, back = sum(fen for fen in fens if fen > 0), -sum(fen for fen in fens if fen < 0)
            found.append(Takings(method, len(fens), taken, back))
    return tuple(found)


def _settled(session: Session, span: Span) -> tuple[int, int]:
    """How many orders were settled, and for how much; one whose settlement was taken back is a correction."""
    orders = select(ServiceOrder.id).where(_within(ServiceOrder.settled_at, span))
    ids = session.scalars(orders).all()
    due = session.scalar(select(func.sum(Bill.due_fen)).where(Bill.order_id.in_(ids)))
    return len(ids), int(due or 0)


def _papers(session: Session, span: Span) -> tuple[Paper, ...]:
    query = select(Paper).where(_within(Paper.issued_at, span), Paper.kind != PaperKind.CLOSING.value)
    return tuple(session.scalars(query.order_by(Paper.kind, Paper.number)))


def _ranges(papers: Iterable[Paper]) -> tuple[Range, ...]:
    found = {}
    for kind, same in groupby(papers, key=lambda paper: paper.kind):
        every = tuple(same)
        voided = sum(paper.voided_at is not None for paper in every)
        found[PaperKind(kind)] = Range(PaperKind(kind), len(every), every[0].number, every[-1].number, voided)
    return tuple(found[kind] for kind in PaperKind if kind in found)


def _corrections(papers: Iterable[Paper]) -> tuple[Correction, ...]:
    found = []
    for paper in papers:
        if paper.kind in CREDITS and paper.content:
            said = thaw(paper.content, CreditContent)
            found.append(
                Correction(
                    PaperKind(paper.kind), paper.number, said.corrects_number, said.total_fen, said.approved_by
                )
            )  # fmt: skip
    return tuple(found)
