"""The clock is set back: order is by sequence, nothing is signed, until a manager confirms it."""

from dataclasses import replace
from pathlib import Path

import make
import pytest
from refusing import refused
from sqlalchemy import text

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.checkin.check_in import check_in
from app.order.notes import write_note
from app.order.queries import notes
from app.trust import chain
from app.upkeep.confirm_clock import confirm_clock
from app.upkeep.health import health
from app.upkeep.opening import FILE_NAME, close_store, open_store


@pytest.fixture
def worked(store: Store) -> Store:
    """A store in which an order was begun just now."""
    make.order(store)
    return store


def receive_another(store: Store) -> None:
    form = replace(make.another_car(), promised_at=store.clock.now() + make.STAY)
    check_in(make.desk(store), form, signatures=make.signatures(store))


@pytest.mark.parametrize("back", [{"hours": -1}, {"days": -1}, {"days": -5 * 365}], ids=["an hour", "a day", "5 years"])
def test_a_clock_that_was_set_back_signs_nothing_until_a_manager_confirms(
    worked: Store, clock: FrozenClock, back: dict[str, int]
) -> None:
    clock.advance(**back)
    assert health(make.desk(worked)).booked_until is not None
    with refused(worked, "clock.set_back"):
        receive_another(worked)
    with refused(worked, "deed.not_allowed"):
        confirm_clock(make.desk(worked))
    confirm_clock(make.desk(worked, make.MANAGER))
    assert health(make.desk(worked)).booked_until is None
    receive_another(worked)
    with make.desk(worked).look() as session:
        assert chain.verify(session, worked.chain_key).broken_seq is None
        assert session.execute(text("SELECT count(*) FROM audit_entry WHERE deed = 'clock.confirm'")).scalar() == 1


def test_what_is_noted_meanwhile_stands_in_its_order_and_does_not_make_the_clock_right(
    worked: Store, clock: FrozenClock
) -> None:
    desk = make.desk(worked)
    write_note(desk, 1, text="before")
    clock.advance(days=-1)
    write_note(desk, 1, text="after")
    assert {note.text for note in notes(desk, 1)} == {"before", "after"}
    with desk.look() as session:
        verdict = chain.verify(session, worked.chain_key)
    assert verdict.broken_seq is None
    assert health(desk).booked_until is not None


@pytest.mark.parametrize("marks_open", [True, False])
def test_closing_the_program_does_not_make_the_clock_right(worked: Store, clock: FrozenClock, marks_open: bool) -> None:
    path = worked.folder / FILE_NAME
    worked.engine.dispose()
    again = open_store(path, clock=clock, marks_open=marks_open)
    write_note(make.desk(again), 1, text="late")
    clock.advance(days=-1)
    write_note(make.desk(again), 1, text="and then earlier")
    close_store(again)
    last = open_store(path, clock=clock, marks_open=marks_open)
    assert health(make.desk(last)).booked_until is not None
    confirm_clock(make.desk(last, make.MANAGER))
    close_store(last)
    confirmed = open_store(path, clock=clock)
    assert health(make.desk(confirmed)).booked_until is None
    confirmed.engine.dispose()


def test_the_two_minutes_of_a_time_service_are_nobody_s_business(worked: Store, clock: FrozenClock) -> None:
    clock.advance(seconds=-110)
    assert health(make.desk(worked)).booked_until is None
    receive_another(worked)


def test_a_clock_that_is_right_needs_no_confirming(worked: Store) -> None:
    with refused(worked, "clock.not_back"):
        confirm_clock(make.desk(worked, make.MANAGER))


def test_midnight_and_the_hour_that_is_repeated_in_autumn_are_no_setting_back(
    worked: Store, clock: FrozenClock, tmp_path: Path
) -> None:
    # Instants are UTC: what the wall shows in summer or winter time is never compared.
    for _step in range(26):
        clock.advance(hours=1)
        write_note(make.desk(worked), 1, text="hourly")
        assert health(make.desk(worked)).booked_until is None
