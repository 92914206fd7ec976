"""Fill an empty database with realistic orders in every state; the same seed gives the same store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.checkin.choices import OldParts, Waits, Wash
from app.order.checkin.form import CheckinForm
from app.order.workflow import Stage
from app.records.catalogue.categories import LineKind
from app.records.catalogue.queries import find_items
from app.records.customers.register import CustomerForm, register_customer
from app.records.staff.queries import members, person_of
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.register import VehicleForm, register_vehicle
from app.records.vehicles.vin import check_digit
from app.trust.deeds import Deed
from app.upkeep.demo import furnish, person
from app.upkeep.found import FOUNDER, is_founded
from app.upkeep.visit import ORDER_OF_STAGES, Crew, Plan, PlannedLine, Visit

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文博宇轩"
MODELS = (
    ("A5", "云骏 A5 1.5T 轿车", EnergyType.PETROL),
    ("S7", "云骏 S7 2.0T SUV", EnergyType.PETROL),
    ("E3", "云骏 E3 纯电轿车", EnergyType.EV),
    ("H6", "云骏 H6 PHEV SUV", EnergyType.PHEV),
)
SERIAL = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


def seed(
    store: Store, *, orders: int, customers: int, seed_number: int, told: Callable[[int], object] = lambda _done: None
) -> None:
    """Make customers, each with a car, then orders spread over the last year. `told` hears how many are done.

    Refuses: seed.not_empty.
    """
    clock = FrozenClock(store.clock.now())
    desk = Desk(replace(store, clock=clock, makes_files_later=True, watch=None), FOUNDER, "seed")
    if is_founded(desk):
        raise Refusal("seed.not_empty", _("This database is not empty. Seed fills only an empty one."))
    furnish(desk)
    random, present = Random(seed_number), clock.now()
    cars = _cars(desk, random, customers)
    items = {code: _labour_codes(desk, code, energy) for code, _name, energy in MODELS}
    for number in range(orders):
        form = cars[number % len(cars)]
        is_last_lap = orders - number <= len(cars)
        until = random.choice(ORDER_OF_STAGES[:8]) if is_last_lap else Stage.DELIVERED
        arrived_at = present - timedelta(minutes=1 + (orders - number) * 360 * 24 * 60 // max(orders, 1))
        code = random.choice(items[form.model_code])
        _visit(desk, clock, number, form, arrived_at, until, code)
        cars[number % len(cars)] = replace(form, odometer_km=(form.odometer_km or 0) + random.randrange(300, 9000))
        told(number + 1)


def _cars(desk: Desk, random: Random, count: int) -> list[CheckinForm]:
    forms = [_form(random, number) for number in range(count)]
    manager = desk.by(person(desk, "S01"))
    with manager.deed(Deed.CUSTOMER_SAVE) as deed:
        owners = [register_customer(deed, CustomerForm(name=form.customer_name, mobile=form.phone)) for form in forms]
        deed.note(customers=len(owners))
    with manager.deed(Deed.VEHICLE_SAVE) as deed:
        vehicles = [
            register_vehicle(
                deed,
                VehicleForm(
                    plate=form.plate, vin=form.vin, model_name=form.model_name, model_code=form.model_code,
                    energy_type=form.energy_type or EnergyType.PETROL,
                ),
                owner=owner,
            )
            for form, owner in zip(forms, owners, strict=True)
        ]  # fmt: skip
        deed.note(vehicles=len(vehicles))
    return [replace(form, vehicle_id=vehicle.id) for form, vehicle in zip(forms, vehicles, strict=True)]


def _form(random: Random, number: int) -> CheckinForm:
    code, name, energy = MODELS[number % len(MODELS)]
    tail = f"{random.choice(SERIAL[:20])}{number:05d}"
    letter = {EnergyType.EV: "D", EnergyType.PHEV: "F"}.get(energy)
    plate = f"苏B{letter}{number:05d}" if letter else f"苏{'ABCEFG'[number // 99999 % 6]}{number:05d}"
    vin = f"LYJ{code}B1{'MNPRST'[number % 6]}{'A'}{number % 1000000:06d}"
    vin = (vin[:8] + "0" + vin[8:])[:17].ljust(17, "0")
    return CheckinForm(
        plate=plate, vin=vin[:8] + check_digit(vin) + vin[9:], model_name=name, model_code=code, energy_type=energy,
        customer_name=random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2, 2)))),
        phone=f"140{number:08d}", customer_statement=f"按时来做保养，{tail} 号提醒单。",
        odometer_km=random.randrange(3000, 90000),
        fuel_eighths=random.randrange(9) if energy.has_fuel else None,
        soc_percent=random.randrange(10, 100) if energy.has_traction_battery else None, warning_lamps=(),
        waits=random.choice(list(Waits)), wash=random.choice(list(Wash)), old_parts=random.choice(list(OldParts)),
        allows_road_test=True, has_no_visible_damage=True, has_no_valuables=True, valuables_confirmed=True,
    )  # fmt: skip


def _labour_codes(desk: Desk, model_code: str, energy: EnergyType) -> list[str]:
    hits = find_items(desk, "LB-M", model_code=model_code, energy_type=energy, kinds=(LineKind.LABOUR,), limit=20)
    return [hit.code for hit in hits]


def _visit(
    desk: Desk, clock: FrozenClock, number: int, form: CheckinForm, arrived_at: datetime, until: Stage, code: str
) -> None:
    people = {member.staff_no: person_of(member) for member in members(desk)}
    crew = Crew(people["S02"], people["S06"], people["S04"], people["S07"], people["S08"], people["S09"], people["S01"])
    plan = Plan(
        number=f"WX{arrived_at.year}{number + 1:06d}",
        arrived_at=arrived_at,
        until=until,
        form=replace(form, promised_at=arrived_at + timedelta(hours=9), second_order_reason="另一项维修"),
        lines=(PlannedLine(LineKind.LABOUR, code),),
        minutes_a_step=3,
        inspected=number % 5 == 0,
    )
    Visit(desk, clock, crew, plan).run()
