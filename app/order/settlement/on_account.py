"""On account (挂账): a customer is trusted with a bill when a manager agrees, and pays it off later."""

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.moves import lower_flag, raise_flag
from app.order.settlement.methods import TILL_METHODS, PaymentMethod
from app.order.settlement.payments import add_payment, check_amount, check_within, take_back
from app.order.settlement.queries import BillId, BillRow, bills_in
from app.order.settlement.tables import Bill
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage, require
from app.trust.approval import Approval
from app.trust.deeds import Deed

PAID_OFF_IN = (Stage.SETTLED, Stage.DELIVERED)


def put_on_account(
    desk: Desk, bill_id: BillId, *, amount_fen: int, reason: str, approval: Approval | None = None
) -> None:
    """Book an amount on account; the order is flagged until it is paid off.

    Refuses: on_account.reason, deed.needs_approval, payment.amount, payment.too_much, order.stage.
    """
    if not reason.strip():
        raise Refusal(
            "on_account.reason",
            _("Write why it is put on account, and until when it is paid."),
            field="settlement.reference",
        )
    with desk.deed(Deed.SETTLEMENT_ON_ACCOUNT, approval=approval) as deed:
        bill = deed.get(Bill, bill_id)
        deed.order_id = bill.order_id
        require(deed.get(ServiceOrder, bill.order_id).stage, Stage.COMPLETED)
        check_amount(deed, bill, amount_fen)
        add_payment(
            deed, bill_id, method=PaymentMethod.ON_ACCOUNT, amount_fen=amount_fen, reference=reason,
            approved_by=approval.person_id if approval else None,
        )  # fmt: skip
        raise_flag(deed, bill.order_id, Flag.ON_ACCOUNT, reason=reason.strip())
        deed.note(bill=bill_id, amount_fen=amount_fen)
        deed.typed(reason=reason)


def pay_off(desk: Desk, bill_id: BillId, *, method: PaymentMethod, amount_fen: int, reference: str = "") -> None:
    """Take money for what stands on account; the flag goes when nothing is owed. The settlement list stays as signed.

    Refuses: payment.method, payment.amount, payment.too_much, order.stage.
    """
    with desk.deed(Deed.SETTLEMENT_PAY) as deed:
        bill = deed.get(Bill, bill_id)
        deed.order_id = bill.order_id
        require(deed.get(ServiceOrder, bill.order_id).stage, *PAID_OFF_IN)
        if method not in TILL_METHODS:
            raise Refusal("payment.method", _("This way of paying is booked by the store, not taken at the till."))
        row = _row(bills_in(deed.session, bill.order_id), bill_id)
        check_within(amount_fen, row.on_account_fen)
        left_fen = amount_fen
        for owed in (one for one in row.standing if one.method is PaymentMethod.ON_ACCOUNT):
            part_fen = min(left_fen, owed.left_fen)
            if part_fen:
                take_back(deed, bill_id, owed, amount_fen=part_fen, reference=reference, approved_by=None)
                left_fen -= part_fen
        add_payment(deed, bill_id, method=method, amount_fen=amount_fen, reference=reference)
        if not any(one.on_account_fen for one in bills_in(deed.session, bill.order_id)):
            lower_flag(deed, bill.order_id, Flag.ON_ACCOUNT)
        deed.note(bill=bill_id, method=method.value, paid_off_fen=amount_fen)


def _row(rows: tuple[BillRow, ...], bill_id: int) -> BillRow:
    return next(row for row in rows if row.id == bill_id)
