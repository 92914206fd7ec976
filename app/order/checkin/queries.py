"""The check-in of an order as a frozen row: what was said, wished and seen when the car came."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.checkin.choices import DashCam, OldParts, Waits, Wash
from app.order.checkin.form import Damage, Valuable
from app.order.checkin.tables import CheckIn, DamageMark, ValuableItem


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """Fuel in eighths, charge in per cent, the spend limit in fen (0: always call)."""

    representative_name: str
    representative_relation: str
    representative_phone: str
    customer_statement: str
    fault_interview: str
    fuel_eighths: int | None
    soc_percent: int | None
    key_count: int
    key_tag: str
    warning_lamps: tuple[str, ...]
    waits: Waits
    wash: Wash
    old_parts: OldParts
    dash_cam: DashCam
    allows_road_test: bool
    spend_limit_fen: int
    has_no_visible_damage: bool
    has_no_valuables: bool
    damages: tuple[Damage, ...]
    valuables: tuple[Valuable, ...]


def check_in_of(desk: Desk, order_id: int) -> CheckInRow:
    """The check-in of an order. Refuses: checkin.none (an imported order may have none)."""
    with desk.look() as session:
        row = session.get(CheckIn, order_id)
        if row is None:
            raise Refusal("checkin.none", _("This order has no check-in sheet."))
        return CheckInRow(
            representative_name=row.representative_name, representative_relation=row.representative_relation,
            representative_phone=row.representative_phone, customer_statement=row.customer_statement,
            fault_interview=row.fault_interview, fuel_eighths=row.fuel_eighths, soc_percent=row.soc_percent,
            key_count=row.key_count, key_tag=row.key_tag, warning_lamps=tuple(row.warning_lamps.split()),
            waits=row.waits, wash=row.wash, old_parts=row.old_parts, dash_cam=row.dash_cam,
            allows_road_test=row.allows_road_test, spend_limit_fen=row.spend_limit_fen,
            has_no_visible_damage=row.has_no_visible_damage, has_no_valuables=row.has_no_valuables,
            damages=damages_in(session, order_id), valuables=valuables_in(session, order_id),
        )  # fmt: skip


def statement_of(desk: Desk, order_id: int) -> str:
    """What the customer said when the car came; empty for an order without a check-in."""
    with desk.look() as session:
        return session.scalar(select(CheckIn.customer_statement).where(CheckIn.order_id == order_id)) or ""


def damages_in(session: Session, order_id: int) -> tuple[Damage, ...]:
    """The marks on the outline by their numbers."""
    m = DamageMark
    query = select(m.view, m.x, m.y, m.kind, m.severity, m.remark).where(m.order_id == order_id).order_by(m.position)
    return tuple(Damage(row.view, row.x, row.y, row.kind, row.severity, row.remark) for row in session.execute(query))


def valuables_in(session: Session, order_id: int) -> tuple[Valuable, ...]:
    """The things of value named at check-in."""
    v = ValuableItem
    query = select(v.name, v.quantity, v.place, v.stays).where(v.order_id == order_id).order_by(v.id)
    return tuple(Valuable(row.name, row.quantity, row.place, row.stays) for row in session.execute(query))
