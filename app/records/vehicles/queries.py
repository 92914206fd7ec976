"""Cars as frozen rows, and what an advisor wants to know of one at once."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.records.customers.queries import CustomerRow, customer_in
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.plate import PlateType
from app.records.vehicles.tables import Vehicle

VehicleId = NewType("VehicleId", int)


@dataclass(frozen=True, slots=True)
class VehicleRow:
    """An in-use car."""

    id: VehicleId
    vehicle_no: str
    customer_id: int
    plate: str
    plate_type: PlateType
    vin: str
    model_code: str
    model_name: str
    colour: str
    energy_type: EnergyType
    model_year: int | None
    invoice_on: date | None
    odometer_km: int | None
    has_three_guarantee: bool
    next_service_on: date | None
    next_service_km: int | None


@dataclass(frozen=True, slots=True)
class CarAndOwner:
    """What picking a hit at check-in fills in."""

    vehicle: VehicleRow
    owner: CustomerRow


_COLUMNS = tuple(getattr(Vehicle, name) for name in VehicleRow.__dataclass_fields__)


def vehicle_in(session: Session, vehicle_id: int) -> VehicleRow:
    """One car, inside an open session."""
    return VehicleRow(*session.execute(select(*_COLUMNS).where(Vehicle.id == vehicle_id)).one())


def car_and_owner(desk: Desk, vehicle_id: int) -> CarAndOwner:
    """A car with its present owner."""
    with desk.look() as session:
        vehicle = vehicle_in(session, vehicle_id)
        return CarAndOwner(vehicle, customer_in(session, vehicle.customer_id))


def cars_of(desk: Desk, customer_id: int) -> tuple[VehicleRow, ...]:
    """All cars of a customer, the newest first."""
    with desk.look() as session:
        rows = session.execute(select(*_COLUMNS).where(Vehicle.customer_id == customer_id).order_by(Vehicle.id.desc()))
        return tuple(VehicleRow(*row) for row in rows)


def models(desk: Desk) -> tuple[tuple[str, str, EnergyType], ...]:
    """Model codes with names and energy, as met so far: what the model box completes."""
    with desk.look() as session:
        columns = (Vehicle.model_code, Vehicle.model_name, Vehicle.energy_type)
        rows = session.execute(select(*columns).distinct().order_by(Vehicle.model_name))
        return tuple((row.model_code, row.model_name, row.energy_type) for row in rows)
