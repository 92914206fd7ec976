"""The car is received (T1)."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import make
import pytest
from PIL import Image
from refusing import contents, refused
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Missing
from app.order.checkin.check_in import DRAFT_PAGE, check_in, preview_check_in, rehearse
from app.order.checkin.checkin_paper import CheckinContent
from app.order.checkin.choices import DamageKind, View
from app.order.checkin.form import CheckinForm, Damage, NewPhoto, Valuable
from app.order.checkin.queries import check_in_of
from app.order.queries import head, photos
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage
from app.paper.content import Signed, SignerRole
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.customers.tables import Customer
from app.records.vehicles.queries import car_and_owner
from app.records.vehicles.tables import PlateHistory, Vehicle


@pytest.fixture
def form(clock: FrozenClock) -> CheckinForm:
    """A complete form, promised for the afternoon."""
    return make.checkin_form(promised_at=clock.now() + make.STAY)


def known(store: Store, form: CheckinForm, **changes: object) -> CheckinForm:
    """The form of the same car's next visit, when its first order has ended."""
    order_id = make.order(store, stage=Stage.DELIVERED, form=replace(form, promised_at=None))
    vehicle = car_and_owner(make.desk(store), head(make.desk(store), order_id).vehicle_id).vehicle
    at = store.clock.now() + make.STAY
    return replace(form, vehicle_id=vehicle.id, odometer_km=90_000, promised_at=at, **changes)  # type: ignore[arg-type]


def receive(store: Store, form: CheckinForm, *, staff_no: str = make.ADVISOR) -> int:
    """Check the car in; the order's id."""
    return check_in(make.desk(store, staff_no), form, signatures=make.signatures(store)).order_id


def count(store: Store, kind: type) -> int:
    with Session(store.engine) as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_received_car_has_an_order_a_sheet_and_its_times(store: Store, form: CheckinForm) -> None:
    order = head(make.desk(store), receive(store, form))
    assert (order.number, order.stage) == ("WX2026000001", Stage.CHECKED_IN)
    assert (order.plate, order.vin, order.owner_name, order.owner_phone) == (
        "苏A8K2M6", "LYJBA5G15KA000137", "王建军", "14000000001",
    )  # fmt: skip
    assert order.arrived_at == order.checked_in_at == store.clock.now()
    assert order.promised_at == form.promised_at
    assert order.summary == "刹车有异响，请检查。"
    (paper,) = papers_of(make.desk(store), order.id)
    assert (paper.kind, paper.number) == (PaperKind.CHECKIN, "WX2026000001-D01")
    assert paper.signed_by == ("王建军", "林晓岚")


def test_the_times_of_arrival_and_reception_are_the_form_s(store: Store, form: CheckinForm) -> None:
    now = store.clock.now()
    arrived, started = now - timedelta(minutes=9), now - timedelta(minutes=6)
    order_id = receive(store, replace(form, arrived_at=arrived, reception_started_at=started))
    assert head(make.desk(store), order_id).arrived_at == arrived


@pytest.mark.parametrize(
    ("left_out", "field"),
    [
        ({"plate": "", "vin": ""}, "checkin.plate"),
        ({"vin": " "}, "checkin.vin"),
        ({"model_name": ""}, "checkin.model"),
        ({"energy_type": None}, "checkin.energy_type"),
        ({"customer_name": ""}, "checkin.customer_name"),
        ({"phone": ""}, "checkin.phone"),
        ({"representative_name": "周明"}, "checkin.authorised"),
        ({"customer_statement": "  "}, "checkin.concern"),
        ({"odometer_km": None}, "checkin.odometer"),
        ({"fuel_eighths": None}, "checkin.energy_level"),
        ({"wash": None}, "checkin.wash"),
        ({"old_parts": None}, "checkin.old_parts"),
        ({"waits": None}, "checkin.waits"),
        ({"allows_road_test": None}, "checkin.road_test"),
        ({"promised_at": None}, "checkin.promised_at"),
        ({"has_no_visible_damage": False}, "checkin.damage"),
        ({"warning_lamps": None}, "checkin.warning_lamps"),
        ({"valuables_confirmed": False}, "checkin.valuables"),
        ({"has_no_valuables": False}, "checkin.valuables"),
    ],
)
def test_whatever_is_missing_is_named_and_nothing_is_booked(
    store: Store, form: CheckinForm, left_out: dict[str, object], field: str
) -> None:
    with refused(store, "checkin.missing", field=field) as caught:
        receive(store, replace(form, **left_out))  # type: ignore[arg-type]
    assert isinstance(caught.value, Missing)
    assert field in caught.value.fields


def test_an_electric_car_shows_its_charge_not_its_fuel(store: Store) -> None:
    at = store.clock.now() + make.STAY
    with refused(store, "checkin.missing", field="checkin.energy_level"):
        receive(store, make.electric(promised_at=at, soc_percent=None, fuel_eighths=4))
    row = check_in_of(make.desk(store), receive(store, make.electric(promised_at=at, fuel_eighths=4)))
    assert (row.fuel_eighths, row.soc_percent) == (None, 62)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"customer_statement": "响" * 2001}, "checkin.statement"),
        ({"fuel_eighths": 9}, "checkin.level"),
        ({"soc_percent": 101}, "checkin.level"),
        ({"key_count": 10}, "checkin.keys"),
        ({"odometer_km": 2_000_000}, "odometer.absurd"),
        ({"plate": "苏A1"}, "plate.unreadable"),
        ({"vin": "LYJBA5G15KA00013"}, "vin.length"),
        ({"vin": "LYJBA5G15KAO00137"}, "vin.letters"),
        ({"phone": "123"}, "phone.unreadable"),
        ({"customer_name": "王" * 61}, "customer.name"),
    ],
)
def test_what_cannot_be_is_refused(store: Store, form: CheckinForm, changed: dict[str, object], code: str) -> None:
    with refused(store, code):
        receive(store, replace(form, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ahead", "code"),
    [(timedelta(0), "promise.past"), (timedelta(minutes=-1), "promise.past"), (timedelta(days=121), "promise.far")],
)
def test_a_promise_lies_ahead_and_not_too_far(
    store: Store, form: CheckinForm, clock: FrozenClock, ahead: timedelta, code: str
) -> None:
    with refused(store, code, field="checkin.promised_at"):
        receive(store, replace(form, promised_at=clock.now() + ahead))


@pytest.mark.parametrize("roles", [(), (SignerRole.CUSTOMER,), (SignerRole.ADVISOR,)])
def test_nobody_is_received_without_both_signatures(
    store: Store, form: CheckinForm, roles: tuple[SignerRole, ...]
) -> None:
    signatures = tuple(make.signed(role, at=store.clock.now()) for role in roles)
    with refused(store, "checkin.signature", field="checkin.sign"):
        check_in(make.desk(store), form, signatures=signatures)


def test_a_representative_signs_for_the_owner(store: Store, form: CheckinForm) -> None:
    form = replace(form, representative_name="李㛃", is_authorised_by_owner=True, representative_phone="140 0000 0002")
    signatures = make.signatures(store, role=SignerRole.REPRESENTATIVE)
    order_id = check_in(make.desk(store), form, signatures=signatures).order_id
    row = check_in_of(make.desk(store), order_id)
    assert (row.representative_name, row.representative_phone) == ("李㛃", "14000000002")


def test_only_the_front_desk_receives_cars(store: Store, form: CheckinForm) -> None:
    with refused(store, "deed.not_allowed"):
        receive(store, form, staff_no=make.TECHNICIAN)


def test_a_car_with_an_open_order_gets_a_second_one_only_with_a_reason(store: Store, form: CheckinForm) -> None:
    vehicle_id = head(make.desk(store), receive(store, form)).vehicle_id
    again = replace(form, vehicle_id=vehicle_id)
    with refused(store, "order.open_already", field="checkin.second_order_reason") as caught:
        receive(store, again)
    assert "WX2026000001" in caught.value.sentence
    second = receive(store, replace(again, second_order_reason="事故维修与保养分开"))
    assert head(make.desk(store), second).number == "WX2026000002"


def test_a_known_car_is_not_registered_twice(store: Store, form: CheckinForm) -> None:
    receive(store, known(store, form))
    assert (count(store, Vehicle), count(store, Customer), count(store, ServiceOrder)) == (1, 1, 2)


def test_a_car_typed_anew_though_it_is_known_is_refused(store: Store, form: CheckinForm) -> None:
    receive(store, form)
    with refused(store, "plate.taken", field="checkin.plate"):
        receive(store, replace(form, vin="LYJBA5G13TA001210"))
    with refused(store, "vin.taken", field="checkin.vin"):
        receive(store, replace(form, plate="苏A00001"))


def test_a_car_that_came_with_another_plate_keeps_the_old_one_in_its_history(store: Store, form: CheckinForm) -> None:
    order_id = receive(store, known(store, form, plate="苏A99999"))
    assert head(make.desk(store), order_id).plate == "苏A99999"
    with Session(store.engine) as session:
        assert session.scalars(select(PlateHistory.plate)).all() == ["苏A8K2M6"]


def test_a_car_may_come_with_a_new_owner(store: Store, form: CheckinForm) -> None:
    order_id = receive(store, known(store, form, customer_name="李㛃", phone="14000000002"))
    order = head(make.desk(store), order_id)
    assert (order.owner_name, order.owner_phone) == ("李㛃", "14000000002")
    assert car_and_owner(make.desk(store), order.vehicle_id).owner.name == "李㛃"


def test_a_known_owner_s_new_phone_is_kept(store: Store, form: CheckinForm) -> None:
    order_id = receive(store, known(store, form, phone="14000000099"))
    order = head(make.desk(store), order_id)
    assert car_and_owner(make.desk(store), order.vehicle_id).owner.mobile == "14000000099"
    assert count(store, Customer) == 1


def test_an_older_order_keeps_plate_owner_and_phone_of_its_day(store: Store, form: CheckinForm) -> None:
    receive(store, known(store, form, plate="苏A99999", customer_name="李㛃", phone="14000000002"))
    first = head(make.desk(store), 1)
    assert (first.plate, first.owner_name, first.owner_phone) == ("苏A8K2M6", "王建军", "14000000001")


def test_an_odometer_that_runs_backwards_wants_a_reason(store: Store, form: CheckinForm) -> None:
    again = known(store, form)
    with refused(store, "odometer.back", field="checkin.odometer"):
        receive(store, replace(again, odometer_km=70_000))
    order_id = receive(store, replace(again, odometer_km=70_000, odometer_reason="10 月更换仪表"))
    assert head(make.desk(store), order_id).odometer_km == 70_000


def test_damages_valuables_and_urgency_are_kept(store: Store, form: CheckinForm) -> None:
    damages = (Damage(View.LEFT, 4200, 6200, DamageKind.DENT, "light", "左前门"),)
    valuables = (Valuable("行车记录仪", 1, "前挡风", stays=True),)
    form = replace(
        form, damages=damages, has_no_visible_damage=False, valuables=valuables, has_no_valuables=False, is_urgent=True
    )
    order_id = receive(store, form)
    row = check_in_of(make.desk(store), order_id)
    assert (row.damages, row.valuables, row.has_no_visible_damage) == (damages, valuables, False)
    assert head(make.desk(store), order_id).flags == (Flag.IS_URGENT,)


def test_photographs_are_kept_upright_and_without_metadata(store: Store, form: CheckinForm) -> None:
    picture = BytesIO()
    Image.new("RGB", (2400, 1200), "red").save(picture, "JPEG")
    order_id = receive(store, replace(form, photos=(NewPhoto("damage", "左前门", picture.getvalue()),)))
    (photo,) = photos(make.desk(store), order_id)
    with Image.open(BytesIO(store.blobs.open(photo.file_sha256))) as kept:
        assert kept.size == (1600, 800)


def test_a_file_that_is_no_picture_is_refused(store: Store, form: CheckinForm) -> None:
    with refused(store, "photo.unreadable"):
        receive(store, replace(form, photos=(NewPhoto("damage", "", b"no picture"),)))


def test_the_draft_goes_in_the_transaction_that_saves(store: Store, form: CheckinForm) -> None:
    desk, other = make.desk(store), make.desk(store, make.OTHER_ADVISOR)
    desk.keep_draft(DRAFT_PAGE, content="{}")
    other.keep_draft(DRAFT_PAGE, content="{}")
    with refused(store, "promise.past"):
        receive(store, replace(form, promised_at=store.clock.now()))
    assert desk.kept_draft(DRAFT_PAGE) is not None
    receive(store, form)
    assert desk.kept_draft(DRAFT_PAGE) is None
    assert other.kept_draft(DRAFT_PAGE) is not None


def test_a_double_click_receives_the_car_once(store: Store, form: CheckinForm) -> None:
    desk = make.desk(store)
    check_in(desk.for_press("7f1c"), form, signatures=make.signatures(store))
    with refused(store, "deed.repeated"):
        check_in(desk.for_press("7f1c"), form, signatures=make.signatures(store))
    assert count(store, ServiceOrder) == 1


def test_a_rehearsal_says_what_the_sheet_will_say_and_keeps_nothing(store: Store, form: CheckinForm) -> None:
    before = contents(store.engine)
    content = rehearse(make.desk(store), form)
    assert isinstance(content, CheckinContent)
    assert contents(store.engine) == before
    with refused(store, "promise.past"):
        rehearse(make.desk(store), replace(form, promised_at=store.clock.now()))
    with refused(store, "checkin.missing"):
        rehearse(make.desk(store), replace(form, wash=None))


def test_the_sheet_can_be_read_before_it_is_signed(store: Store, form: CheckinForm) -> None:
    before = contents(store.engine)
    assert preview_check_in(make.desk(store), form).startswith(b"%PDF-")
    assert contents(store.engine) == before


def test_an_order_without_a_check_in_sheet_says_so(store: Store) -> None:
    with refused(store, "checkin.none"):
        check_in_of(make.desk(store), 77)


def test_an_order_is_numbered_by_the_year_of_the_store_s_own_day(store: Store, clock: FrozenClock) -> None:
    clock.advance(datetime(2026, 12, 31, 16, 30, tzinfo=clock.now().tzinfo) - clock.now())  # 00:30 on New Year's Day
    order_id = receive(store, make.checkin_form(promised_at=clock.now() + make.STAY))
    assert head(make.desk(store), order_id).number == "WX2027000001"


def test_the_customer_s_name_without_a_hand_hands_no_car_in(store: Store, form: CheckinForm) -> None:
    now = store.clock.now()
    by_name = (Signed(SignerRole.CUSTOMER, "王建军", now), make.signed(SignerRole.ADVISOR, "林晓岚", at=now))
    with refused(store, "checkin.signature", field="checkin.sign"):
        check_in(make.desk(store), form, signatures=by_name)
