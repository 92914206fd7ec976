"""A car in use as the row of a table, and back: what a row may say, and which car is known already."""

from sqlalchemy import select

from app.desk import DeedInProgress
from app.kernel import cells
from app.kernel.cells import Cells, Remark, Taken, Written
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.customers.consents import check_not_erased
from app.records.customers.tables import Customer
from app.records.vehicles.energy import WORDS, contradiction
from app.records.vehicles.odometer import judge_odometer
from app.records.vehicles.plate import read_plate
from app.records.vehicles.register import VehicleForm, plate_and_type, register_vehicle
from app.records.vehicles.tables import Vehicle
from app.records.vehicles.vin import read_vin

VEHICLE_COLUMNS = (
    "vehicle_no", "plate", "vin", "model_code", "model_name", "energy_type", "model_year", "customer_no",
    "invoice_date", "odometer_km", "vehicle_state", "colour", "three_guarantee_applies",
)  # fmt: skip
_IN_USE = "in_use"
_FIRST_YEAR, _LAST_YEAR = 1950, 2099
_COLUMNS = {"checkin.plate": "plate", "checkin.vin": "vin", "checkin.model": "model_name"}


def vehicle_form(row: Cells) -> VehicleForm:
    """The car a row describes. Refuses: cell.*, plate.unreadable, vin.*, odometer.absurd; the column as field."""
    plate = cells.text(row, "plate", most=40)
    return VehicleForm(
        plate=read_plate(plate, field="plate").text if plate else "",
        vin=read_vin(cells.required(row, "vin", most=40), field="vin").text,
        model_name=" ".join(cells.required(row, "model_name", most=80).split()),
        energy_type=cells.one_of(row, "energy_type", WORDS),
        model_code=cells.text(row, "model_code", most=40),
        colour=cells.text(row, "colour", most=40),
        model_year=cells.whole_or_none(row, "model_year", least=_FIRST_YEAR, most=_LAST_YEAR),
        invoice_on=cells.day(row, "invoice_date"),
        odometer_km=odometer_in(row),
        has_three_guarantee=cells.is_yes(row, "three_guarantee_applies"),
        vehicle_no=cells.key(row, "vehicle_no") if cells.text(row, "vehicle_no") else "",
    )


def odometer_in(row: Cells) -> int | None:
    """The reading a row gives, in kilometres; None without one. Refuses: cell.number, odometer.absurd."""
    typed_km = cells.whole_or_none(row, "odometer_km", least=-(10**9), most=10**9)
    if typed_km is None:
        return None
    return judge_odometer(typed_km, None, replaced=False, reason="", field="odometer_km")


def vehicle_cells(vehicle: Vehicle, *, customer_no: str) -> tuple[str, ...]:
    """A car as it stands in a table, in the order of `VEHICLE_COLUMNS`."""
    return _cells(
        VehicleForm(
            vehicle.plate, vehicle.vin, vehicle.model_name, vehicle.energy_type, vehicle.model_code, vehicle.colour,
            vehicle.model_year, vehicle.invoice_on, vehicle.odometer_km, vehicle.has_three_guarantee,
            vehicle.vehicle_no,
        ),
        customer_no=customer_no,
    )  # fmt: skip


def take_vehicle(deed: DeedInProgress, given: Cells) -> Taken:
    """Add the car of a row to its owner. A car that is known (by its VIN) stays as it is; new stock is left out.

    Refuses: cell.*, vehicle.owner, vehicle.known (something differs), consent.erased, plate.taken, and as
    `vehicle_form`.
    """
    if cells.text(given, "vehicle_state") not in ("", _IN_USE):
        said = _("Only cars in use are kept here; this one is left out.")
        return Taken(Written.LEFT_OUT, (Remark("vehicle_state", "vehicle.not_in_use", said),))
    owner = _owner(deed, given)
    vin = read_vin(cells.required(given, "vin", most=40), field="vin")
    known = deed.session.scalar(select(Vehicle).where(Vehicle.vin == vin.text))
    if known is not None:
        _check_same(deed, known, given)
        return Taken(Written.SAME)
    # A company's car is no household's: the three guarantees are not for it (domain rules.md §2).
    usual = {"three_guarantee_applies": cells.written(not owner.is_company)}
    form = vehicle_form({**usual, **given})
    _check_number_free(deed, form)
    try:
        register_vehicle(deed, form, owner=owner)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.sentence, field=_COLUMNS.get(refusal.field or "")) from refusal
    return Taken(Written.NEW, _remarks(form, vin.check_digit_ok))


def _owner(deed: DeedInProgress, given: Cells) -> Customer:
    number = cells.key(given, "customer_no")
    owner = deed.session.scalar(select(Customer).where(Customer.customer_no == number))
    if owner is None:
        raise Refusal(
            "vehicle.owner",
            _("No customer has the number {number}. Bring the customers in first.").format(number=number),
            field="customer_no",
        )
    check_not_erased(owner)
    return owner


def _check_same(deed: DeedInProgress, known: Vehicle, given: Cells) -> None:
    stands = vehicle_cells(known, customer_no=deed.get(Customer, known.customer_id).customer_no)
    brought = cells.over(cells.filled(given), VEHICLE_COLUMNS, stands)
    wanted = _cells(vehicle_form(brought), customer_no=cells.text(brought, "customer_no"))
    differs = cells.first_difference(VEHICLE_COLUMNS, stands, wanted)
    if differs is not None:
        raise Refusal(
            "vehicle.known",
            _("This car is known here otherwise. Change it at the desk, or take the row out."),
            field=differs,
        )


def _check_number_free(deed: DeedInProgress, form: VehicleForm) -> None:
    if form.vehicle_no and deed.session.scalar(select(Vehicle.id).where(Vehicle.vehicle_no == form.vehicle_no)):
        raise Refusal("vehicle.number", _("Another car has this number here."), field="vehicle_no")


def _remarks(form: VehicleForm, check_digit_ok: bool) -> tuple[Remark, ...]:
    remarks = []
    if not check_digit_ok:
        said = _("The check digit of this VIN does not fit. Compare it with the car.")
        remarks.append(Remark("vin", "vin.check_digit", said))
    plate = read_plate(form.plate).warning if form.plate else None
    if plate is not None:
        remarks.append(Remark("plate", "plate.unusual", plate))
    energy = contradiction(plate_and_type(form.plate)[0], form.energy_type)
    if energy is not None:
        remarks.append(Remark("plate", "plate.energy", energy))
    return tuple(remarks)


def _cells(form: VehicleForm, *, customer_no: str) -> tuple[str, ...]:
    return cells.row_of((
        form.vehicle_no, form.plate, form.vin, form.model_code, form.model_name, form.energy_type, form.model_year,
        customer_no, form.invoice_on, form.odometer_km, _IN_USE, form.colour, form.has_three_guarantee,
    ))  # fmt: skip
