"""An order as rows: the visit itself, what it is a comeback to, its flags, its promises, its notes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row
from app.order.responsibility import ReworkResponsibility
from app.order.workflow import Flag, Stage
from app.records.catalogue.categories import RepairCategory
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.plate import PlateType


class ServiceOrder(Row):
    """维修工单: one car's visit. Plate, owner and phone are snapshots of the day (H9)."""

    __tablename__ = "service_order"
    __table_args__ = (
        Index("ix_service_order_stage_promised_at", "stage", "promised_at"),
        Index("ix_service_order_vehicle_id", "vehicle_id"),
        Index("ix_service_order_customer_id", "customer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    stage: Mapped[Stage]
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicle.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    advisor_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    plate: Mapped[str]
    plate_type: Mapped[PlateType]
    vin: Mapped[str]
    model_name: Mapped[str]
    energy_type: Mapped[EnergyType]
    owner_name: Mapped[str]
    owner_phone: Mapped[str]
    odometer_km: Mapped[int]
    arrived_at: Mapped[datetime]
    reception_started_at: Mapped[datetime]
    checked_in_at: Mapped[datetime]
    promised_at: Mapped[datetime]
    summary: Mapped[str] = mapped_column(default="")
    repair_category: Mapped[RepairCategory | None]
    signed_total_fen: Mapped[int] = mapped_column(default=0)
    rework_rounds: Mapped[int] = mapped_column(default=0)
    reopen_count: Mapped[int] = mapped_column(default=0, server_default="0")
    original_order_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"))
    second_order_reason: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    dispatched_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    ready_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    delivered_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    out_odometer_km: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Comeback(Row):
    """外返: an order that is a comeback, who answers for it, and whether a manager agreed that the customer pays."""

    __tablename__ = "comeback"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), primary_key=True)
    due_at: Mapped[datetime]
    rework_responsibility: Mapped[ReworkResponsibility] = mapped_column(default=ReworkResponsibility.UNDECIDED)
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    charged_at: Mapped[datetime | None]
    charge_reason: Mapped[str] = mapped_column(default="")
    charge_agreed_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))


class ComebackLink(Row):
    """A line of an earlier visit that the car came back with; a comeback to a comeback names the first line."""

    __tablename__ = "comeback_link"
    __table_args__ = (UniqueConstraint("order_id", "original_line_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    original_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"), index=True)


class OrderFlag(Row):
    """A flag with its time and reason; ended, not deleted: its duration feeds the indicators."""

    __tablename__ = "order_flag"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    flag: Mapped[Flag]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")


class PromiseNotice(Row):
    """Each time by which the car was promised; `notice_at` is when the customer was told of the change."""

    __tablename__ = "promise_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    promised_at: Mapped[datetime]
    notice_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")


class OrderNote(Row):
    """What someone wrote about the order for the colleagues."""

    __tablename__ = "order_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    written_at: Mapped[datetime]
    written_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    text: Mapped[str]


class OrderPhoto(Row):
    """A photograph of this visit: of a damage mark, a checklist item, the instruments."""

    __tablename__ = "order_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    subject: Mapped[str]
    caption: Mapped[str]
    file_sha256: Mapped[str]
    taken_at: Mapped[datetime]
    taken_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
