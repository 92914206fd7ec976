"""Staff join, change posts, get a new PIN, leave, and hold certificates; what is refused changes nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Clash, Conflict, Refusal
from app.order.workshop.shop import crew
from app.records.staff.change import Particulars, change_member, join, reset_pin, retire
from app.records.staff.qualify import add_qualification, read_expiry, remove_qualification
from app.records.staff.queries import StaffRow, Validity, members, staff_list
from app.records.staff.sign_in import sign_in
from app.trust.roles import Role
from tests import make
from tests.refusing import refused

PIN, OTHER_PIN, WEAK = "135790", "246813", "111111"
TODAY = date(2026, 11, 23)


@pytest.fixture
def manager(store: Store) -> Desk:
    """The manager's desk."""
    return make.desk(store, make.MANAGER)


def row(desk: Desk, staff_no: str) -> StaffRow:
    return next(found for found in staff_list(desk).rows if found.staff_no == staff_no)


def miss(desk: Desk, staff_no: str, times: int) -> None:
    for _time in range(times):
        with pytest.raises(Refusal):
            sign_in(desk, staff_no, pin=OTHER_PIN)


def test_who_joins_gets_the_next_number_and_signs_in(manager: Desk) -> None:
    join(manager, name=" 何䶮 ", mobile="14000000009", roles=(Role.CASHIER, Role.QUALITY_INSPECTOR), pin=OTHER_PIN)
    newest = staff_list(manager).rows[-1]
    assert (newest.staff_no, newest.name, newest.mobile) == ("S11", "何䶮", "14000000009")
    assert sign_in(manager, "S11", pin=OTHER_PIN).roles == {Role.CASHIER, Role.QUALITY_INSPECTOR}


@pytest.mark.parametrize(
    ("name", "roles", "pin", "code", "field"),
    [
        (" ", (Role.CASHIER,), PIN, "staff.name", "staff.name"),
        ("何䶮", (), PIN, "staff.roles", "staff.roles"),
        ("何䶮", (Role.CASHIER,), "1357", "pin.length", "staff.pin"),
        ("何䶮", (Role.CASHIER,), WEAK, "pin.weak", "staff.pin"),
    ],
)
def test_nobody_joins_without_name_post_and_a_good_pin(
    manager: Desk, name: str, roles: tuple[Role, ...], pin: str, code: str, field: str
) -> None:
    with refused(manager, code, field=field):
        join(manager, name=name, mobile="", roles=roles, pin=pin)


def test_an_advisor_changes_nothing_of_the_staff(store: Store) -> None:
    desk, member = make.desk(store), row(make.desk(store), make.CASHIER)
    with refused(desk, "deed.not_allowed"):
        join(desk, name="何䶮", mobile="", roles=(Role.CASHIER,), pin=PIN)
    with refused(desk, "deed.not_allowed"):
        change_member(desk, member.id, name="何䶮", mobile="", roles=(Role.CASHIER,))
    with refused(desk, "deed.not_allowed"):
        reset_pin(desk, member.id, pin=OTHER_PIN)
    with refused(desk, "deed.not_allowed"):
        retire(desk, member.id)
    with refused(desk, "deed.not_allowed"):
        add_qualification(desk, member.id, name="低压电工证")


def test_another_name_phone_and_post_are_saved_together(manager: Desk) -> None:
    before = row(manager, make.CASHIER)
    change_member(manager, before.id, name="冯雅", mobile="14000000009", roles=(Role.CASHIER, Role.PARTS_CLERK))
    after = row(manager, make.CASHIER)
    assert (after.name, after.mobile) == ("冯雅", "14000000009")
    assert set(after.roles) == {Role.CASHIER, Role.PARTS_CLERK}


def test_the_last_manager_keeps_the_post(manager: Desk) -> None:
    me = row(manager, make.MANAGER)
    with refused(manager, "staff.last_manager", field="staff.roles"):
        change_member(manager, me.id, name=me.name, mobile=me.mobile, roles=(Role.CASHIER,))


def test_a_change_without_name_or_post_is_refused(manager: Desk) -> None:
    cashier = row(manager, make.CASHIER)
    with refused(manager, "staff.name", field="staff.name"):
        change_member(manager, cashier.id, name=" ", mobile="", roles=(Role.CASHIER,))
    with refused(manager, "staff.roles", field="staff.roles"):
        change_member(manager, cashier.id, name="冯雅静", mobile="", roles=())


def test_a_new_pin_ends_the_lock_out(manager: Desk) -> None:
    miss(manager, make.CASHIER, 3)
    locked = row(manager, make.CASHIER)
    assert locked.failed_tries == 3 and locked.locked_until is not None
    reset_pin(manager, locked.id, pin=OTHER_PIN)
    assert row(manager, make.CASHIER).locked_until is None
    assert sign_in(manager, make.CASHIER, pin=OTHER_PIN).staff_no == make.CASHIER


def test_a_lock_out_that_is_over_is_not_shown(manager: Desk, clock: FrozenClock) -> None:
    miss(manager, make.CASHIER, 3)
    clock.advance(minutes=2)
    assert row(manager, make.CASHIER).locked_until is None


def test_a_weak_pin_is_not_set(manager: Desk) -> None:
    with refused(manager, "pin.weak", field="staff.pin"):
        reset_pin(manager, row(manager, make.CASHIER).id, pin=WEAK)


def test_who_is_retired_signs_in_no_more_and_is_changed_no_more(manager: Desk) -> None:
    cashier = row(manager, make.CASHIER)
    retire(manager, cashier.id)
    assert make.CASHIER not in {member.staff_no for member in members(manager)}
    with pytest.raises(Refusal, match="PIN"):
        sign_in(manager, make.CASHIER, pin=PIN)
    for again in (
        lambda: retire(manager, cashier.id),
        lambda: reset_pin(manager, cashier.id, pin=OTHER_PIN),
        lambda: change_member(manager, cashier.id, name="冯", mobile="", roles=(Role.CASHIER,)),
        lambda: add_qualification(manager, cashier.id, name="低压电工证"),
    ):
        with refused(manager, "row.gone"):
            again()


def test_a_number_is_not_given_twice_after_someone_left(manager: Desk) -> None:
    retire(manager, row(manager, "S10").id)
    join(manager, name="何䶮", mobile="", roles=(Role.CASHIER,), pin=PIN)
    assert staff_list(manager).rows[-1].staff_no == "S11"


def test_nobody_retires_themselves(manager: Desk) -> None:
    with refused(manager, "staff.self"):
        retire(manager, manager.person.id)


def test_the_last_manager_is_not_retired_by_an_administrator(manager: Desk) -> None:
    join(manager, name="何䶮", mobile="", roles=(Role.ADMIN,), pin=PIN)
    admin = make.desk(manager, "S11")
    with refused(admin, "staff.last_manager"):
        retire(admin, manager.person.id)


def test_posts_that_nobody_holds_are_named(empty_store: Store) -> None:
    desk = make.desk(empty_store, make.MANAGER)
    assert Role.CASHIER in staff_list(desk).unfilled
    everything = (Role.FOREMAN, Role.TECHNICIAN, Role.QUALITY_INSPECTOR, Role.PARTS_CLERK, Role.CASHIER)
    join(desk, name="何䶮", mobile="", roles=everything, pin=PIN)
    assert staff_list(desk).unfilled == ()


# Certificates


def test_a_high_voltage_certificate_opens_high_voltage_work_until_it_is_taken_away(manager: Desk) -> None:
    technician = row(manager, make.TECHNICIAN)

    def may_high_voltage() -> bool:
        return next(found.has_high_voltage for found in crew(manager).technicians if found.id == technician.id)

    assert not may_high_voltage()
    added = add_qualification(
        manager, technician.id, name="高压作业资格", is_high_voltage=True, expires_on=TODAY + timedelta(days=365)
    )
    assert may_high_voltage()
    remove_qualification(manager, added)
    assert not may_high_voltage()
    with refused(manager, "row.gone"):
        remove_qualification(manager, added)


@pytest.mark.parametrize(
    ("days", "validity"),
    [
        (-1, Validity.EXPIRED),
        (0, Validity.ENDING),
        (30, Validity.ENDING),
        (31, Validity.VALID),
    ],
)
def test_a_certificate_warns_thirty_days_before_its_end(manager: Desk, days: int, validity: Validity) -> None:
    cashier = row(manager, make.CASHIER)
    add_qualification(manager, cashier.id, name="低压电工证", expires_on=TODAY + timedelta(days=40))
    certificate = row(manager, make.CASHIER).qualifications[-1]
    assert certificate.validity(on=TODAY + timedelta(days=40 - days)) is validity


def test_a_certificate_without_an_end_stays_valid(manager: Desk) -> None:
    add_qualification(manager, row(manager, make.CASHIER).id, name="低压电工证")
    certificate = row(manager, make.CASHIER).qualifications[-1]
    assert certificate.validity(on=date(2099, 1, 1)) is Validity.VALID


def test_a_certificate_needs_a_name_and_still_holds(manager: Desk) -> None:
    cashier = row(manager, make.CASHIER)
    with refused(manager, "qualification.name", field="staff.qualification.name"):
        add_qualification(manager, cashier.id, name="  ")
    with refused(manager, "qualification.expired", field="staff.qualification.expires_on"):
        add_qualification(manager, cashier.id, name="低压电工证", expires_on=TODAY - timedelta(days=1))
    add_qualification(manager, cashier.id, name="低压电工证", expires_on=TODAY)


@pytest.mark.parametrize(
    "typed", ["2027-05-31", "2027/5/31", "2027.5.31", "20270531", "２０２７年５月３１日", " 2027 - 5 - 31 "]
)
def test_a_last_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_expiry(typed) == date(2027, 5, 31)


def test_nothing_typed_is_a_certificate_without_an_end() -> None:
    assert read_expiry("  ") is None


@pytest.mark.parametrize("typed", ["2027-02-30", "31.5.2027", "May", "2027-13-01", "202705"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_expiry(typed)
    assert caught.value.code == "qualification.day"


def test_two_managers_change_one_person_and_nothing_is_overwritten(manager: Desk) -> None:
    before = row(manager, "S03")
    seen = Particulars(before.name, before.mobile, before.roles)

    def change(**written: object) -> None:
        anew = replace(seen, **written)  # type: ignore[arg-type]  # each by its own name
        change_member(manager, before.id, name=anew.name, mobile=anew.mobile, roles=anew.roles, seen=seen)

    change(roles=(Role.CASHIER, Role.SERVICE_ADVISOR), name="甲")
    with refused(manager, "row.changed") as caught:
        change(roles=(Role.PARTS_CLERK,), name="甲")
    assert isinstance(caught.value, Conflict)
    assert caught.value.clashes == (Clash("roles", "service_advisor cashier", "parts_clerk"),)
    change(mobile="14000000088")
    now = row(manager, "S03")
    assert (now.name, now.mobile, set(now.roles)) == ("甲", "14000000088", {Role.CASHIER, Role.SERVICE_ADVISOR})
