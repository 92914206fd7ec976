"""A person shows who they are by PIN; wrong ones make the next try wait."""

import random
from datetime import timedelta

import make
import pytest
from argon2 import PasswordHasher
from refusing import audit_count, refused
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Refusal
from app.records.staff.change import reset_pin
from app.records.staff.sign_in import sign_in
from app.records.staff.tables import StaffMember
from app.trust.deeds import Deed
from app.trust.pin import PEPPER, is_mixed, matches
from app.trust.tables import AuditEntry
from app.upkeep.demo import PIN
from app.upkeep.opening import FILE_NAME, desk_for, open_store

WRONG = "100001"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each PIN that was really held against a hash."""
    made: list[str] = []

    def counted(pin_hash: str, pin: str, pepper: bytes) -> bool:
        made.append(pin)
        return matches(pin_hash, pin, pepper)

    monkeypatch.setattr("app.trust.pin.matches", counted)
    return made


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


def test_an_unknown_person_is_refused_in_the_same_words_after_the_same_work(store: Store, checks: list[str]) -> None:
    known, entries = wrong(store), audit_count(store.engine)
    unknown = wrong(store, staff_no="S99")
    assert (unknown.code, unknown.sentence, unknown.field) == (known.code, known.sentence, known.field)
    assert len(checks) == 2  # a hash was worked out for either
    assert audit_count(store.engine) == entries + 1


def test_who_has_left_cannot_sign_in(store: Store) -> None:
    with Session(store.engine) as session, session.begin():
        session.execute(update(StaffMember).values(retired_at=store.clock.now()))
    assert wrong(store, pin=PIN).code == "sign_in.wrong"


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
    with refused(store, "sign_in.locked") as caught:
        sign_in(desk_for(store), make.ADVISOR, pin=PIN)
    assert "64 min" in caught.value.sentence
    clock.advance(hours=2)
    wrong(store)
    clock.advance(days=400)
    with refused(store, "sign_in.locked") as caught:
        sign_in(desk_for(store), make.ADVISOR, pin=PIN)
    assert "manager" in caught.value.sentence


def test_no_clock_and_no_restart_shortens_the_wait(store: Store, clock: FrozenClock) -> None:
    for _ in range(3):
        wrong(store)
    for days in (1, -1, 400, -400):
        clock.set(clock.now() + timedelta(days=days))
        with refused(store, "sign_in.locked"):
            sign_in(desk_for(store), make.ADVISOR, pin=PIN)
        clock.set(clock.now() - timedelta(days=days))
    clock.advance(seconds=59)
    store.engine.dispose()
    again = open_store(store.folder / FILE_NAME, clock=clock, wants_key_ring=False)
    clock.advance(seconds=59)
    with refused(again, "sign_in.locked"):
        sign_in(desk_for(again), make.ADVISOR, pin=PIN)
    clock.advance(seconds=1)
    assert sign_in(desk_for(again), make.ADVISOR, pin=PIN).staff_no == make.ADVISOR
    again.engine.dispose()


def test_a_thousand_tries_with_restarts_and_a_clock_that_is_set_are_ten_checks(
    store: Store, clock: FrozenClock, checks: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    chance = random.Random(17)
    opened, tried = store, ""
    for attempt in range(1000):
        tried = f"{chance.randrange(10**6):06d}"
        with pytest.raises(Refusal):
            sign_in(desk_for(opened), make.ADVISOR, pin=tried if tried != PIN else WRONG)
        clock.advance(minutes=chance.randrange(3))
        clock.set(clock.now() + timedelta(days=chance.randrange(-1, 2)))
        if attempt % 50 == 49:
            opened.engine.dispose()
            opened = open_store(store.folder / FILE_NAME, clock=clock, wants_key_ring=False)
    assert len(checks) <= 10
    clock.advance(days=1)
    wrong(opened, pin=WRONG)
    clock.advance(days=1)
    assert len(checks) == 10
    with refused(opened, "sign_in.locked") as caught:
        sign_in(desk_for(opened), make.ADVISOR, pin=PIN)
    assert "manager" in caught.value.sentence
    opened.engine.dispose()
    written = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    assert all(pin.encode() not in written and pin not in caplog.text for pin in (*checks, PIN))
    control = open_store(store.folder / FILE_NAME, clock=clock, wants_key_ring=False)
    reset_pin(make.desk(control, make.MANAGER), member(control).id, pin="824613")
    assert sign_in(desk_for(control), make.ADVISOR, pin="824613").staff_no == make.ADVISOR
    control.engine.dispose()


def test_a_hash_of_the_first_version_is_made_anew_at_the_right_pin(store: Store) -> None:
    old = PasswordHasher().hash(PIN)
    with Session(store.engine) as session, session.begin():
        session.execute(update(StaffMember).where(StaffMember.staff_no == make.ADVISOR).values(pin_hash=old))
    wrong(store)
    assert member(store).pin_hash == old
    sign_in(desk_for(store), make.ADVISOR, pin=PIN)
    assert is_mixed(member(store).pin_hash)
    sign_in(desk_for(store), make.ADVISOR, pin=PIN)


def test_without_the_secret_nobody_is_known_and_no_new_one_is_made(store: Store) -> None:
    file = store.vault.path(PEPPER)
    file.rename(file.with_suffix(".elsewhere"))
    with refused(store, "sign_in.no_secret", field="signin.pin"):
        sign_in(desk_for(store), make.ADVISOR, pin=PIN)
    assert not file.exists()


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
