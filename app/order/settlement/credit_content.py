"""What is frozen on the papers with a minus: a reversal, a refund."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.checkin.parties import party_block
from app.order.paper_parts import car_block, store_block
from app.order.settlement.credit_paper import CreditContent, CreditKind, GivenBack, ReversedBill
from app.order.settlement.queries import BillRow, PaymentRow
from app.order.settlement.tables import Bill, Payment, Refund, SettlementReversal
from app.order.tables import ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.tables import Paper
from app.records.staff.queries import names_in


def refund_content(session: Session, _store: Store, refund: Refund) -> CreditContent:
    """The content of a refund: the one payment on which it is given."""
    order, payment = session.get_one(ServiceOrder, refund.order_id), session.get_one(Payment, refund.payment_id)
    names, bill = names_in(session), session.get_one(Bill, refund.bill_id)
    back = GivenBack(
        bill.payer, payment.method, payment.paid_at, payment.amount_fen, refund.amount_fen, payment.reference
    )
    return CreditContent(
        store=store_block(session), car=car_block(session, order), party=party_block(session, order),
        kind=CreditKind.REFUND, reason=refund.reason, cashier=names[refund.refunded_by],
        approved_by=names[refund.approved_by], corrects_number=refund.settlement_number,
        corrects_issued_at=_issued_at(session, refund.settlement_number), payments=(back,),
    )  # fmt: skip


def reversal_content(
    session: Session, _store: Store, reversal: SettlementReversal, *, bills: tuple[BillRow, ...]
) -> CreditContent:
    """The content of a reversal: the bills as they stood before it, and every payment that is given back."""
    order, names = session.get_one(ServiceOrder, reversal.order_id), names_in(session)
    return CreditContent(
        store=store_block(session), car=car_block(session, order), party=party_block(session, order),
        kind=CreditKind.REVERSAL, reason=reversal.reason, cashier=names[reversal.reversed_by],
        approved_by=names[reversal.approved_by], corrects_number=reversal.settlement_number,
        corrects_issued_at=_issued_at(session, reversal.settlement_number),
        payments=tuple(_back(bill, payment) for bill in bills for payment in bill.standing),
        bills=tuple(_bill(bill) for bill in bills),
    )  # fmt: skip


def _back(bill: BillRow, payment: PaymentRow) -> GivenBack:
    return GivenBack(
        bill.payer, payment.method, payment.paid_at, payment.amount_fen, payment.left_fen, payment.reference
    )


def _bill(bill: BillRow) -> ReversedBill:
    return ReversedBill(
        bill.payer, bill.labour_fen, bill.parts_fen, bill.other_fen, bill.rounding_down_fen, bill.due_fen
    )


def _issued_at(session: Session, settlement_number: str) -> datetime | None:
    query = select(Paper.issued_at).where(Paper.kind == PaperKind.SETTLEMENT.value, Paper.number == settlement_number)
    return session.scalar(query)
