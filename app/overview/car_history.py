"""What the house knows of a car: its last visits, what still is guaranteed, what its owner put off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.clock import business_day
from app.order.agreement.guarantee import (
    STORE_LABOUR,
    Guarantee,
    guarantee,
    is_inside,
    longest,
    months_later,
    part_guarantee,
)
from app.order.comeback.guaranteed import GuaranteedLine, guaranteed_lines_in
from app.order.queries import open_order_in
from app.order.quote.queries import LineRow, agreed_lines_in, declined_lines_in
from app.order.settlement.tables import Bill, Refund
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.order.workshop.tables import Job
from app.records.catalogue.categories import Decision, Payer
from app.records.staff.queries import names_in
from app.records.vehicles.earlier_visits import EarlierVisitRow, earlier_visits_in

MOST_VISITS = 6
YEAR = timedelta(days=365)
# Whoever is back so soon is asked whether it is the same fault; the guarantee itself runs longer.
SOON_AGAIN = timedelta(days=30)
_LEFT = (Stage.DELIVERED, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class Running:
    """A guarantee that still runs: until when, until which kilometre, and what is left of both."""

    ends: Guarantee
    days_left: int
    months_left: int
    odd_days_left: int
    km_left: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: the day the car left, what was done for how much (the customer's own bill in fen), by whom.

    `labour` and `parts` are the guarantees that end last; None when none of them runs any more.
    """

    number: str
    left_on: date
    odometer_km: int
    summary: str
    amount_fen: int
    advisor: str
    technicians: tuple[str, ...]
    lines_zh: tuple[str, ...]
    lines_en: tuple[str, ...]
    labour: Running | None
    parts: Running | None


@dataclass(frozen=True, slots=True)
class PutOff:
    """Work that was advised and not done: what, when, and whether it concerns safety."""

    number: str
    advised_on: date
    name_zh: str
    name_en: str
    decision: Decision
    is_safety: bool


@dataclass(frozen=True, slots=True)
class CarHistory:
    """Visits newest first; the two sums are of the last 365 days; `open_order` is one that stands now."""

    today: date
    visits: tuple[Visit, ...]
    visits_in_year: int
    spent_in_year_fen: int
    put_off: tuple[PutOff, ...]
    open_order: str | None
    guaranteed: tuple[GuaranteedLine, ...]
    earlier: tuple[EarlierVisitRow, ...] = ()  # what an older system told: no orders of ours, nothing guaranteed

    @property
    def comeback(self) -> Visit | None:
        """The visit that this one may be a comeback to: its labour guarantee runs and it is less than 30 days ago."""
        newest = self.visits[0] if self.visits else None
        if newest is None or newest.labour is None or self.today - newest.left_on > SOON_AGAIN:
            return None
        return newest


def car_history(desk: Desk, vehicle_id: int, *, odometer_km: int | None = None) -> CarHistory:
    """Everything of a car at a glance. `odometer_km` is what it shows now, for the kilometres of the guarantees."""
    now, offset = desk.store.clock.now(), desk.store.utc_offset_minutes
    today = business_day(now, offset)
    with desk.look() as session:
        orders = _orders(session, vehicle_id)
        names = names_in(session)
        visits = tuple(_visit(session, order, offset, today, odometer_km, names) for order in orders[:MOST_VISITS])
        spent = _spent(session, [order.id for order in orders])
        lately = [order for order in orders if order.delivered_at is not None and now - order.delivered_at <= YEAR]
        return CarHistory(
            today=today,
            visits=visits,
            visits_in_year=len(lately),
            spent_in_year_fen=sum(spent.get(order.id, 0) for order in lately),
            put_off=_put_off(session, orders[:MOST_VISITS], offset),
            open_order=open_order_in(session, vehicle_id),
            guaranteed=guaranteed_lines_in(
                session, vehicle_id, today=today, odometer_km=odometer_km, utc_offset_minutes=offset
            ),
            earlier=earlier_visits_in(session, vehicle_id, most=MOST_VISITS),
        )


def _orders(session: Session, vehicle_id: int) -> list[ServiceOrder]:
    query = select(ServiceOrder).where(ServiceOrder.vehicle_id == vehicle_id, ServiceOrder.stage.in_(_LEFT))
    return list(session.scalars(query.order_by(ServiceOrder.delivered_at.desc(), ServiceOrder.id.desc())))


def _visit(
    session: Session,
    order: ServiceOrder,
    offset: int,
    today: date,
    odometer_km: int | None,
    names: dict[int, str],
) -> Visit:
    left_on = business_day(order.delivered_at or order.checked_in_at, offset)
    out_km = order.out_odometer_km or order.odometer_km
    lines = agreed_lines_in(session, order.id)
    km = max(odometer_km or 0, out_km)
    worked = session.scalars(select(Job.technician_id).where(Job.order_id == order.id).distinct())
    return Visit(
        number=order.number,
        left_on=left_on,
        odometer_km=out_km,
        summary=order.summary,
        amount_fen=_spent(session, [order.id]).get(order.id, 0),
        advisor=names.get(order.advisor_id, ""),
        technicians=tuple(names[who] for who in worked if who is not None and who in names),
        lines_zh=tuple(line.name_zh for line in lines),
        lines_en=tuple(line.name_en or line.name_zh for line in lines),
        labour=_running(_labour_ends(lines, left_on, out_km), today, km),
        parts=_running(_part_ends(lines, left_on, out_km), today, km),
    )


def _labour_ends(lines: Iterable[LineRow], left_on: date, out_km: int) -> list[Guarantee]:
    kinds = {line.repair_category for line in lines} - {None}
    return [
        guarantee(kind, left_on=left_on, odometer_km=out_km, periods=STORE_LABOUR) for kind in kinds if kind is not None
    ]


def _part_ends(lines: Iterable[LineRow], left_on: date, out_km: int) -> list[Guarantee]:
    ends = [
        part_guarantee(
            line.quality_class, months=line.guarantee_months, km=line.guarantee_km, left_on=left_on, odometer_km=out_km
        )
        for line in lines
        if line.quality_class is not None
    ]
    return [end for end in ends if end is not None]


def _running(ends: list[Guarantee], today: date, km: int) -> Running | None:
    last = longest(end for end in ends if is_inside(end, on=today, odometer_km=km))
    if last is None:
        return None
    months = 0
    while months_later(today, months + 1) <= last.last_on:
        months += 1
    return Running(
        last, (last.last_on - today).days, months, (last.last_on - months_later(today, months)).days, last.last_km - km
    )


def _spent(session: Session, order_ids: list[int]) -> dict[int, int]:
    query = select(Bill.order_id, func.sum(Bill.due_fen)).where(
        Bill.order_id.in_(order_ids), Bill.payer == Payer.CUSTOMER
    )
    spent = {order_id: int(fen) for order_id, fen in session.execute(query.group_by(Bill.order_id))}
    credited = select(Refund.order_id, func.sum(Refund.amount_fen)).where(
        Refund.order_id.in_(order_ids), Refund.is_credit
    )
    for order_id, fen in session.execute(credited.group_by(Refund.order_id)):
        spent[order_id] = spent.get(order_id, 0) - int(fen)
    return spent


def _put_off(session: Session, orders: list[ServiceOrder], offset: int) -> tuple[PutOff, ...]:
    """What was declined or put off and has not been done at a later visit, the newest first."""
    done: set[str] = set()
    found: dict[str, PutOff] = {}
    for order in orders:
        done |= {line.code for line in agreed_lines_in(session, order.id)}
        advised_on = business_day(order.checked_in_at, offset)
        for line in declined_lines_in(session, order.id):
            if line.code not in done:
                row = PutOff(
                    order.number, advised_on, line.name_zh, line.name_en or line.name_zh, line.decision, line.is_safety
                )
                found.setdefault(line.code, row)
    return tuple(found.values())
