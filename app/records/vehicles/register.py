"""Write a car down, give it a new plate, read its odometer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.paper.number import Series, keep_from_being_given, next_number
from app.records.customers.tables import Customer
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.plate import PlateType, read_plate
from app.records.vehicles.plate import shown as shown_plate
from app.records.vehicles.tables import EarlierVisit, OdometerReading, PlateHistory, Vehicle
from app.records.vehicles.vin import read_vin
from app.search.index import SearchKind, index

MOST_NUMBERS = 20


@dataclass(frozen=True, slots=True)
class VehicleForm:
    """What is typed of a car; an empty plate is a car without one, found by its VIN."""

    plate: str
    vin: str
    model_name: str
    energy_type: EnergyType
    model_code: str = ""
    colour: str = ""
    model_year: int | None = None
    invoice_on: date | None = None
    odometer_km: int | None = None
    has_three_guarantee: bool = True
    vehicle_no: str = ""


def register_vehicle(deed: DeedInProgress, form: VehicleForm, *, owner: Customer) -> Vehicle:
    """Add a car and make it findable.

    Refuses: plate.unreadable, vin.length, vin.letters, vehicle.model, plate.taken, vin.taken.
    """
    plate, plate_type = plate_and_type(form.plate)
    vin = read_vin(form.vin)
    if not form.model_name.strip():
        raise Refusal("vehicle.model", _("Which car is it? Write the model."), field="checkin.model")
    _check_free(deed, plate, vin.text)
    vehicle = deed.add(
        Vehicle(
            vehicle_no=form.vehicle_no or next_number(deed, Series.VEHICLE),
            customer_id=owner.id,
            plate=plate,
            plate_type=plate_type,
            vin=vin.text,
            model_code=form.model_code,
            model_name=" ".join(form.model_name.split()),
            colour=form.colour,
            energy_type=form.energy_type,
            model_year=form.model_year or vin.model_year,
            invoice_on=form.invoice_on,
            odometer_km=form.odometer_km,
            has_three_guarantee=form.has_three_guarantee,
            created_at=deed.now,
        )
    )
    keep_from_being_given(deed, Series.VEHICLE, form.vehicle_no)
    find_vehicle_again(deed, vehicle, owner)
    return vehicle


def plate_and_type(typed: str) -> tuple[str, PlateType]:
    """The plate as stored and its kind; nothing typed is a car without a plate."""
    if not typed.strip():
        return "", PlateType.NONE
    reading = read_plate(typed)
    return reading.text, reading.plate_type


def change_plate(deed: DeedInProgress, vehicle: Vehicle, typed: str) -> None:
    """Give the car another plate; the old one goes into its history. Refuses: plate.unreadable, plate.taken."""
    plate, plate_type = plate_and_type(typed)
    if plate == vehicle.plate:
        return
    _check_free(deed, plate, "")
    if vehicle.plate:
        deed.session.add(PlateHistory(vehicle_id=vehicle.id, plate=vehicle.plate, until=deed.now))
    vehicle.plate, vehicle.plate_type = plate, plate_type


def read_odometer(deed: DeedInProgress, vehicle: Vehicle, odometer_km: int, *, reason: str = "") -> None:
    """Write down what the odometer shows now."""
    vehicle.odometer_km = odometer_km
    vehicle.odometer_read_at = deed.now
    deed.session.add(OdometerReading(vehicle_id=vehicle.id, odometer_km=odometer_km, read_at=deed.now, reason=reason))


def find_vehicle_again(deed: DeedInProgress, vehicle: Vehicle, owner: Customer) -> None:
    """Put the car into the search box's index, newest first, under plate, VIN tail, owner and visits of before."""
    earlier = select(EarlierVisit.number).where(EarlierVisit.vehicle_id == vehicle.id)
    numbers = deed.session.scalars(earlier.order_by(EarlierVisit.left_on.desc()).limit(MOST_NUMBERS))
    index(
        deed.session,
        SearchKind.VEHICLE,
        vehicle.id,
        title=shown_plate(vehicle.plate) if vehicle.plate else vehicle.vin[-8:],
        subtitle=f"{owner.name} {vehicle.model_name}",
        texts=(vehicle.plate, owner.name, vehicle.model_name, vehicle.vehicle_no, *numbers),
        names=(owner.name,),
        phone=owner.mobile,
        tail=vehicle.vin,
        plate=vehicle.plate,
        plate_type=vehicle.plate_type.value,
    )


def _check_free(deed: DeedInProgress, plate: str, vin: str) -> None:
    if plate and deed.session.scalar(select(Vehicle.id).where(Vehicle.plate == plate)) is not None:
        raise Refusal(
            "plate.taken",
            _("Another car bears this plate. Pick that car above, or change its plate first."),
            field="checkin.plate",
        )
    if vin and deed.session.scalar(select(Vehicle.id).where(Vehicle.vin == vin)) is not None:
        raise Refusal("vin.taken", _("A car with this VIN is known already. Pick it above."), field="checkin.vin")
