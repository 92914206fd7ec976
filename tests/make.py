"""What tests arrange with: orders played to a stage by the real use cases, desks, forms, signatures."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.order.checkin.choices import OldParts, Waits, Wash
from app.order.checkin.form import CheckinForm
from app.order.handover.explanation import Grade
from app.order.handover.hand_over import Leaving, note_leaving, tick_all
from app.order.handover.queries import handover
from app.order.queries import OrderId, head
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.queries import bills
from app.order.settlement.settle import pay
from app.order.workflow import Stage
from app.paper.content import Signed, SignerRole
from app.records.catalogue.categories import Decision, LineKind, Need, Payer
from app.records.staff.change import change_member
from app.records.staff.enrol import enrol
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.tables import Vehicle
from app.records.vehicles.vin import check_digit
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.roles import Role
from app.upkeep.demo import demo_desk, person
from app.upkeep.visit import Crew, Plan, PlannedLine, Visit, handwriting

MANAGER, ADVISOR, OTHER_ADVISOR, FOREMAN, TECHNICIAN, HV_TECHNICIAN = "S01", "S02", "S03", "S04", "S05", "S06"
INSPECTOR, PARTS_CLERK, CASHIER, CONSULTANT = "S07", "S08", "S09", "S10"

STAY = timedelta(hours=8)
PADS = "LB-R001"  # front brake pads: 240.00 of labour
OIL = "YJ-U101"  # engine oil: 398.00
LINES = (PlannedLine(LineKind.LABOUR, PADS), PlannedLine(LineKind.PART, OIL))
TOTAL_FEN = 24_000 + 39_800
ELECTRIC = {
    "plate": "苏AD12345", "vin": "LYJEE3V12PA000211", "model_name": "云骏 E3 纯电轿车", "model_code": "E3",
    "energy_type": EnergyType.EV, "fuel_eighths": None, "soc_percent": 62, "customer_name": "张䶮",
    "phone": "14000000003",
}  # fmt: skip


def desk(at: Desk | Store, staff_no: str = ADVISOR) -> Desk:
    """A desk with someone at it; an advisor unless another is named."""
    return demo_desk(at.store if isinstance(at, Desk) else at, staff_no)


def with_posts(store: Store, staff_no: str, *roles: Role) -> Desk:
    """A desk with someone at it to whom a manager has just given exactly these posts."""
    person = desk(store, staff_no).person
    change_member(desk(store, MANAGER), person.id, name=person.name, mobile="", roles=roles)
    return desk(store, staff_no)


def order(
    at: Desk | Store, *, stage: Stage = Stage.CHECKED_IN, form: CheckinForm | None = None,
    technician: str = TECHNICIAN, **plan: object,
) -> OrderId:  # fmt: skip
    """One car's visit up to a stage, from the present of the store's frozen clock on; `plan` as in `Plan`."""
    store = at.store if isinstance(at, Desk) else at
    return _visit(store, stage, form or checkin_form(), technician, plan).run()


def go_on(store: Store, order_id: int, *, stage: Stage, technician: str = TECHNICIAN, **plan: object) -> None:
    """Take an order from where it stands to a stage, as `order` would."""
    visit = _visit(store, stage, checkin_form(), technician, plan)
    visit.order_id = OrderId(order_id)
    visit.go_on()


def _visit(store: Store, stage: Stage, form: CheckinForm, technician: str, plan: dict[str, object]) -> Visit:
    clock = store.clock
    assert isinstance(clock, FrozenClock), "a visit moves the clock"
    arrived_at = clock.now()
    values: dict[str, object] = {
        "number": "", "arrived_at": arrived_at, "until": stage, "lines": LINES, "minutes_a_step": 1,
        "inspected": False, "form": replace(form, promised_at=form.promised_at or arrived_at + STAY),
    }  # fmt: skip
    return Visit(desk(store), clock, crew(store, technician=technician), Plan(**{**values, **plan}))  # type: ignore[arg-type]


def joined(store: Store, staff_no: str, *roles: Role) -> str:
    """Somebody new of the staff; answers the number."""
    with desk(store, MANAGER).deed(Deed.STAFF_SAVE) as deed:
        enrol(deed, staff_no, name="新同事", roles=roles, pin="135790", pin_hash="none")
    return staff_no


def crew(store: Store, *, technician: str = TECHNICIAN) -> Crew:
    """The people of a visit."""
    numbers = (ADVISOR, technician, FOREMAN, INSPECTOR, PARTS_CLERK, CASHIER, MANAGER)
    return Crew(*(person(desk(store), number) for number in numbers))


def checkin_form(**changes: object) -> CheckinForm:
    """A complete check-in of 王建军's A5, the car not yet known; without a promised time."""
    values: dict[str, object] = {
        "plate": "苏A8K2M6", "vin": "LYJBA5G15KA000137", "model_name": "云骏 A5 1.5T 轿车", "model_code": "A5",
        "energy_type": EnergyType.PETROL, "customer_name": "王建军", "phone": "14000000001",
        "customer_statement": "刹车有异响，请检查。", "odometer_km": 86_210, "fuel_eighths": 5, "warning_lamps": (),
        "waits": Waits.LEAVES, "wash": Wash.EXTERIOR, "old_parts": OldParts.LOOK_FIRST, "allows_road_test": True,
        "has_no_visible_damage": True, "has_no_valuables": True, "valuables_confirmed": True,
    }  # fmt: skip
    return CheckinForm(**{**values, **changes})  # type: ignore[arg-type]


def another_car(number: int = 1) -> CheckinForm:
    """The same check-in of another car and another person, a different one for each number."""
    vin = f"LYJBA5G1{0}KA{900_000 + number:06d}"
    return checkin_form(
        plate=f"苏A{10_000 + number}", vin=vin[:8] + check_digit(vin) + vin[9:], customer_name="李㛃",
        phone=f"140{number:08d}",
    )  # fmt: skip


def fresh_vin(store: Store) -> str:
    """A VIN no car of the store has yet."""
    with Session(store.engine) as session:
        number = session.scalar(select(func.count()).select_from(Vehicle)) or 0
    return another_car(number + 1).vin


def electric(**changes: object) -> CheckinForm:
    """The check-in of 张䶮's electric car."""
    return checkin_form(**{**ELECTRIC, **changes})


def signed(role: SignerRole = SignerRole.CUSTOMER, name: str = "王建军", *, at: datetime) -> Signed:
    """A signature with strokes."""
    return Signed(role, name, at, handwriting(name))


def signatures(store: Store, *, role: SignerRole = SignerRole.CUSTOMER) -> tuple[Signed, ...]:
    """The customer's and the advisor's, given now."""
    now = store.clock.now()
    return (signed(role, at=now), signed(SignerRole.ADVISOR, "林晓岚", at=now))


def ready_to_sign(store: Store, order_id: int, *, grade: Grade = Grade.SATISFIED) -> None:
    """Tick every point of the handover and fill what stands beside it."""
    advisor = desk(store)
    tick_all(advisor, order_id, topics=handover(advisor, order_id).topics, done=True)
    km = head(advisor, order_id).odometer_km
    leaving = Leaving(
        out_odometer_km=km + 2, next_service_on=date(2027, 5, 23), next_service_km=km + 10_000, grade=grade
    )
    note_leaving(advisor, order_id, leaving=leaving)


def pay_all(store: Store, order_id: int) -> None:
    """Take whatever is still open, by WeChat."""
    for bill in bills(desk(store), order_id):
        if bill.open_fen > 0:
            pay(desk(store, CASHIER), bill.id, method=PaymentMethod.WECHAT, amount_fen=bill.open_fen)


def agreed(store: Store, deed: Deed, *, by: str = MANAGER) -> Approval:
    """Somebody's agreement to a deed, as `step_up` makes it once their PIN was right."""
    who = person(desk(store), by)
    return Approval(deed, who.id, who.staff_no)


def labour(code: str = PADS, *, payer: Payer = Payer.CUSTOMER, decision: Decision = Decision.ACCEPTED) -> PlannedLine:
    """A planned line of labour."""
    return PlannedLine(LineKind.LABOUR, code, payer=payer, decision=decision)


def part(
    code: str = OIL, *, times: int = 1, payer: Payer = Payer.CUSTOMER, decision: Decision = Decision.ACCEPTED
) -> PlannedLine:
    """A planned part."""
    return PlannedLine(LineKind.PART, code, times, payer=payer, need=Need.REQUIRED, decision=decision)
