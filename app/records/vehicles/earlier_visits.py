"""What an older system told of a car's visits: written down apart from our orders, and read again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress
from app.records.customers.tables import Customer
from app.records.vehicles.register import find_vehicle_again
from app.records.vehicles.tables import EarlierVisit, Vehicle


@dataclass(frozen=True, slots=True)
class EarlierVisitRow:
    """One visit of before. What is not known of it is None; the category is its code or empty, the total in fen."""

    number: str
    arrived_on: date
    left_on: date
    odometer_km: int | None
    repair_category: str
    lines: str
    total_fen: int | None


_COLUMNS = tuple(getattr(EarlierVisit, name) for name in EarlierVisitRow.__dataclass_fields__)


def earlier_visits_in(session: Session, vehicle_id: int, *, most: int | None = None) -> tuple[EarlierVisitRow, ...]:
    """The visits of a car that an older system told of, newest first."""
    query = select(*_COLUMNS).where(EarlierVisit.vehicle_id == vehicle_id)
    newest = query.order_by(EarlierVisit.left_on.desc(), EarlierVisit.id.desc())
    return tuple(EarlierVisitRow(*row) for row in session.execute(newest.limit(most) if most else newest))


def write_earlier_visit(deed: DeedInProgress, vehicle: Vehicle, visit: EarlierVisitRow) -> None:
    """Add it to a car, which is then found by its number too. Neither the odometer nor a number series moves."""
    deed.add(EarlierVisit(
        vehicle_id=vehicle.id, number=visit.number, arrived_on=visit.arrived_on, left_on=visit.left_on,
        odometer_km=visit.odometer_km, repair_category=visit.repair_category, lines=visit.lines,
        total_fen=visit.total_fen, brought_in_at=deed.now,
    ))  # fmt: skip
    find_vehicle_again(deed, vehicle, deed.get(Customer, vehicle.customer_id))
