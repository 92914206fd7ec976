"""A person shows who they are by PIN; wrong ones make the next try wait."""

import make
import pytest
from refusing import audit_count, refused
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Refusal
from app.records.staff.sign_in import sign_in
from app.records.staff.tables import StaffMember
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry
from app.upkeep.demo import PIN
from app.upkeep.opening import desk_for


def wrong(store: Store, *, pin: str = "000001", staff_no: str = make.ADVISOR) -> Refusal:
    with pytest.raises(Refusal) as caught:
        sign_in(desk_for(store), staff_no, pin=pin)
    return caught.value


def member(store: Store) -> StaffMember:
    with Session(store.engine) as session:
        return session.scalars(select(StaffMember).where(StaffMember.staff_no == make.ADVISOR)).one()


def deeds(store: Store) -> list[str]:
    with Session(store.engine) as session:
        return list(session.scalars(select(AuditEntry.deed).order_by(AuditEntry.seq)))


def test_the_right_pin_is_the_person_and_stands_in_the_chain(store: Store) -> None:
    person = sign_in(desk_for(store), make.ADVISOR, pin=PIN)
    assert (person.staff_no, person.name) == ("S02", "林晓岚")
    assert deeds(store)[-1] == Deed.SIGN_IN.value


def test_a_wrong_pin_is_counted_and_stands_in_the_chain(store: Store) -> None:
    refusal = wrong(store)
    assert (refusal.code, refusal.field) == ("sign_in.wrong", "signin.pin")
    assert member(store).failed_tries == 1
    assert deeds(store)[-1] == Deed.SIGN_IN_REFUSED.value


def test_an_unknown_person_is_refused_in_the_same_words(store: Store) -> None:
    assert wrong(store, staff_no="S99").sentence == wrong(store).sentence


def test_who_has_left_cannot_sign_in(store: Store) -> None:
    with Session(store.engine) as session, session.begin():
        session.execute(update(StaffMember).values(retired_at=store.clock.now()))
    with refused(store, "sign_in.wrong"):
        sign_in(desk_for(store), make.ADVISOR, pin=PIN)


def test_after_three_wrong_pins_even_the_right_one_waits(store: Store, clock: FrozenClock) -> None:
    for _ in range(3):
        wrong(store)
    with refused(store, "sign_in.locked") as caught:
        sign_in(desk_for(store), make.ADVISOR, pin=PIN)
    assert "1 min" in caught.value.sentence
    clock.advance(minutes=1)
    sign_in(desk_for(store), make.ADVISOR, pin=PIN)
    assert member(store).failed_tries == 0


def test_after_ten_only_a_manager_releases(store: Store, clock: FrozenClock) -> None:
    with Session(store.engine) as session, session.begin():
        session.execute(update(StaffMember).values(failed_tries=9, last_failed_at=clock.now()))
    clock.advance(hours=2)
    wrong(store)
    clock.advance(days=400)
    with refused(store, "sign_in.locked") as caught:
        sign_in(desk_for(store), make.ADVISOR, pin=PIN)
    assert "manager" in caught.value.sentence


def test_a_lock_stops_nobody_else(store: Store) -> None:
    for _ in range(3):
        wrong(store)
    assert sign_in(desk_for(store), make.MANAGER, pin=PIN).staff_no == make.MANAGER


def test_a_locked_try_is_not_counted_again(store: Store) -> None:
    for _ in range(3):
        wrong(store)
    entries = audit_count(store.engine)
    for _ in range(5):
        assert wrong(store).code == "sign_in.locked"
    assert (member(store).failed_tries, audit_count(store.engine)) == (3, entries)


def test_no_pin_is_stored_in_plain_words(store: Store) -> None:
    store.engine.dispose()
    written = b"".join(path.read_bytes() for path in store.folder.glob("forecourt.db*"))
    assert PIN.encode() not in written
