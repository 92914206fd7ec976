"""Payments as rows: one taken, one given back, a claim booked; what may be taken at all."""

from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.money import yuan
from app.kernel.refusal import Refusal
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.queries import PaymentRow, bills_in
from app.order.settlement.tables import Bill, Payment
from app.records.catalogue.categories import Payer

_BOOKED: dict[Payer, PaymentMethod] = {
    Payer.WARRANTY: PaymentMethod.WARRANTY_CLAIM,
    Payer.INSURANCE: PaymentMethod.INSURANCE_CLAIM,
    Payer.INTERNAL: PaymentMethod.INTERNAL,
    Payer.PACKAGE: PaymentMethod.PACKAGE,
}


def add_payment(
    deed: DeedInProgress,
    bill_id: int,
    *,
    method: PaymentMethod,
    amount_fen: int,
    reference: str = "",
    approved_by: int | None = None,
) -> None:
    """Write down a payment on a bill."""
    deed.session.add(
        Payment(
            bill_id=bill_id, method=method, amount_fen=amount_fen, reference=reference.strip(), paid_at=deed.now,
            taken_by=deed.person.id, approved_by=approved_by,
        )
    )  # fmt: skip
    deed.session.flush()


def take_back(
    deed: DeedInProgress, bill_id: int, payment: PaymentRow, *, amount_fen: int, reference: str, approved_by: int | None
) -> None:
    """Write down as a negative payment what is given back of one; the payment itself is never changed."""
    deed.session.add(
        Payment(
            bill_id=bill_id, method=payment.method, amount_fen=-amount_fen, reference=reference.strip(),
            paid_at=deed.now, taken_by=deed.person.id, takes_back_id=payment.id, approved_by=approved_by,
        )
    )  # fmt: skip
    deed.session.flush()


def book_claim(deed: DeedInProgress, bill: Bill) -> None:
    """What the maker, an insurer, a package or the house itself owes is booked at once; no one pays it at the till."""
    if bill.payer in _BOOKED:
        add_payment(deed, bill.id, method=_BOOKED[bill.payer], amount_fen=bill.due_fen)


def check_amount(deed: DeedInProgress, bill: Bill, amount_fen: int) -> None:
    """Refuses: payment.amount, payment.too_much."""
    open_fen = next(row.open_fen for row in bills_in(deed.session, bill.order_id) if row.id == bill.id)
    check_within(amount_fen, open_fen)


def check_within(amount_fen: int, open_fen: int) -> None:
    """Refuses: payment.amount, payment.too_much (more than `open_fen`)."""
    if amount_fen <= 0:
        raise Refusal("payment.amount", _("Write the amount that was paid."), field="settlement.amount")
    if amount_fen > open_fen:
        raise Refusal(
            "payment.too_much",
            _("At most {open}: that is what is open.").format(open=yuan(open_fen)),
            field="settlement.amount",
        )
