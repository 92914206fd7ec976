"""The demo store: people, cars and catalogue, forty orders and six complaints made by the real use cases."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from app.desk import Desk, Person, Store
from app.kernel.apart import apart
from app.kernel.clock import Clock, FrozenClock, business_day
from app.kernel.csv_text import rows_of
from app.records.catalogue.load import opening_stock
from app.records.catalogue.tables import Part
from app.records.checklists.publish import publish_all
from app.records.customers.cells import customer_form
from app.records.customers.register import register_customer
from app.records.staff.enrol import Certified, enrol
from app.records.staff.queries import members, person_of
from app.records.staff.store_head import write_head
from app.records.store.setup import Profile, set_up
from app.records.vehicles.cells import vehicle_form
from app.records.vehicles.register import register_vehicle
from app.records.vehicles.tables import Vehicle
from app.trust.deeds import Deed
from app.trust.password import hash_password
from app.trust.pin import PEPPER, hash_pin
from app.trust.proof import Proof
from app.trust.roles import Role, has_password
from app.upkeep.demo_complaints import play_complaints
from app.upkeep.demo_orders import play_orders
from app.upkeep.found import FOUNDER, give_seal, load_catalogue, resource
from app.upkeep.opening import FILE_NAME, desk_for, open_store

PIN, PASSWORD, STORE_HEAD = "135790", "forecourt-demo", "沈国栋"
PROFILE = Profile(
    name="骏驰汽车销售服务（演示店）",
    name_en="Junchi Motors (demo store)",
    uscc="91999999MA0000001N",
    address="演示省演示市示例路1号",
    service_phone="025-00000000",
    complaint_phone="025-00000001",
    rescue_phone="025-00000002",
    filing_number="演示备案-0001",
    is_demo=True,
)
_PLENTY_MILLI = 500_000


def make_demo(folder: Path, *, clock: Clock) -> Store:
    """A fresh demo store in an empty folder, made in a process of its own: a window is being furnished meanwhile.

    The clock's present is D0; everything else lies around it.
    """
    apart(play_demo, folder, clock.now(), gives_way=False)
    return open_store(folder / FILE_NAME, clock=clock, wants_key_ring=False)


def play_demo(folder: Path, now: datetime) -> None:
    """Make it, by the real use cases, and close it."""
    told = FrozenClock(now)
    # What is being made can be made again: until it stands, its commits need not wait for the disk.
    making = open_store(folder / FILE_NAME, clock=told, waits_for_disk=False, wants_key_ring=False)
    store = replace(making, makes_files_later=True, is_demo=True, watch=None)  # its clock goes to and fro
    desk = desk_for(store, seat="demo").by(FOUNDER)
    furnish(desk)
    _load_customers(desk)
    play_orders(desk, told, anchor=now)
    play_complaints(desk, told, anchor=now)
    _set_shelves_and_odometers(desk)
    store.engine.dispose()


def demo_desk(store: Store, staff_no: str, *, seat: str = "desk") -> Desk:
    """A desk of the demo store with someone at it, without asking for the PIN or the password."""
    desk = desk_for(store, seat=seat)
    someone = person(desk, staff_no)
    return desk.by(someone).proved(Proof.given(someone.id, seat, elapsed=store.clock.elapsed()))


def person(desk: Desk, staff_no: str) -> Person:
    """A member of the staff by number."""
    return next(person_of(member) for member in members(desk) if member.staff_no == staff_no)


def furnish(desk: Desk) -> None:
    """Found the store with the demo's profile, catalogue and staff (everyone's PIN is `PIN`, a manager's password
    `PASSWORD`)."""
    with desk.deed(Deed.STORE_SETUP) as deed:
        set_up(deed, PROFILE)
        publish_all(deed, resource("checklists", "checklists.csv"))
        today = business_day(deed.now, desk.store.utc_offset_minutes)
        pepper = desk.store.vault.secret(PEPPER)
        pin_hash, password_hash = hash_pin(PIN, pepper), hash_password(PASSWORD, pepper)
        for row in rows_of(resource("demo", "staff.csv")):
            roles = tuple(Role(role) for role in row["roles"].split(";"))
            member_id = enrol(
                deed, row["staff_no"], name=row["name"], roles=roles, pin=PIN, pin_hash=pin_hash,
                password_hash=password_hash if has_password(frozenset(roles)) else "", mobile=row["mobile"],
                is_key_post=row["key_post"] == "1", qualifications=_certified(row, today),
            )  # fmt: skip
            if Role.SERVICE_MANAGER in roles:
                write_head(deed, STORE_HEAD, named_by=member_id)
    give_seal(desk)
    load_catalogue(desk)


def _certified(row: dict[str, str], today: date) -> tuple[Certified, ...]:
    # S06's high-voltage qualification runs out in twenty days: it shows the warning.
    ends = today + timedelta(days=20 if row["staff_no"] == "S06" else 400)
    return tuple(
        Certified(name, is_high_voltage="高压" in name, expires_on=ends)
        for name in row["qualifications"].split(";")
        if name
    )


def _load_customers(desk: Desk) -> None:
    manager = desk.by(person(desk, "S01"))
    with manager.deed(Deed.CUSTOMER_SAVE) as deed:
        owners = {
            row["customer_no"]: register_customer(deed, customer_form(row))
            for row in rows_of(resource("demo", "customers.csv"))
        }
        deed.note(customers=len(owners))
    with manager.deed(Deed.VEHICLE_SAVE) as deed:
        driven = [row for row in rows_of(resource("demo", "vehicles.csv")) if row["vehicle_state"] == "in_use"]
        for row in driven:
            owner = owners[row["customer_no"]]
            # What the odometers show at the end is set when the forty orders were played.
            said = {"odometer_km": "", "three_guarantee_applies": "0" if owner.is_company else "1"}
            register_vehicle(deed, vehicle_form({**row, **said}), owner=owner)
        deed.note(vehicles=len(driven))
    with desk.deed(Deed.CATALOGUE_LOAD) as deed:
        for part in deed.session.scalars(select(Part)):
            part.stock_milli = _PLENTY_MILLI


def _set_shelves_and_odometers(desk: Desk) -> None:
    """The forty orders took from full shelves; the store opens with what the demo says lies there."""
    with desk.by(FOUNDER).deed(Deed.CATALOGUE_LOAD) as deed:
        for part in deed.session.scalars(select(Part)):
            part.stock_milli = opening_stock(part.part_number, part.price_fen)
        shown = {row["vehicle_no"]: int(row["odometer_km"]) for row in rows_of(resource("demo", "vehicles.csv"))}
        for vehicle in deed.session.scalars(select(Vehicle)):
            vehicle.odometer_km = max(vehicle.odometer_km or 0, shown[vehicle.vehicle_no])
