"""Closed visits as the rows of a table: our own that have left, and those an older system told of."""

from collections.abc import Iterator
from dataclasses import astuple
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress
from app.kernel import cells
from app.kernel.cells import Cells, Remark, Taken, Written
from app.kernel.clock import business_day
from app.kernel.language import _
from app.kernel.money import ABSURD_FEN
from app.kernel.quantity import quantity
from app.kernel.refusal import Refusal
from app.order.quote.queries import LineRow, agreed_lines_of
from app.order.settlement.tables import Bill
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.paper.number import Series, is_of
from app.records.catalogue.categories import WORDS, RepairCategory
from app.records.customers.tables import Customer
from app.records.vehicles.cells import odometer_in
from app.records.vehicles.earlier_visits import EarlierVisitRow, write_earlier_visit
from app.records.vehicles.plate import read_plate
from app.records.vehicles.tables import EarlierVisit, Vehicle
from app.records.vehicles.vin import read_vin

VISIT_COLUMNS = (
    "order_no", "vehicle_no", "plate", "vin", "arrived_on", "left_on", "odometer_km", "repair_category", "lines",
    "total_fen",
)  # fmt: skip
LEFT = (Stage.DELIVERED, Stage.CLOSED)
LONGEST_LINES = 4_000
AT_A_TIME = 500  # rows that a table asks of the store at once while it goes out
_OF_VISIT = ("order_no", *VISIT_COLUMNS[4:])
_CATEGORIES = {category: WORDS[category] for category in RepairCategory}


def take_visit(deed: DeedInProgress, given: Cells) -> Taken:
    """Write a closed visit of before into its car's history: no order of ours, no paper, no number of our series.

    A visit that is one of our own orders, or is known already, stands there. Refuses: cell.*, visit.car, visit.days,
    visit.known (something differs), visit.number (our order of another car), plate.*, vin.*, odometer.absurd.
    """
    number = cells.key(given, "order_no")
    car = _car(deed.session, given)
    own = deed.session.scalar(select(ServiceOrder.vehicle_id).where(ServiceOrder.number == number))
    if own is not None:
        _check_same_car(own, car)
        return Taken(Written.SAME)
    visit = _visit(deed, number, given)
    known = deed.session.scalar(select(EarlierVisit).where(EarlierVisit.number == number))
    if known is not None:
        _check_known(known, car, visit)
        return Taken(Written.SAME)
    write_earlier_visit(deed, car, visit)
    return Taken(Written.NEW, _remarks(number))


def visit_rows(session: Session, *, utc_offset_minutes: int) -> Iterator[tuple[str, ...]]:
    """Every closed visit, by the day of leaving; not those of people who were erased."""
    rows = [*_own(session, utc_offset_minutes), *_earlier(session)]
    rows.sort(key=lambda row: (row[1].left_on, row[1].number))
    for vehicle, visit in rows:
        yield (visit.number, vehicle.vehicle_no, vehicle.plate, vehicle.vin, *_cells(visit)[1:])


def line_words(line: LineRow) -> str:
    """What was done or put in, as `LB-M001 常规保养 ×0.6 h`."""
    return f"{line.code} {line.name_zh} ×{quantity(line.quantity_milli)} {line.unit}".strip()


def _car(session: Session, given: Cells) -> Vehicle:
    """By its VIN, else its number here, else its plate."""
    vin, number, plate = (cells.text(given, column, most=40) for column in ("vin", "vehicle_no", "plate"))
    query = select(Vehicle)
    if vin:
        query = query.where(Vehicle.vin == read_vin(vin, field="vin").text)
    elif number:
        query = query.where(Vehicle.vehicle_no == number)
    elif plate:
        query = query.where(Vehicle.plate == read_plate(plate, field="plate").text)
    found = session.scalar(query.limit(1)) if vin or number or plate else None
    if found is None:
        raise Refusal(
            "visit.car",
            _("No such car is here, by VIN, number or plate. Bring the cars in first."),
            field="vin" if vin else "vehicle_no" if number else "plate",
        )
    return found


def _visit(deed: DeedInProgress, number: str, given: Cells) -> EarlierVisitRow:
    left_on = _day(given, "left_on")
    arrived_on = cells.day(given, "arrived_on") or left_on
    if arrived_on > left_on or left_on > business_day(deed.now, deed.store.utc_offset_minutes):
        raise Refusal("visit.days", _("A closed visit came before it left, and has left by today."), field="left_on")
    return EarlierVisitRow(
        number=number,
        arrived_on=arrived_on,
        left_on=left_on,
        odometer_km=odometer_in(given),
        repair_category=_category(given),
        lines=cells.text(given, "lines", most=LONGEST_LINES),
        total_fen=cells.whole_or_none(given, "total_fen", most=ABSURD_FEN),
    )


def _day(given: Cells, column: str) -> date:
    cells.required(given, column)
    day = cells.day(given, column)
    assert day is not None, "something stands there"
    return day


def _category(given: Cells) -> str:
    written = cells.text(given, "repair_category")
    return cells.one_of(given, "repair_category", _CATEGORIES).value if written else ""


def _check_same_car(own_vehicle_id: int, car: Vehicle) -> None:
    if own_vehicle_id != car.id:
        raise Refusal("visit.number", _("An order of this store has this number, of another car."), field="order_no")


def _check_known(known: EarlierVisit, car: Vehicle, visit: EarlierVisitRow) -> None:
    differs = cells.first_difference(_OF_VISIT, _cells(_as_row(known)), _cells(visit))
    if differs is None and known.vehicle_id != car.id:
        differs = "vin"
    if differs is not None:
        raise Refusal(
            "visit.known", _("This visit is known here otherwise. Take the row out, or give it its own number."),
            field=differs,
        )  # fmt: skip


def _remarks(number: str) -> tuple[Remark, ...]:
    if not is_of(Series.ORDER, number):
        return ()
    said = _("The number looks like one of our own orders; it stays an earlier visit and never becomes an order.")
    return (Remark("order_no", "visit.own_series", said),)


def _own(session: Session, utc_offset_minutes: int) -> Iterator[tuple[Vehicle, EarlierVisitRow]]:
    bill = select(Bill.order_id, func.sum(Bill.due_fen).label("fen")).group_by(Bill.order_id).subquery()
    query = (
        select(ServiceOrder, Vehicle, bill.c.fen)
        .join(Vehicle, Vehicle.id == ServiceOrder.vehicle_id)
        .join(Customer, Customer.id == Vehicle.customer_id)
        .outerjoin(bill, bill.c.order_id == ServiceOrder.id)
        .where(ServiceOrder.stage.in_(LEFT), Customer.erased_at.is_(None))
    )
    for rows in session.execute(query.execution_options(yield_per=AT_A_TIME)).partitions():
        lines = agreed_lines_of(session, [order.id for order, _vehicle, _fen in rows])
        for order, vehicle, fen in rows:
            yield vehicle, _of_order(order, lines[order.id], total_fen=int(fen or 0), offset=utc_offset_minutes)


def _of_order(order: ServiceOrder, lines: tuple[LineRow, ...], *, total_fen: int, offset: int) -> EarlierVisitRow:
    return EarlierVisitRow(
        number=order.number,
        arrived_on=business_day(order.arrived_at, offset),
        left_on=business_day(order.delivered_at or order.checked_in_at, offset),
        odometer_km=order.out_odometer_km or order.odometer_km,
        repair_category=order.repair_category.value if order.repair_category else "",
        lines="; ".join(line_words(line) for line in lines),
        total_fen=total_fen,
    )


def _earlier(session: Session) -> Iterator[tuple[Vehicle, EarlierVisitRow]]:
    query = (
        select(Vehicle, EarlierVisit)
        .join(EarlierVisit, EarlierVisit.vehicle_id == Vehicle.id)
        .join(Customer, Customer.id == Vehicle.customer_id)
        .where(Customer.erased_at.is_(None))
    )
    for vehicle, visit in session.execute(query.execution_options(yield_per=AT_A_TIME)):
        yield vehicle, _as_row(visit)


def _as_row(visit: EarlierVisit) -> EarlierVisitRow:
    return EarlierVisitRow(*(getattr(visit, name) for name in EarlierVisitRow.__dataclass_fields__))


def _cells(visit: EarlierVisitRow) -> tuple[str, ...]:
    return cells.row_of(astuple(visit))
