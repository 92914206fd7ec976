"""A quote's versions and lines as frozen rows."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.quote.tables import OrderLine, QuoteVersion
from app.order.quote.totals import LineAmount, Totals, totals
from app.records.catalogue.categories import Decision, LineKind, Need, Payer, QualityClass, RepairCategory, highest

LineId = NewType("LineId", int)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line. Labour: `quantity_milli` are hours in thousandths, `unit_price_fen` the hourly rate."""

    id: LineId
    position: int
    kind: LineKind
    code: str
    name_zh: str
    name_en: str
    quantity_milli: int
    unit: str
    unit_price_fen: int
    payable_bp: int
    payer: Payer
    need: Need
    decision: Decision
    repair_category: RepairCategory | None
    quality_class: QualityClass | None
    brand: str
    guarantee_months: int
    guarantee_km: int
    needs_hv_qualification: bool
    is_safety: bool
    is_addon: bool
    reason: str
    finding_item: str
    taken_out_reason: str

    @property
    def amount(self) -> LineAmount:
        """What the rules of money need of it."""
        return LineAmount(
            kind=self.kind, quantity_milli=self.quantity_milli, unit_price_fen=self.unit_price_fen,
            payable_bp=self.payable_bp, payer=self.payer, decision=self.decision,
        )  # fmt: skip

    @property
    def amount_fen(self) -> int:
        """Before the discount."""
        return self.amount.amount_fen

    @property
    def net_fen(self) -> int:
        """After the discount, VAT included."""
        return self.amount.net_fen


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version with its lines; `issued_at` is empty while it may be edited.

    Additional work has its `supplement_ordinal`; it waits until `answered_at`, and counts if it `is_agreed`.
    """

    id: int
    edition: int
    created_at: datetime
    issued_at: datetime | None
    valid_until: datetime | None
    lines: tuple[LineRow, ...]
    supplement_ordinal: int | None = None
    answered_at: datetime | None = None
    is_agreed: bool = False

    @property
    def totals(self) -> Totals:
        """All sums of this version, in fen."""
        return totals(tuple(line.amount for line in self.lines))


_COLUMNS = tuple(getattr(OrderLine, name) for name in LineRow.__dataclass_fields__)


def versions_in(session: Session, order_id: int) -> tuple[VersionRow, ...]:
    """Every version of the quotation, oldest first, inside an open session; additional work is none of them."""
    query = select(QuoteVersion).where(QuoteVersion.order_id == order_id, QuoteVersion.supplement_ordinal.is_(None))
    return tuple(_version(session, row) for row in session.scalars(query.order_by(QuoteVersion.edition)))


def supplements_in(session: Session, order_id: int) -> tuple[VersionRow, ...]:
    """The lines of additional work, oldest first, inside an open session."""
    query = select(QuoteVersion).where(QuoteVersion.order_id == order_id, QuoteVersion.supplement_ordinal.is_not(None))
    return tuple(_version(session, row) for row in session.scalars(query.order_by(QuoteVersion.edition)))


def _version(session: Session, row: QuoteVersion) -> VersionRow:
    return VersionRow(
        row.id, row.edition, row.created_at, row.issued_at, row.valid_until, lines_in(session, row.id),
        row.supplement_ordinal, row.answered_at, row.is_agreed,
    )  # fmt: skip


def versions(desk: Desk, order_id: int) -> tuple[VersionRow, ...]:
    """Every version of the order's quote, oldest first."""
    with desk.look() as session:
        return versions_in(session, order_id)


def newest_in(session: Session, order_id: int) -> VersionRow | None:
    """The newest version, issued or not."""
    every = versions_in(session, order_id)
    return every[-1] if every else None


def lines_in(session: Session, version_id: int) -> tuple[LineRow, ...]:
    """The lines of a version in their order."""
    query = select(*_COLUMNS).where(OrderLine.quote_version_id == version_id)
    return tuple(LineRow(*row) for row in session.execute(query.order_by(OrderLine.position, OrderLine.id)))


def agreed_lines_in(session: Session, order_id: int) -> tuple[LineRow, ...]:
    """What is worked on and billed: the lines the customer accepted in the newest issued quotation and in additional
    work since, without those that additional work took out again.
    """
    return agreed_lines_of(session, (order_id,))[order_id]


def agreed_lines_of(session: Session, order_ids: Collection[int]) -> dict[int, tuple[LineRow, ...]]:
    """The same of many orders, some hundreds at a time: two statements, however many they are."""
    counting = _counting_in(session, order_ids)
    every = tuple(version_id for version_ids in counting.values() for version_id in version_ids)
    query = (
        select(OrderLine.quote_version_id, *_COLUMNS)
        .where(OrderLine.quote_version_id.in_(every), OrderLine.decision == Decision.ACCEPTED)
        .where(or_(OrderLine.taken_out_by_id.is_(None), OrderLine.taken_out_by_id.not_in(every)))
    )
    lines: dict[int, list[LineRow]] = {version_id: [] for version_id in every}
    for version_id, *row in session.execute(query.order_by(OrderLine.position, OrderLine.id)):
        lines[version_id].append(LineRow(*row))
    return {
        order_id: tuple(line for version_id in counting.get(order_id, ()) for line in lines[version_id])
        for order_id in order_ids
    }


def _counting_in(session: Session, order_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The versions that count, in their order: the newest issued quotation, and additional work that was agreed to."""
    query = select(QuoteVersion.order_id, QuoteVersion.id, QuoteVersion.supplement_ordinal).where(
        QuoteVersion.order_id.in_(order_ids),
        or_(
            and_(QuoteVersion.supplement_ordinal.is_(None), QuoteVersion.issued_at.is_not(None)),
            and_(QuoteVersion.supplement_ordinal.is_not(None), QuoteVersion.is_agreed),
        ),
    )
    quoted: dict[int, int] = {}
    added: dict[int, list[int]] = {}
    for order_id, version_id, ordinal in session.execute(query.order_by(QuoteVersion.edition)):
        if ordinal is None:
            quoted[order_id] = version_id
        else:
            added.setdefault(order_id, []).append(version_id)
    return {
        order_id: (*([quoted[order_id]] if order_id in quoted else ()), *added.get(order_id, ()))
        for order_id in quoted.keys() | added.keys()
    }


def category_in(session: Session, order_id: int) -> RepairCategory | None:
    """What the order is classed as: the highest category of what was agreed. It decides on list and certificate."""
    return highest(line.repair_category for line in agreed_lines_in(session, order_id) if line.repair_category)


def offered_lines_in(session: Session, order_id: int) -> tuple[LineRow, ...]:
    """What was put to the customer: in the newest issued quotation and in additional work since."""
    issued = [version for version in versions_in(session, order_id) if version.issued_at is not None]
    return tuple(
        line
        for version in (*issued[-1:], *supplements_in(session, order_id))
        if version.issued_at is not None
        for line in version.lines
    )


def declined_lines_in(session: Session, order_id: int) -> tuple[LineRow, ...]:
    """What was put to the customer and refused or put off, and not agreed to in additional work since.

    What was offered twice stands once, with what was said last. What matters for safety and was taken out again counts
    as refused.
    """
    said_no = (Decision.REFUSED, Decision.LATER)
    declined = [line for line in offered_lines_in(session, order_id) if line.decision in said_no]
    for version in supplements_in(session, order_id):
        if version.is_agreed:
            out = taken_out_in(session, version.id)
            declined += [replace(line, decision=Decision.REFUSED) for line in out if line.is_safety]
    agreed = {(line.code, line.name_zh) for line in agreed_lines_in(session, order_id)}
    last = {(line.code, line.name_zh): line for line in declined}
    return tuple(line for thing, line in last.items() if thing not in agreed)


def taken_out_in(session: Session, version_id: int) -> tuple[LineRow, ...]:
    """The agreed lines that this additional work takes out."""
    query = select(*_COLUMNS).where(OrderLine.taken_out_by_id == version_id)
    return tuple(LineRow(*row) for row in session.execute(query.order_by(OrderLine.position, OrderLine.id)))
