"""What a PIN is not enough for: the password given, chosen, changed, set for another; its own waits; five minutes."""

from dataclasses import replace

import make
import pytest
from refusing import audit_count, contents, deeds_after, refused

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Refusal
from app.records.staff.change import change_member, reset_pin
from app.records.staff.password import change_own_password, change_own_pin, own_secrets, prove, set_password
from app.records.staff.sign_in import sign_in
from app.records.staff.step_up import step_up
from app.records.staff.tables import StaffMember
from app.records.store.setup import Profile
from app.trust.deeds import Deed
from app.trust.roles import Role, needs_approval, needs_password
from app.upkeep.demo import PASSWORD, PIN
from app.upkeep.found import found

NEW, NEW_PIN, WRONG = "four green horses", "246813", "wrong green horses"
MANAGES = (Role.SERVICE_MANAGER,)


def just_signed_in(store: Store, staff_no: str = make.MANAGER) -> Desk:
    """At the desk by PIN alone."""
    desk = make.desk(store, staff_no)
    return desk.by(desk.person)


def rename(desk: Desk) -> None:
    cashier = make.desk(desk, make.CASHIER).person
    change_member(desk, cashier.id, name="冯静", mobile="", roles=(Role.CASHIER,))


def second_manager(store: Store) -> Desk:
    """Another manager, who has no password yet."""
    return make.with_posts(store, make.OTHER_ADVISOR, *MANAGES)


def password_hash(store: Store, staff_no: str) -> str:
    with make.desk(store).look() as session:
        return session.query(StaffMember).filter_by(staff_no=staff_no).one().password_hash


@pytest.mark.parametrize("deed", [deed for deed in Deed if needs_password(deed) and not needs_approval(deed)], ids=str)
def test_with_the_pin_alone_no_dangerous_deed_is_done(store: Store, deed: Deed) -> None:
    with refused(store, "deed.needs_password"), just_signed_in(store).deed(deed):
        pass
    with make.desk(store, make.MANAGER).deed(deed):
        pass


def test_given_once_it_counts_for_five_minutes_at_this_seat(store: Store, clock: FrozenClock) -> None:
    desk = just_signed_in(store)
    before = audit_count(store.engine)
    proved = desk.proved(prove(desk, PASSWORD))
    assert deeds_after(store.engine, before) == (Deed.PASSWORD_PROVED.value,)
    rename(proved)
    clock.advance(minutes=4, seconds=59)
    rename(proved)
    with refused(store, "deed.needs_password"):
        rename(replace(proved, seat="the other desk"))
    clock.advance(seconds=1)
    with refused(store, "deed.needs_password"):
        rename(proved)


def test_it_ends_when_another_sits_down(store: Store) -> None:
    desk = just_signed_in(store)
    proof = prove(desk, PASSWORD)
    other = second_manager(store)
    with refused(store, "deed.needs_password"):
        rename(desk.proved(proof).by(other.person))
    with refused(store, "deed.needs_password"):
        rename(desk.by(other.person).proved(proof))


def test_who_has_no_such_post_is_refused_for_the_post(store: Store) -> None:
    with refused(store, "deed.not_allowed"):
        rename(just_signed_in(store, make.ADVISOR))


def test_wrong_passwords_wait_like_pins_and_a_right_pin_forgives_none(store: Store, clock: FrozenClock) -> None:
    desk = just_signed_in(store)
    for _time in range(3):
        with pytest.raises(Refusal) as caught:
            prove(desk, WRONG)
        assert (caught.value.code, caught.value.field) == ("sign_in.wrong", "password.own")
    sign_in(desk, make.MANAGER, pin=PIN)
    with refused(store, "sign_in.locked"):
        prove(desk, PASSWORD)
    clock.advance(minutes=1)
    prove(desk, PASSWORD)


def test_after_ten_another_manager_sets_a_new_one(store: Store, clock: FrozenClock) -> None:
    other = second_manager(store)
    desk = just_signed_in(store)
    for _time in range(10):
        with pytest.raises(Refusal):
            prove(desk, WRONG)
        clock.advance(hours=2)
    with refused(store, "sign_in.locked") as caught:
        prove(desk, PASSWORD)
    assert "Another manager" in caught.value.sentence
    set_password(make.desk(store, other.person.staff_no), desk.person.id, password=NEW)
    prove(desk, NEW)


def test_who_has_none_chooses_one_with_the_pin(store: Store) -> None:
    second_manager(store)
    desk = just_signed_in(store, make.OTHER_ADVISOR)
    assert not own_secrets(desk).has_password and own_secrets(desk).may_have_password
    with refused(store, "password.none"):
        prove(desk, NEW)
    with pytest.raises(Refusal, match="not the PIN"):
        change_own_password(desk, old=NEW_PIN, new=NEW)
    assert not password_hash(store, make.OTHER_ADVISOR)
    rename(desk.proved(change_own_password(desk, old=PIN, new=NEW)))
    assert own_secrets(desk).has_password


@pytest.mark.parametrize(
    ("new", "code"),
    [("short", "password.length"), ("x" * 12, "password.simple"), (PASSWORD, "password.same"),
     ("周明远S01forecourt-demo", "password.known")],
)  # fmt: skip
def test_another_one_takes_the_old_one_and_a_good_one(store: Store, new: str, code: str) -> None:
    desk = just_signed_in(store)
    with refused(store, code, field="password.new"):
        change_own_password(desk, old=PASSWORD, new=new)
    before = password_hash(store, make.MANAGER)
    with pytest.raises(Refusal) as caught:
        change_own_password(desk, old=PIN, new=NEW)
    assert caught.value.code == "sign_in.wrong" and password_hash(store, make.MANAGER) == before
    change_own_password(desk, old=PASSWORD, new=NEW)
    prove(desk, NEW)


def test_only_who_manages_has_one(store: Store) -> None:
    with refused(store, "deed.not_allowed"):
        change_own_password(just_signed_in(store, make.ADVISOR), old=PIN, new=NEW)
    with refused(store, "password.post"):
        set_password(make.desk(store, make.MANAGER), make.desk(store).person.id, password=NEW)


def test_ones_own_is_not_set_without_the_old_one(store: Store) -> None:
    manager = make.desk(store, make.MANAGER)
    with refused(store, "staff.own_secret"):
        set_password(manager, manager.person.id, password=NEW)
    with refused(store, "staff.own_secret"):
        reset_pin(manager, manager.person.id, pin=NEW_PIN)


def test_anybody_changes_the_own_pin_with_the_old_one(store: Store) -> None:
    desk = just_signed_in(store, make.CASHIER)
    with refused(store, "pin.weak", field="password.new"):
        change_own_pin(desk, old=PIN, new="111111")
    with refused(store, "pin.same", field="password.new"):
        change_own_pin(desk, old=PIN, new=PIN)
    with pytest.raises(Refusal) as caught:
        change_own_pin(desk, old=NEW_PIN, new="975318")
    assert (caught.value.code, caught.value.field) == ("sign_in.wrong", "password.own")
    before = audit_count(store.engine)
    change_own_pin(desk, old=PIN, new=NEW_PIN)
    assert deeds_after(store.engine, before) == (Deed.PIN_CHANGE.value,)
    assert sign_in(desk, make.CASHIER, pin=NEW_PIN) == desk.person


def test_who_agrees_to_an_erasure_gives_the_password_and_not_the_pin(store: Store) -> None:
    advisor = make.desk(store)
    with pytest.raises(Refusal, match="not the password"):
        step_up(advisor, Deed.ERASURE_DO, make.MANAGER, pin=PIN)
    approval = step_up(advisor, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD)
    assert approval.by_password
    with advisor.deed(Deed.ERASURE_DO, approval=approval):
        pass
    by_pin = replace(approval, by_password=False)
    with refused(store, "deed.needs_password"), advisor.deed(Deed.ERASURE_DO, approval=by_pin):
        pass


def test_the_first_manager_s_password_is_judged_at_the_first_run(store: Store) -> None:
    before = contents(store.engine)
    for password, code in (("short", "password.length"), ("周明远135790", "password.length")):
        with pytest.raises(Refusal) as caught:
            found(make.desk(store), Profile(name="骏驰"), manager="周明远", pin=PIN, password=password)
        assert (caught.value.code, caught.value.field) == (code, "first_run.password")
    assert contents(store.engine) == before
