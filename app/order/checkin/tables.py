"""The check-in as rows: what the customer said and wished, how the car looked, what lay in it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row
from app.order.checkin.choices import DamageKind, DashCam, OldParts, View, Waits, Wash


class CheckIn(Row):
    """接车预检: one row an order, frozen by both signatures on D01."""

    __tablename__ = "check_in"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), primary_key=True)
    representative_name: Mapped[str] = mapped_column(default="")
    representative_relation: Mapped[str] = mapped_column(default="")
    representative_phone: Mapped[str] = mapped_column(default="")
    is_authorised_by_owner: Mapped[bool] = mapped_column(default=False)
    customer_statement: Mapped[str]
    fault_interview: Mapped[str] = mapped_column(default="")
    fuel_eighths: Mapped[int | None]
    soc_percent: Mapped[int | None]
    key_count: Mapped[int]
    key_tag: Mapped[str] = mapped_column(default="")
    warning_lamps: Mapped[str] = mapped_column(default="")
    waits: Mapped[Waits]
    wash: Mapped[Wash]
    old_parts: Mapped[OldParts]
    dash_cam: Mapped[DashCam]
    allows_road_test: Mapped[bool]
    spend_limit_fen: Mapped[int] = mapped_column(default=0)
    has_no_visible_damage: Mapped[bool]
    has_no_valuables: Mapped[bool]


class DamageMark(Row):
    """One mark on the car's outline; x and y are 0–10000 of the view."""

    __tablename__ = "damage_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    position: Mapped[int]
    view: Mapped[View]
    x: Mapped[int]
    y: Mapped[int]
    kind: Mapped[DamageKind]
    severity: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")


class ValuableItem(Row):
    """A thing of value in the car, named with the customer; checked again at handover."""

    __tablename__ = "valuable_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    name: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1)
    place: Mapped[str] = mapped_column(default="")
    stays: Mapped[bool] = mapped_column(default=True)
    checked_out: Mapped[bool] = mapped_column(default=False)
