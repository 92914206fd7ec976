"""What is typed at check-in, and what of it is still missing."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.language import _
from app.order.checkin.choices import DamageKind, DashCam, OldParts, View, Waits, Wash
from app.records.vehicles.energy import EnergyType

LONGEST_STATEMENT = 2000


@dataclass(frozen=True, slots=True)
class Damage:
    """One mark on the outline; x and y are 0–10000 of the view."""

    view: View
    x: int
    y: int
    kind: DamageKind
    severity: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Valuable:
    """One thing of value that the customer named."""

    name: str
    quantity: int = 1
    place: str = ""
    stays: bool = True


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photograph taken at check-in, as the file's bytes."""

    subject: str
    caption: str
    picture: bytes


@dataclass(frozen=True, slots=True)
class CheckinForm:
    """Everything of the check-in page. `vehicle_id` is empty for a car that is not yet known.

    Odometer in km, fuel in eighths, charge in per cent, the spend limit in fen (0: always call); `comeback_to` are the
    guaranteed lines of earlier visits that the car comes back with; `arrival_id` is the waiting car it was begun from.
    """

    plate: str = ""
    vin: str = ""
    model_name: str = ""
    model_code: str = ""
    colour: str = ""
    energy_type: EnergyType | None = None
    vehicle_id: int | None = None
    customer_name: str = ""
    phone: str = ""
    representative_name: str = ""
    representative_relation: str = ""
    representative_phone: str = ""
    is_authorised_by_owner: bool = False
    customer_statement: str = ""
    fault_interview: str = ""
    summary: str = ""
    odometer_km: int | None = None
    odometer_reason: str = ""
    fuel_eighths: int | None = None
    soc_percent: int | None = None
    key_count: int = 1
    key_tag: str = ""
    warning_lamps: tuple[str, ...] | None = None
    waits: Waits | None = None
    wash: Wash | None = None
    old_parts: OldParts | None = None
    dash_cam: DashCam = DashCam.ABSENT
    allows_road_test: bool | None = None
    spend_limit_fen: int = 0
    promised_at: datetime | None = None
    is_urgent: bool = False
    damages: tuple[Damage, ...] = ()
    has_no_visible_damage: bool = False
    valuables: tuple[Valuable, ...] = ()
    has_no_valuables: bool = False
    valuables_confirmed: bool = False
    photos: tuple[NewPhoto, ...] = ()
    second_order_reason: str = ""
    comeback_to: tuple[int, ...] = ()
    arrival_id: int | None = None
    arrived_at: datetime | None = None
    reception_started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """Something still missing: the field to go to, and its name."""

    field: str
    name: str


def lacks(form: CheckinForm) -> tuple[Lack, ...]:
    """What still stands in the way of signing D01 (T1), in the order of the page."""
    energy = form.energy_type
    checks: tuple[tuple[bool, str, str], ...] = (
        (not (form.plate.strip() or form.vin.strip()), "checkin.plate", _("Plate")),
        (not form.vin.strip(), "checkin.vin", _("VIN")),
        (not form.model_name.strip(), "checkin.model", _("Model")),
        (energy is None, "checkin.energy_type", _("Energy type")),
        (not form.customer_name.strip(), "checkin.customer_name", _("Customer")),
        (not form.phone.strip(), "checkin.phone", _("Phone")),
        (
            bool(form.representative_name.strip()) and not form.is_authorised_by_owner,
            "checkin.authorised",
            _("Owner's authorisation"),
        ),
        (not form.customer_statement.strip(), "checkin.concern", _("Customer's words")),
        (form.odometer_km is None, "checkin.odometer", _("Odometer reading")),
        (_has_no_level(form), "checkin.energy_level", _level_name(energy)),
        (form.wash is None, "checkin.wash", _("Wash")),
        (form.old_parts is None, "checkin.old_parts", _("Old parts")),
        (form.waits is None, "checkin.waits", _("Waits or leaves")),
        (form.allows_road_test is None, "checkin.road_test", _("Road test")),
        (form.promised_at is None, "checkin.promised_at", _("Promised time")),
        (not form.damages and not form.has_no_visible_damage, "checkin.damage", _("Walk-around")),
        (form.warning_lamps is None, "checkin.warning_lamps", _("Warning lamps")),
        (
            not form.valuables_confirmed or not (form.valuables or form.has_no_valuables),
            "checkin.valuables",
            _("Valuables"),
        ),
    )
    return tuple(Lack(field, name) for is_missing, field, name in checks if is_missing)


def _has_no_level(form: CheckinForm) -> bool:
    energy = form.energy_type or EnergyType.PETROL
    return (energy.has_fuel and form.fuel_eighths is None) or (energy.has_traction_battery and form.soc_percent is None)


def _level_name(energy: EnergyType | None) -> str:
    return _("Charge") if energy is EnergyType.EV else _("Fuel")
