"""What is frozen on D01, from the rows of the check-in."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.checkin.checkin_paper import CheckinContent, ValuableSeen
from app.order.checkin.parties import party_block
from app.order.checkin.tables import CheckIn, DamageMark, ValuableItem
from app.order.checkin.walk_around_paper import DamageItem
from app.order.paper_parts import car_block, store_block
from app.order.tables import OrderPhoto, ServiceOrder
from app.records.customers.queries import customer_in
from app.records.staff.queries import names_in


def checkin_content(session: Session, _store: Store, order_id: int) -> CheckinContent:
    """The content of D01."""
    order, check_in = session.get_one(ServiceOrder, order_id), session.get_one(CheckIn, order_id)
    return CheckinContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        advisor=names_in(session)[order.advisor_id],
        arrived_at=order.arrived_at,
        reception_started_at=order.reception_started_at,
        statement=check_in.customer_statement,
        waits=check_in.waits,
        wash=check_in.wash,
        old_parts=check_in.old_parts,
        dash_cam=check_in.dash_cam,
        allows_road_test=check_in.allows_road_test,
        preferred_channel=customer_in(session, order.customer_id).preferred_channel,
        is_authorised_by_owner=check_in.is_authorised_by_owner,
        key_count=check_in.key_count,
        key_tag=check_in.key_tag,
        fuel_eighths=check_in.fuel_eighths,
        soc_percent=check_in.soc_percent,
        warning_lamps=tuple(check_in.warning_lamps.split()),
        fault_interview=check_in.fault_interview,
        damages=_damages(session, order_id),
        has_no_visible_damage=check_in.has_no_visible_damage,
        valuables=_valuables(session, order_id),
        spend_limit_fen=check_in.spend_limit_fen,
        photo_count=session.scalar(select(func.count(OrderPhoto.id)).where(OrderPhoto.order_id == order_id)) or 0,
        promised_at=order.promised_at,
        comeback_to=_comeback_to(session, order),
    )


def _comeback_to(session: Session, order: ServiceOrder) -> str:
    if order.original_order_id is None:
        return ""
    query = select(ServiceOrder.number).where(ServiceOrder.id == order.original_order_id)
    return session.scalar(query) or ""


def _damages(session: Session, order_id: int) -> tuple[DamageItem, ...]:
    rows = session.scalars(select(DamageMark).where(DamageMark.order_id == order_id).order_by(DamageMark.position))
    return tuple(
        DamageItem(row.position, row.view, row.x, row.y, row.kind, severity=row.severity, remark=row.remark)
        for row in rows
    )


def _valuables(session: Session, order_id: int) -> tuple[ValuableSeen, ...]:
    rows = session.scalars(select(ValuableItem).where(ValuableItem.order_id == order_id).order_by(ValuableItem.id))
    return tuple(ValuableSeen(row.name, row.quantity, row.place, row.stays) for row in rows)
