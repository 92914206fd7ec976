"""Give money back on a payment: a negative paper of its own, linked to what it corrects (退款)."""

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.money import yuan
from app.kernel.refusal import Refusal
from app.order.settlement.credit_content import refund_content
from app.order.settlement.credit_paper import CreditContent, typeset
from app.order.settlement.payments import take_back
from app.order.settlement.queries import PaymentId, PaymentRow, bills_in
from app.order.settlement.tables import Bill, Payment, Refund
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.paper.content import Signed, SignerRole
from app.paper.issue import file, freeze
from app.paper.kinds import PaperKind
from app.paper.number import Series, next_number
from app.paper.queries import newest_number_in
from app.records.staff.queries import names_in
from app.trust.approval import Approval
from app.trust.deeds import Deed

# From then on the list is signed: what is given back is a credit, and nothing becomes open again.
SIGNED_IN = (Stage.SETTLED, Stage.DELIVERED, Stage.CLOSED)


def refund(desk: Desk, payment_id: PaymentId, *, amount_fen: int, reason: str, approval: Approval | None = None) -> str:
    """Give back a part or all of a payment; answers the refund's number. A settled list is never changed.

    Refuses: refund.reason, deed.needs_approval, refund.payment, refund.amount, refund.too_much.
    """
    if not reason.strip():
        raise Refusal("refund.reason", _("Write why the money is given back."), field="refund.reason")
    with desk.deed(Deed.SETTLEMENT_REFUND, approval=approval) as deed:
        assert approval is not None, "the desk lets nobody refund without"
        bill = deed.get(Bill, deed.get(Payment, payment_id).bill_id)
        order = deed.get(ServiceOrder, bill.order_id)
        deed.order_id = order.id
        payment = _refundable(deed, bill, payment_id, amount_fen)
        number = next_number(deed, Series.REFUND)
        take_back(
            deed, bill.id, payment, amount_fen=amount_fen, reference=number, approved_by=approval.person_id
        )  # fmt: skip
        settlement = newest_number_in(deed.session, order.id, PaperKind.SETTLEMENT)
        given = deed.add(
            Refund(
                order_id=order.id, bill_id=bill.id, payment_id=payment_id, number=number, settlement_number=settlement,
                amount_fen=amount_fen, reason=reason.strip(), is_credit=order.stage in SIGNED_IN, refunded_at=deed.now,
                refunded_by=deed.person.id, approved_by=approval.person_id,
            )
        )  # fmt: skip
        deed.note(refund=number, payment=payment_id, amount_fen=amount_fen)
        deed.typed(reason=reason)
        paper_id = freeze(
            deed, PaperKind.REFUND, number, content=refund_content(deed.session, deed.store, given),
            signatures=agreed_signatures(deed, approval),
        )  # fmt: skip
    file(desk, paper_id, kind=CreditContent, typeset=typeset)
    return number


def agreed_signatures(deed: DeedInProgress, approval: Approval) -> tuple[Signed, ...]:
    """Who did it and who agreed, as a negative paper names them."""
    names = names_in(deed.session)
    return (
        Signed(SignerRole.CASHIER, deed.person.name, deed.now),
        Signed(SignerRole.MANAGER, names.get(approval.person_id, ""), deed.now),
    )


def _refundable(deed: DeedInProgress, bill: Bill, payment_id: PaymentId, amount_fen: int) -> PaymentRow:
    rows = (row for one in bills_in(deed.session, bill.order_id) for row in one.payments)
    payment = next(row for row in rows if row.id == payment_id)
    check_refund(payment, amount_fen)
    return payment


def check_refund(payment: PaymentRow, amount_fen: int) -> None:
    """Whether so much can be given back of it. Refuses: refund.payment, refund.amount, refund.too_much."""
    if not payment.is_refundable:
        raise Refusal(
            "refund.payment", _("Of this payment nothing can be given back any more."), field="refund.payment"
        )
    if amount_fen <= 0:
        raise Refusal("refund.amount", _("Write how much is given back."), field="refund.amount")
    if amount_fen > payment.left_fen:
        raise Refusal(
            "refund.too_much",
            _("Of this payment {left} is left to give back.").format(left=yuan(payment.left_fen)),
            field="refund.amount",
        )
