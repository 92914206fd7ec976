"""A check-in is rehearsed before anyone signs: every refusal comes then, and nothing is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.refusal import Missing, Refusal
from app.order.checkin.check_in import preview_check_in, rehearse
from app.order.checkin.choices import OldParts, Waits, Wash
from app.order.checkin.form import CheckinForm
from app.order.tables import ServiceOrder
from app.records.customers.tables import Customer
from app.records.vehicles.energy import EnergyType
from app.trust.tables import AuditEntry


@pytest.fixture
def desk(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of("S02")


@pytest.fixture
def form(desk: Desk) -> CheckinForm:
    """A new customer with a new car, nothing missing."""
    return CheckinForm(
        plate="苏A9Z9Z9", vin="LYJCS7G28MA000433"[:-3] + "999", model_name="云骏 S7 2.0T SUV",
        energy_type=EnergyType.PETROL, customer_name="新客户", phone="14000000999", customer_statement="做保养",
        odometer_km=1200, fuel_eighths=4, waits=Waits.LEAVES, wash=Wash.NONE, old_parts=OldParts.TAKE_BACK,
        allows_road_test=True, warning_lamps=(), promised_at=desk.store.clock.now() + timedelta(hours=3),
        has_no_visible_damage=True, has_no_valuables=True, valuables_confirmed=True,
    )  # fmt: skip


def counted(desk: Desk) -> tuple[int, ...]:
    with Session(desk.store.engine) as session:
        return tuple(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (ServiceOrder, Customer, AuditEntry)
        )


def test_a_rehearsal_says_what_the_sheet_would_say_and_keeps_nothing(desk: Desk, form: CheckinForm) -> None:
    before = counted(desk)
    content = rehearse(desk, form)
    assert (content.car.plate, content.party.customer_name, content.car.order_number) == ("苏A9Z9Z9", "新客户", "—")
    assert counted(desk) == before


def test_the_draft_can_be_printed_before_anyone_signs(desk: Desk, form: CheckinForm) -> None:
    before = counted(desk)
    assert preview_check_in(desk, form).startswith(b"%PDF")
    assert counted(desk) == before


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"plate": "苏A8K2M6"}, "plate.taken", "checkin.plate"),
        ({"plate": "苏AI2345"}, "plate.unreadable", "checkin.plate"),
        ({"vin": "LYJBA5GI5KAOOO137"}, "vin.letters", "checkin.vin"),
        ({"phone": "12345"}, "phone.unreadable", "checkin.phone"),
        ({"odometer_km": 2_000_000}, "odometer.absurd", "checkin.odometer"),
        ({"key_count": -1}, "checkin.keys", "checkin.key_count"),
        ({"fuel_eighths": 9}, "checkin.level", "checkin.energy_level"),
        ({"customer_statement": "字" * 2001}, "checkin.statement", "checkin.concern"),
        ({"representative_name": "司机", "is_authorised_by_owner": True, "representative_phone": "1"},
         "phone.unreadable", "checkin.representative_phone"),
    ],
)  # fmt: skip
def test_what_would_be_refused_is_refused_before_the_signature(
    desk: Desk, form: CheckinForm, wrong: dict[str, object], code: str, field: str
) -> None:
    before = counted(desk)
    with pytest.raises(Refusal) as refused:
        rehearse(desk, replace(form, **wrong))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (code, field)
    assert counted(desk) == before


def test_a_promise_in_the_past_is_refused(desk: Desk, form: CheckinForm) -> None:
    with pytest.raises(Refusal) as refused:
        rehearse(desk, replace(form, promised_at=desk.store.clock.now()))
    assert refused.value.code == "promise.past"


def test_what_is_missing_is_named_field_by_field(desk: Desk) -> None:
    with pytest.raises(Missing) as refused:
        rehearse(desk, CheckinForm())
    assert "checkin.concern" in refused.value.fields
