"""The forty orders of the demo store, each played to its stage by the real use cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk, Person
from app.kernel.clock import FrozenClock
from app.kernel.csv_text import rows_of
from app.order.archive import archive
from app.order.arrival.arrive import arrive
from app.order.cancel import cancel
from app.order.checkin.choices import DamageKind, OldParts, View, Waits, Wash
from app.order.checkin.form import CheckinForm, Damage, Valuable
from app.order.delay import move_promise
from app.order.handover.explanation import Grade, Topic
from app.order.handover.let_go import Unrepaired, let_go
from app.order.moves import raise_flag
from app.order.queries import OrderId
from app.order.quote.edit import remove_line
from app.order.quote.offer import offer
from app.order.quote.queries import agreed_lines_in, versions
from app.order.supplement.price import begin, send
from app.order.supplement.raise_finding import raise_finding
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage
from app.order.workshop.queries import work
from app.order.workshop.states import PauseReason
from app.order.workshop.work import pause
from app.records.catalogue.categories import Decision, LineKind, Need, Payer
from app.records.catalogue.queries import item_in
from app.records.customers.tables import Customer
from app.records.staff.queries import members, person_of
from app.records.vehicles.tables import Vehicle
from app.trust.deeds import Deed
from app.upkeep.found import resource
from app.upkeep.visit import Crew, Plan, PlannedLine, Visit, add_line

Columns = dict[str, str]
_ADD_ON_PARTS = frozenset({"GY-U123"})
_OPENS_AT = timedelta(hours=10)  # the demo's clock stands at ten when it is loaded; its times are told from there
_FLAGS = {
    "waiting_parts": Flag.WAITING_PARTS,
    "is_accident": Flag.IS_ACCIDENT,
    "waiting_insurance": Flag.WAITING_INSURANCE,
    "waiting_customer": Flag.WAITING_CUSTOMER,
}
_WORDS: dict[str, tuple[str, str]] = {
    "WXD000021": ("最近纯电续航掉得快，刹车时后轮有点响，顺便把保养做了。", "检查中"),
    "WXD000022": ("路上水温报警，拖过来的，冷却液好像漏了。", "水温高·拖车"),
    "WXD000023": ("教练车，离合有点打滑，帮忙全面看看。", "待检查"),
    "WXD000024": ("上次换的发电机又不充电了，仪表亮红灯。", "发电机 返修"),
}
_SUMMARIES = {"LB-M001": "常规保养", "LB-M007": "常规保养", "LB-M006": "年度保养", "LB-R017": "空调压缩机"}
_DECLINED: dict[str, tuple[PlannedLine, ...]] = {
    "WXD000014": (
        PlannedLine(LineKind.LABOUR, "LB-R002", need=Need.RECOMMENDED, decision=Decision.LATER),
    ),
    "WXD000029": (
        PlannedLine(LineKind.LABOUR, "LB-R004", decision=Decision.REFUSED, is_safety=True),
    ),
}  # fmt: skip
# Order 13 was signed for its discs; that the pads are gone too was found when they were off, and signed on site.
_FOUND_LATER = {"WXD000013": ("制动盘拆下后发现前制动片只剩 2 mm，一并更换", frozenset({"LB-R001", "YJ-S7-2001"}))}
_CANCELLED_FROM = {"WXD000018": Stage.QUOTED, "WXD000019": Stage.CHECKED_IN, "WXD000020": Stage.CHECKED_IN}
_CANCEL_REASONS = {"WXD000018": "客户不同意喷漆报价", "WXD000019": "重复录入", "WXD000020": "客户临时有事离开"}
_WAITING = ((timedelta(minutes=7), "苏A1A9Z8"), (timedelta(minutes=2), "白色 SUV，右后轮响"))
_LATE = {"WXD000008", "WXD000016"}
_GRADES = {"WXD000006": Grade.NEUTRAL}


@dataclass(frozen=True, slots=True)
class _House:
    """What playing needs to know of the store."""

    desk: Desk
    clock: FrozenClock
    anchor: datetime
    people: dict[str, Person]
    vehicles: dict[str, int]


def play_orders(desk: Desk, clock: FrozenClock, *, anchor: datetime) -> None:
    """Play every order in the order of arrival, then stand at the anchor again."""
    people = {member.staff_no: person_of(member) for member in members(desk)}
    with desk.look() as session:
        vehicles = {row.vehicle_no: row.id for row in session.execute(select(Vehicle.vehicle_no, Vehicle.id))}
    house = _House(desk, clock, anchor, people, vehicles)
    rows = rows_of(resource("demo", "demo_orders.csv"))
    for row in sorted(rows, key=lambda row: _arrived_at(row, anchor)):
        _play(house, row)
    _let_wait(house)
    clock.advance(anchor - clock.now())


def _let_wait(house: _House) -> None:
    """Two cars have driven in and nobody has had time for them yet: one calls for attention, one has just come."""
    for ago, typed in _WAITING:
        house.clock.advance(house.anchor - ago - house.clock.now())
        arrive(house.desk.by(house.people["S09"]), typed=typed)


def _arrived_at(row: Columns, anchor: datetime) -> datetime:
    hours, minutes = map(int, row["arrived_time"].split(":"))
    return anchor - _OPENS_AT + timedelta(days=int(row["arrived_day_offset"]), hours=hours, minutes=minutes)


def _play(house: _House, row: Columns) -> None:
    number, state = row["order_no"], Stage(row["state"])
    until = _CANCELLED_FROM.get(number, state)
    plan = _plan(house, row, until)
    visit = Visit(house.desk, house.clock, _crew(house, row), plan)
    order_id = visit.run()
    _after(house, row, order_id)
    if state is Stage.CANCELLED:
        _cancel(house, row, order_id)
    if state is Stage.CLOSED:
        house.clock.advance(timedelta(days=4))
        archive(house.desk.by(house.people["S09"]), order_id)


def _cancel(house: _House, row: Columns, order_id: OrderId) -> None:
    """The car leaves as it came; what was only entered twice leaves under its other order."""
    number, advisor = row["order_no"], house.desk.by(house.people[row["advisor"]])
    house.clock.advance(minutes=5)
    cancel(advisor, order_id, reason=_CANCEL_REASONS[number])
    if number != "WXD000019":
        leaving = Unrepaired(int(row["odometer_km"]), frozenset({Topic.KEYS_RETURNED}))
        let_go(advisor, order_id, leaving=leaving)


def _crew(house: _House, row: Columns) -> Crew:
    p = house.people
    technician = p[row["technician"] or "S05"]
    return Crew(p[row["advisor"]], technician, p["S04"], p["S07"], p["S08"], p["S09"], p["S01"])


def _plan(house: _House, row: Columns, until: Stage) -> Plan:
    number, arrived_at = row["order_no"], _arrived_at(row, house.anchor)
    is_today = row["arrived_day_offset"] == "0"
    # An order that redeems a package says so by its sum; its lines name no payer.
    usual = Payer.PACKAGE if int(row["package_fen"]) else Payer.CUSTOMER
    planned = [_line(text, usual) for text in row["lines"].split(";") if text]
    finding, later = _FOUND_LATER.get(number, ("", frozenset[str]()))
    lines = (*(line for line in planned if line.code not in later), *_DECLINED.get(number, ()))
    return Plan(
        number=number,
        arrived_at=arrived_at,
        until=Stage.DELIVERED if until is Stage.CLOSED else until,
        form=_form(house, row, arrived_at),
        lines=lines,
        minutes_a_step=1 if is_today else 9,
        bay_id=_bay(row),
        inspected=row["repair_category"].startswith("maintenance") or number in ("WXD000011",),
        fails_final_check=_failing(row),
        parts_held_back=frozenset({"YJ-S7-5001"}),
        works_until="dispatched" if number == "WXD000034" else "started",
        on_account="on_account" in row["flags"],
        grade=_GRADES.get(number, Grade.SATISFIED),
        before_offer=_oem_first if number == "WXD000025" else None,
        before=_delays(number, arrived_at),
        finding=finding,
        additional=tuple(line for line in planned if line.code in later),
    )


def _bay(row: Columns) -> int:
    """High-voltage work stands in bay 6, body work in 7, all else in the four general bays."""
    if "LB-B" in row["lines"]:
        return 7
    return 6 if row["technician"] == "S06" else int(row["order_no"][-2:]) % 4 + 1


def _delays(number: str, arrived_at: datetime) -> tuple[tuple[Stage, Callable[[Desk, OrderId], None]], ...]:
    """Order 15 was told of its delay in time; order 16 only when the promise had passed."""
    stage = {"WXD000015": Stage.IN_WORK, "WXD000016": Stage.COMPLETED}.get(number)

    def tell(desk: Desk, order_id: OrderId) -> None:
        move_promise(
            desk,
            order_id,
            promised_at=arrived_at + timedelta(hours=8),
            reason="等待配件调拨",
            channel="电话",
            answer="同意",
        )

    return ((stage, tell),) if stage else ()


def _failing(row: Columns) -> str:
    if "has_internal_rework" not in row["flags"]:
        return ""
    return "QG-05" if row["order_no"] == "WXD000007" else "QG-09"


def _line(text: str, usual: Payer) -> PlannedLine:
    item, _at, payer = text.partition("@")
    code, _x, times = item.partition("x")
    kind = LineKind.LABOUR if code.startswith("LB-") else LineKind.PART
    is_addon = True if code in _ADD_ON_PARTS else None  # of labour the catalogue says it
    return PlannedLine(kind, code, int(times or 1), Payer(payer) if payer else usual, is_addon=is_addon)


def _form(house: _House, row: Columns, arrived_at: datetime) -> CheckinForm:
    number = row["order_no"]
    with house.desk.look() as session:
        vehicle = session.get_one(Vehicle, house.vehicles[row["vehicle_no"]])
        owner = session.get_one(Customer, vehicle.customer_id)
        first = row["lines"].split(";")[0].partition("@")[0]
        words, summary = _WORDS.get(number) or _said(house.desk, first)
        energy = vehicle.energy_type
        return CheckinForm(
            vehicle_id=vehicle.id, plate=vehicle.plate, vin=vehicle.vin, model_name=vehicle.model_name,
            model_code=vehicle.model_code, energy_type=energy, customer_name=owner.name, phone=owner.mobile,
            customer_statement=words, summary=summary, odometer_km=int(row["odometer_km"]),
            fuel_eighths=5 if energy.has_fuel else None, soc_percent=62 if energy.has_traction_battery else None,
            key_count=1, key_tag=f"K-{int(number[-2:]):02d}", warning_lamps=(), waits=Waits.LEAVES,
            wash=Wash.EXTERIOR, old_parts=OldParts.LOOK_FIRST, allows_road_test=True,
            promised_at=_promised_at(house, row, arrived_at), is_urgent="is_urgent" in row["flags"],
            damages=_damages(number), has_no_visible_damage=number != "WXD000023",
            valuables=(Valuable("行车记录仪"),) if number == "WXD000021" else (),
            has_no_valuables=number != "WXD000021", valuables_confirmed=True,
            comeback_to=_lines_of(session, row["original_order_no"]),
        )  # fmt: skip


def _lines_of(session: Session, number: str) -> tuple[int, ...]:
    """What a car comes back with: all that was done under this number."""
    original_id = session.scalar(select(ServiceOrder.id).where(ServiceOrder.number == number))
    return tuple(line.id for line in agreed_lines_in(session, original_id)) if original_id is not None else ()


def _said(desk: Desk, code: str) -> tuple[str, str]:
    with desk.look() as session:
        item = item_in(session, LineKind.LABOUR if code.startswith("LB-") else LineKind.PART, code)
    name = item.name_zh if item else code
    return f"来做{name}，请顺便看看有没有别的问题。", _SUMMARIES.get(code, name.partition("（")[0])


def _damages(number: str) -> tuple[Damage, ...]:
    if number != "WXD000023":
        return ()
    return (
        Damage(View.FRONT, 2400, 6800, DamageKind.SCRATCH, "light", "前杠左角"),
        Damage(View.LEFT, 4200, 6200, DamageKind.DENT, "medium", "左前门"),
        Damage(View.REAR, 5200, 7000, DamageKind.CHIPPED, "light", "后杠"),
        Damage(View.RIGHT, 7800, 7600, DamageKind.BROKEN, "light", "右后轮毂"),
    )


_OPEN_PROMISES = {
    "WXD000030": timedelta(days=2, hours=6),
    "WXD000034": timedelta(days=2, hours=7),
    "WXD000027": timedelta(days=1, hours=1),
}
_TODAY_HOURS = (4.1, 5, 5.5, 6, 6.5, 7, 7.5)


def _promised_at(house: _House, row: Columns, arrived_at: datetime) -> datetime:
    number = row["order_no"]
    if Stage(row["state"]) in (Stage.DELIVERED, Stage.CLOSED):
        return arrived_at + (timedelta(hours=1) if number in _LATE or number == "WXD000015" else timedelta(hours=8))
    if Stage(row["state"]) is Stage.CANCELLED:
        return arrived_at + timedelta(hours=8)
    if number in _OPEN_PROMISES:
        return house.anchor + _OPEN_PROMISES[number]
    return house.anchor + timedelta(hours=_TODAY_HOURS[int(number[-2:]) % len(_TODAY_HOURS)])


def _oem_first(desk: Desk, order_id: OrderId) -> None:
    """Order 25 was first offered with the maker's pads, then with the equivalent ones."""
    part = next(line for line in versions(desk, order_id)[-1].lines if line.code == "TZ-A5-2001")
    remove_line(desk, order_id, line_id=part.id)
    add_line(desk, order_id, PlannedLine(LineKind.PART, "YJ-A5-2001"))
    offer(desk, order_id)
    oem = next(line for line in versions(desk, order_id)[-1].lines if line.code == "YJ-A5-2001")
    remove_line(desk, order_id, line_id=oem.id)
    add_line(desk, order_id, PlannedLine(LineKind.PART, "TZ-A5-2001"))


def _after(house: _House, row: Columns, order_id: OrderId) -> None:
    if row["order_no"] == "WXD000030":
        line_id = work(house.desk, order_id).jobs[0].line_id
        pause(house.desk.by(house.people["S05"]), line_id, reason=PauseReason.PARTS)
    if "supplement_pending" in row["flags"].split(";"):
        _ask_for_more(house, order_id)
    flags = [_FLAGS[word] for word in row["flags"].split(";") if word in _FLAGS]
    if not flags:
        return
    with house.desk.by(house.people["S04"]).deed(Deed.FLAG_SET, order_id=order_id) as deed:
        for flag in flags:
            raise_flag(deed, order_id, flag, reason=row["scenario"])


def _ask_for_more(house: _House, order_id: OrderId) -> None:
    """The technician found a worn arm; the advisor has priced it and asked, and nobody has answered yet."""
    raise_finding(
        house.desk.by(house.people["S05"]), order_id, text="左前下摆臂胶套开裂，球头松旷", measured="间隙 3 mm",
        is_safety=True,
    )  # fmt: skip
    advisor = house.desk.by(house.people["S02"])
    begin(advisor, order_id)
    add_line(advisor, order_id, PlannedLine(LineKind.LABOUR, "LB-R013", is_safety=True))
    add_line(advisor, order_id, PlannedLine(LineKind.PART, "YJ-A5-3003", is_safety=True))
    send(advisor, order_id)
