"""The bills of an order and their payments as frozen rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.settlement.methods import InvoiceState, PaymentMethod
from app.order.settlement.tables import Bill, Payment
from app.records.catalogue.categories import LineKind, Payer
from app.records.staff.queries import names_in

BillId = NewType("BillId", int)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment in fen; a refund is negative."""

    method: PaymentMethod
    amount_fen: int
    reference: str
    paid_at: datetime
    cashier: str


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

    @property
    def paid_fen(self) -> int:
        """What was paid so far."""
        return sum(payment.amount_fen for payment in self.payments)

    @property
    def open_fen(self) -> int:
        """What is still owed."""
        return self.due_fen - self.paid_fen

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
        )
        for bill in sorted(bills, key=lambda bill: order.index(bill.payer))
    )  # fmt: skip


def bills(desk: Desk, order_id: int) -> tuple[BillRow, ...]:
    """The bills of an order; none before the settlement is prepared."""
    with desk.look() as session:
        return bills_in(session, order_id)


def _payments(session: Session, bill_id: int, names: dict[int, str]) -> tuple[PaymentRow, ...]:
    rows = session.scalars(select(Payment).where(Payment.bill_id == bill_id).order_by(Payment.id))
    return tuple(
        PaymentRow(row.method, row.amount_fen, row.reference, row.paid_at, names.get(row.taken_by, "")) for row in rows
    )
