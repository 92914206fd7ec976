"""The bills of an order and their payments as frozen rows."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.settlement.methods import TILL_METHODS, InvoiceState, PaymentMethod
from app.order.settlement.tables import Bill, Payment, Refund
from app.records.catalogue.categories import LineKind, Payer
from app.records.staff.queries import names_in

BillId = NewType("BillId", int)


PaymentId = NewType("PaymentId", int)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment in fen; what was given back is negative and names the payment it takes back.

    `left_fen` is what still stands of a payment after all that was given back of it.
    """

    id: PaymentId
    method: PaymentMethod
    amount_fen: int
    reference: str
    paid_at: datetime
    cashier: str
    takes_back_id: int | None
    left_fen: int
    approved_by: str = ""

    @property
    def is_refundable(self) -> bool:
        """Whether money came in at the till of which something can still be given back."""
        return self.left_fen > 0 and self.method in TILL_METHODS


@dataclass(frozen=True, slots=True)
class BillRow:
    """What one payer owes, has paid and still owes, in fen, with the lines behind it."""

    id: BillId
    payer: Payer
    labour_fen: int
    parts_fen: int
    other_fen: int
    rounding_down_fen: int
    due_fen: int
    invoice_title: str
    invoice_number: str
    invoice_state: InvoiceState
    payments: tuple[PaymentRow, ...]
    lines: tuple[LineRow, ...]
    credited_fen: int = 0  # refunded after settlement: the customer owes it no more

    @property
    def standing(self) -> tuple[PaymentRow, ...]:
        """The payments of which something is left; what was taken back is gone with what took it back."""
        return tuple(payment for payment in self.payments if payment.left_fen > 0)

    @property
    def on_account_fen(self) -> int:
        """What the customer was trusted with and has not paid yet."""
        return sum(payment.left_fen for payment in self.standing if payment.method is PaymentMethod.ON_ACCOUNT)

    @property
    def paid_fen(self) -> int:
        """What was paid so far."""
        return sum(payment.amount_fen for payment in self.payments)

    @property
    def open_fen(self) -> int:
        """What is still owed."""
        return self.due_fen - self.credited_fen - self.paid_fen

    def of_kind(self, kind: LineKind) -> tuple[LineRow, ...]:
        """The bill's labour, parts, or other lines."""
        return tuple(line for line in self.lines if line.kind is kind)


def bills_in(session: Session, order_id: int) -> tuple[BillRow, ...]:
    """The bills of an order, the customer's first; inside an open session."""
    names, lines = names_in(session), agreed_lines_in(session, order_id)
    bills = session.scalars(select(Bill).where(Bill.order_id == order_id)).all()
    order = list(Payer)
    return tuple(
        BillRow(
            BillId(bill.id), bill.payer, bill.labour_fen, bill.parts_fen, bill.other_fen, bill.rounding_down_fen,
            bill.due_fen, bill.invoice_title, bill.invoice_number, bill.invoice_state,
            _payments(session, bill.id, names), tuple(line for line in lines if line.payer is bill.payer),
            _credited(session, bill.id),
        )
        for bill in sorted(bills, key=lambda bill: order.index(bill.payer))
    )  # fmt: skip


def follow(bills: tuple[BillRow, ...], lines: tuple[LineRow, ...]) -> bool:
    """Whether the bills come to what the agreed lines do, payer by payer.

    They no longer do where additional work was agreed to after an order with bills went back to work.
    """
    billed = Counter({bill.payer: bill.labour_fen + bill.parts_fen + bill.other_fen for bill in bills})
    for line in lines:
        billed[line.payer] -= line.net_fen
    return bool(bills) and not any(billed.values())


def bills(desk: Desk, order_id: int) -> tuple[BillRow, ...]:
    """The bills of an order; none before the settlement is prepared."""
    with desk.look() as session:
        return bills_in(session, order_id)


def _payments(session: Session, bill_id: int, names: dict[int, str]) -> tuple[PaymentRow, ...]:
    rows = session.scalars(select(Payment).where(Payment.bill_id == bill_id).order_by(Payment.id)).all()
    given_back = Counter[int | None]()
    for row in rows:
        given_back[row.takes_back_id] -= row.amount_fen
    return tuple(
        PaymentRow(
            PaymentId(row.id), row.method, row.amount_fen, row.reference, row.paid_at, names.get(row.taken_by, ""),
            row.takes_back_id, row.amount_fen - given_back[row.id] if row.takes_back_id is None else 0,
            names.get(row.approved_by or 0, ""),
        )
        for row in rows
    )  # fmt: skip


def _credited(session: Session, bill_id: int) -> int:
    query = select(func.sum(Refund.amount_fen)).where(Refund.bill_id == bill_id, Refund.is_credit)
    return session.scalar(query) or 0
