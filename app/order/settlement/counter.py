"""What the cashier has before the eyes: the bills with all that stands round them, in one look."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.money import vat_split
from app.order.agreement.guarantee import STORE_LABOUR
from app.order.checkin.choices import OldParts
from app.order.checkin.form import Lack
from app.order.checkin.parties import party_block
from app.order.checkin.tables import CheckIn
from app.order.qc.tables import CompletionCertificate
from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.settlement.missing import lacks_to_settle
from app.order.settlement.queries import BillRow, bills_in, follow
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.order.workshop.queries import Work, work_in
from app.paper.content import SignerRole
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of
from app.records.catalogue.categories import RepairCategory
from app.records.store.queries import profile_in


@dataclass(frozen=True, slots=True)
class Promised:
    """How long the work is guaranteed at most; 0 months where no part was built in."""

    labour_days: int
    labour_km: int
    part_months: int
    part_km: int


@dataclass(frozen=True, slots=True)
class Counter:
    """One order at the till. Fen, VAT in basis points; `paper` is D09 once it is signed."""

    stage: Stage
    number: str
    bills: tuple[BillRow, ...]
    lines: tuple[LineRow, ...]
    signed_total_fen: int
    vat_bp: int
    work: Work
    old_parts: OldParts
    promised: Promised
    repair_category: RepairCategory | None
    certificate_number: str
    signer: str
    signer_role: SignerRole
    settled_at: datetime | None
    paper: PaperRow | None

    @property
    def missing(self) -> tuple[Lack, ...]:
        """What stands in the way of the customer's signature; the signature itself is asked for last."""
        return lacks_to_settle(self.bills, self.work, is_billed=self.is_billed, has_signed=True)

    @property
    def is_billed(self) -> bool:
        """Whether there are bills, and they come to what the agreed lines do."""
        return follow(self.bills, self.lines)

    @property
    def parts_open(self) -> int:
        """How many parts were not handed out yet."""
        return sum(part.issued_at is None for part in self.work.parts)

    def vat_fen(self, bill: BillRow) -> int:
        """The tax inside what the bill asks for; once a bill, never a line."""
        return vat_split(bill.due_fen, self.vat_bp).tax_fen

    @property
    def needs_certificate(self) -> bool:
        """Whether the law asks for a completion certificate."""
        return self.repair_category is not None and self.repair_category.needs_certificate


def counter(desk: Desk, order_id: int) -> Counter:
    """The order as the cashier sees it. Refuses: row.gone."""
    papers = papers_of(desk, order_id)
    with desk.look() as session:
        order = session.get_one(ServiceOrder, order_id)
        lines, party = agreed_lines_in(session, order_id), party_block(session, order)
        return Counter(
            stage=order.stage, number=order.number, bills=bills_in(session, order_id), lines=lines,
            signed_total_fen=order.signed_total_fen, vat_bp=profile_in(session).vat_bp, work=work_in(session, order_id),
            old_parts=session.get_one(CheckIn, order_id).old_parts, promised=promised(order.repair_category, lines),
            repair_category=order.repair_category, certificate_number=_certificate(session, order_id),
            signer=party.bringer,
            signer_role=SignerRole.REPRESENTATIVE if party.representative_name else SignerRole.CUSTOMER,
            settled_at=order.settled_at, paper=_newest(papers) if order.settled_at is not None else None,
        )  # fmt: skip


def promised(category: RepairCategory | None, lines: tuple[LineRow, ...]) -> Promised:
    """The longest promise on this order's work and parts."""
    days, km = STORE_LABOUR[category] if category else (0, 0)
    longest = max(((line.guarantee_months, line.guarantee_km) for line in lines), default=(0, 0))
    return Promised(days, km, *longest)


def _certificate(session: Session, order_id: int) -> str:
    query = select(CompletionCertificate.number).where(
        CompletionCertificate.order_id == order_id, CompletionCertificate.voided_at.is_(None)
    )
    return session.scalar(query) or ""


def _newest(papers: tuple[PaperRow, ...]) -> PaperRow | None:
    return next((paper for paper in reversed(papers) if paper.kind is PaperKind.SETTLEMENT), None)
