"""The handover as rows: the explanation list, what was agreed for later, the gate pass."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row
from app.order.handover.explanation import Grade, PassKind, Topic


class Handover(Row):
    """交车: one row an order, frozen by the customer's signature on D12."""

    __tablename__ = "handover"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), primary_key=True)
    out_odometer_km: Mapped[int | None]
    next_service_on: Mapped[date | None]
    next_service_km: Mapped[int | None]
    cautions: Mapped[str] = mapped_column(default="")
    grade: Mapped[Grade | None]
    follow_up_wish: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class HandoverTick(Row):
    """One point of the list, done by whom and when."""

    __tablename__ = "handover_tick"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(primary_key=True)
    done_at: Mapped[datetime]
    done_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))


class GatePass(Row):
    """出门证: one for each leaving."""

    __tablename__ = "gate_pass"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[PassKind]
    issued_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    issued_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
