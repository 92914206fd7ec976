"""The settlement as rows: a bill for each payer, and what was paid on it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row
from app.order.settlement.methods import InvoiceState, PaymentMethod
from app.records.catalogue.categories import Payer


class Bill(Row):
    """What one payer owes for one order: labour and parts apart, all in fen."""

    __tablename__ = "bill"
    __table_args__ = (UniqueConstraint("order_id", "payer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    payer: Mapped[Payer]
    labour_fen: Mapped[int]
    parts_fen: Mapped[int]
    other_fen: Mapped[int]
    rounding_down_fen: Mapped[int] = mapped_column(default=0)
    due_fen: Mapped[int]
    invoice_title: Mapped[str] = mapped_column(default="")
    invoice_number: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    invoice_state: Mapped[InvoiceState] = mapped_column(default=InvoiceState.NOT_REQUESTED)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Payment(Row):
    """One payment on one bill; what is given back is a negative payment that names the one it takes back.

    `approved_by` is who agreed, where it took a second person.
    """

    __tablename__ = "payment"

    id: Mapped[int] = mapped_column(primary_key=True)
    bill_id: Mapped[int] = mapped_column(ForeignKey("bill.id"), index=True)
    method: Mapped[PaymentMethod]
    amount_fen: Mapped[int]
    reference: Mapped[str] = mapped_column(default="")
    paid_at: Mapped[datetime] = mapped_column(index=True)
    taken_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    takes_back_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))


class SettlementReversal(Row):
    """冲销: a signed settlement is taken back as a whole; its paper stays, this one corrects it (T14)."""

    __tablename__ = "settlement_reversal"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    settlement_number: Mapped[str]
    reason: Mapped[str]
    reversed_at: Mapped[datetime]
    reversed_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    approved_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))


class Refund(Row):
    """退款: money given back on one payment. `is_credit`: after settlement, so that nothing becomes open again."""

    __tablename__ = "refund"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    bill_id: Mapped[int] = mapped_column(ForeignKey("bill.id"), index=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"))
    number: Mapped[str] = mapped_column(unique=True)
    settlement_number: Mapped[str] = mapped_column(default="")
    amount_fen: Mapped[int]
    reason: Mapped[str]
    is_credit: Mapped[bool] = mapped_column(default=False)
    refunded_at: Mapped[datetime]
    refunded_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    approved_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
