"""What is frozen on D09, from the bills, their payments and the agreed lines."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.money import vat_split
from app.order.agreement.guarantee import STORE_LABOUR
from app.order.checkin.parties import party_block
from app.order.checkin.tables import CheckIn
from app.order.paper_parts import car_block, store_block
from app.order.qc.queries import checks_in
from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.settlement.methods import InvoiceState
from app.order.settlement.queries import BillRow, bills_in
from app.order.settlement.settlement_paper import (
    BillSeen,
    LabourGuarantee,
    PartGuarantee,
    PaymentSeen,
    SettledLabour,
    SettledOther,
    SettledPart,
    SettlementContent,
)
from app.order.supplement.queries import agreed_in
from app.order.tables import ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.queries import newest_number_in
from app.records.catalogue.categories import LineKind, Payer, QualityClass, RepairCategory
from app.records.store.queries import profile_in


def settlement_content(session: Session, _store: Store, order_id: int) -> SettlementContent:
    """The content of D09."""
    order, lines = session.get_one(ServiceOrder, order_id), agreed_lines_in(session, order_id)
    bills, profile = bills_in(session, order_id), profile_in(session)
    own = next((bill for bill in bills if bill.payer is Payer.CUSTOMER), None)
    vat = vat_split(own.due_fen if own else 0, profile.vat_bp)
    return SettlementContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        cashier=_cashier(bills),
        arrived_at=order.arrived_at,
        completed_at=order.completed_at,
        agreement_number=newest_number_in(session, order_id, PaperKind.AGREEMENT),
        supplement_numbers=tuple(row.paper_number for row in agreed_in(session, order_id)),
        certificate_number=checks_in(session, order_id).certificate_number or "",
        labour=tuple(_labour(line) for line in lines if line.kind is LineKind.LABOUR),
        parts=tuple(_part(line) for line in lines if line.kind is LineKind.PART),
        others=tuple(_other(line) for line in lines if line.kind is LineKind.OTHER),
        bills=tuple(_bill(bill, order) for bill in bills),
        signed_total_fen=order.signed_total_fen,
        vat_bp=profile.vat_bp,
        vat_net_fen=vat.net_fen,
        vat_tax_fen=vat.tax_fen,
        invoice_state=own.invoice_state if own else InvoiceState.NOT_REQUESTED,
        invoice_title=own.invoice_title if own else "",
        invoice_number=own.invoice_number if own else "",
        old_parts=session.get_one(CheckIn, order_id).old_parts.value,
        labour_guarantees=_labour_guarantees(lines),
        part_guarantees=_part_guarantees(lines),
    )


def _cashier(bills: Iterable[BillRow]) -> str:
    names = [payment.cashier for bill in bills for payment in bill.standing]
    return names[-1] if names else ""


def _bill(bill: BillRow, order: ServiceOrder) -> BillSeen:
    return BillSeen(
        payer=bill.payer,
        who=order.owner_name if bill.payer is Payer.CUSTOMER else "",
        due_fen=bill.due_fen + bill.rounding_down_fen,
        rounding_down_fen=bill.rounding_down_fen,
        paid_fen=bill.paid_fen,
        payments=tuple(PaymentSeen(p.method, p.left_fen, p.reference) for p in bill.standing),
    )


def _labour(line: LineRow) -> SettledLabour:
    return SettledLabour(
        code=line.code, name_zh=line.name_zh, name_en=line.name_en, payer=line.payer,
        hours_x100=line.quantity_milli // 10, rate_fen=line.unit_price_fen, amount_fen=line.amount_fen,
        net_fen=line.net_fen,
    )  # fmt: skip


def _part(line: LineRow) -> SettledPart:
    return SettledPart(
        code=line.code, name_zh=line.name_zh, name_en=line.name_en, payer=line.payer,
        quality_class=line.quality_class or QualityClass.CUSTOMER_SUPPLIED, brand=line.brand,
        quantity_milli=line.quantity_milli, unit=line.unit, unit_price_fen=line.unit_price_fen,
        amount_fen=line.amount_fen, net_fen=line.net_fen,
    )  # fmt: skip


def _other(line: LineRow) -> SettledOther:
    return SettledOther(line.code, line.name_zh, line.name_en, line.payer, line.amount_fen, line.net_fen)


def _labour_guarantees(lines: Iterable[LineRow]) -> tuple[LabourGuarantee, ...]:
    """The categories of the lines, those with the same promise together."""
    categories = [category for category in RepairCategory if any(line.repair_category is category for line in lines)]
    periods = dict.fromkeys(STORE_LABOUR[category] for category in categories)
    return tuple(
        LabourGuarantee(tuple(one for one in categories if STORE_LABOUR[one] == (days, km)), days, km)
        for days, km in periods
    )


def _part_guarantees(lines: Iterable[LineRow]) -> tuple[PartGuarantee, ...]:
    found = {
        (line.quality_class, line.guarantee_months, line.guarantee_km)
        for line in lines
        if line.quality_class is not None and line.guarantee_months
    }
    return tuple(PartGuarantee(quality, months, km) for quality, months, km in sorted(found))
