"""A quote's versions and lines as frozen rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.quote.tables import OrderLine, QuoteVersion
from app.order.quote.totals import LineAmount, Totals, totals
from app.records.catalogue.categories import Decision, LineKind, Need, Payer, QualityClass, RepairCategory

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
    """One version with its lines; `issued_at` is empty while it may be edited."""

    id: int
    edition: int
    created_at: datetime
    issued_at: datetime | None
    valid_until: datetime | None
    lines: tuple[LineRow, ...]

    @property
    def totals(self) -> Totals:
        """All sums of this version, in fen."""
        return totals(tuple(line.amount for line in self.lines))


_COLUMNS = tuple(getattr(OrderLine, name) for name in LineRow.__dataclass_fields__)


def versions_in(session: Session, order_id: int) -> tuple[VersionRow, ...]:
    """Every version, oldest first, inside an open session."""
    rows = session.scalars(select(QuoteVersion).where(QuoteVersion.order_id == order_id).order_by(QuoteVersion.edition))
    return tuple(
        VersionRow(row.id, row.edition, row.created_at, row.issued_at, row.valid_until, lines_in(session, row.id))
        for row in rows
    )


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
    """The lines the customer accepted in the newest issued version: what is worked on and billed."""
    issued = [version for version in versions_in(session, order_id) if version.issued_at is not None]
    return tuple(line for line in issued[-1].lines if line.decision is Decision.ACCEPTED) if issued else ()
