"""A car drives in before anyone has time: who waits, since when, and what becomes of it (R022)."""

from dataclasses import replace

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.arrival.arrive import LONGEST_WORDS, arrive, read_arrival
from app.order.arrival.pick_up import pick_up
from app.order.arrival.queries import arrivals
from app.order.arrival.tables import Arrival
from app.order.arrival.take_away import take_away
from app.order.arrival.waiting import Wait, wait_of, waited_minutes
from app.order.checkin.form import CheckinForm
from app.order.comeback.receive import receive
from app.order.tables import ServiceOrder
from app.overview.board import board
from app.records.store.rules import RULES, WAIT, change_rules, rules
from app.upkeep.opening import FILE_NAME, open_store

PLATE = "苏A8K2M6"


def received(store: Store, form: CheckinForm) -> ServiceOrder:
    form = replace(form, promised_at=store.clock.now() + make.STAY)
    saved = receive(make.desk(store), form, signatures=make.signatures(store))
    with Session(store.engine) as session:
        return session.get_one(ServiceOrder, saved.order_id)


def row(store: Store, arrival_id: int) -> Arrival:
    with Session(store.engine) as session:
        return session.get_one(Arrival, arrival_id)


def test_the_order_keeps_when_the_car_came_and_when_the_reception_began(store: Store, clock: FrozenClock) -> None:
    came = clock.now()
    arrival_id = arrive(make.desk(store, make.CASHIER), typed="苏a·8k2m6 赶时间")
    began = clock.advance(minutes=7)
    picked = pick_up(make.desk(store), arrival_id)
    assert (picked.plate, picked.words, picked.vehicle_id) == (PLATE, "赶时间", None)
    assert (picked.arrived_at, picked.reception_started_at) == (came, began)
    clock.advance(minutes=12)
    order = received(store, make.checkin_form(arrival_id=arrival_id))
    assert (order.arrived_at, order.reception_started_at, order.checked_in_at) == (came, began, clock.now())
    assert row(store, arrival_id).order_id == order.id
    assert arrivals(make.desk(store)) == ()


def test_a_known_plate_brings_its_car(store: Store, clock: FrozenClock) -> None:
    make.order(store)
    clock.advance(days=40)
    picked = pick_up(make.desk(store), arrive(make.desk(store), typed=PLATE))
    with Session(store.engine) as session:
        assert picked.vehicle_id == session.scalar(select(ServiceOrder.vehicle_id))


def test_whoever_takes_it_over_goes_on_with_the_first_reception(store: Store, clock: FrozenClock) -> None:
    arrival_id = arrive(make.desk(store), typed="white SUV")
    began = clock.advance(minutes=3)
    pick_up(make.desk(store), arrival_id)
    clock.advance(minutes=5)
    assert pick_up(make.desk(store, make.OTHER_ADVISOR), arrival_id).reception_started_at == began
    (waiting,) = arrivals(make.desk(store))
    assert waiting.picked_up_by == make.desk(store, make.OTHER_ADVISOR).person.name


def test_a_check_in_begun_without_it_still_ends_the_wait_of_its_plate(store: Store, clock: FrozenClock) -> None:
    came = clock.now()
    arrive(make.desk(store), typed=PLATE)
    began = clock.advance(minutes=9)
    order = received(store, make.checkin_form(arrived_at=began, reception_started_at=began))
    assert (order.arrived_at, order.reception_started_at) == (came, began)
    assert arrivals(make.desk(store)) == ()


def test_nobody_arrives_after_the_reception_began(store: Store, clock: FrozenClock) -> None:
    began = clock.now()
    clock.advance(minutes=2)
    arrive(make.desk(store), typed=PLATE)
    order = received(store, make.checkin_form(arrived_at=began, reception_started_at=began))
    assert order.arrived_at == order.reception_started_at == began


def test_one_that_was_taken_away_meanwhile_does_not_stop_the_check_in(store: Store, clock: FrozenClock) -> None:
    came = clock.now()
    arrival_id = arrive(make.desk(store), typed="white SUV")
    clock.advance(minutes=4)
    picked = pick_up(make.desk(store), arrival_id)
    take_away(make.desk(store), arrival_id, reason="Entered by mistake")
    order = received(
        store,
        make.checkin_form(
            arrival_id=arrival_id, arrived_at=picked.arrived_at, reception_started_at=picked.reception_started_at
        ),
    )
    assert order.arrived_at == came
    assert row(store, arrival_id).order_id is None


def test_a_mistake_is_taken_away_with_its_reason_and_the_row_stays(store: Store) -> None:
    arrival_id = arrive(make.desk(store), typed="苏A8K2M6 王先生")
    with refused(store, "arrival.reason"):
        take_away(make.desk(store), arrival_id, reason=" ")
    take_away(make.desk(store), arrival_id, reason="Entered by mistake")
    gone = row(store, arrival_id)
    assert (gone.taken_away_reason, gone.plate, gone.words) == ("Entered by mistake", PLATE, "")
    assert arrivals(make.desk(store)) == ()
    with refused(store, "arrival.over"):
        pick_up(make.desk(store), arrival_id)


def test_the_same_plate_waits_once(store: Store) -> None:
    arrive(make.desk(store), typed=PLATE)
    with refused(store, "arrival.twice") as caught:
        arrive(make.desk(store), typed="苏A·8K2M6")
    assert caught.value.sentence == "苏A·8K2M6 has been waiting since 10:00."
    arrive(make.desk(store), typed="white SUV")
    arrive(make.desk(store), typed="white SUV")
    assert len(arrivals(make.desk(store))) == 3


def test_something_must_be_said_of_it(store: Store) -> None:
    with refused(store, "arrival.empty"):
        arrive(make.desk(store), typed="  ")
    with refused(store, "arrival.long"):
        arrive(make.desk(store), typed="x" * (LONGEST_WORDS + 1))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("粤Z12C4港", ("粤Z12C4港", "")),
        ("苏A 8K2M6", (PLATE, "")),
        ("刚到 苏ad12345 白色", ("苏AD12345", "刚到 白色")),
        ("A8K2M6", ("", "A8K2M6")),
        ("未上牌 新车", ("", "未上牌 新车")),
    ],
)
def test_the_plate_is_found_in_what_was_typed(typed: str, read: tuple[str, str]) -> None:
    assert read_arrival(typed) == read


def test_who_waits_is_still_there_after_a_restart(store: Store, clock: FrozenClock) -> None:
    arrive(make.desk(store), typed=PLATE)
    store.engine.dispose()
    again = open_store(store.folder / FILE_NAME, clock=clock)
    assert [one.plate for one in arrivals(make.desk(again))] == [PLATE]
    again.engine.dispose()


def test_the_board_knows_who_waits_and_how_long_one_may(store: Store) -> None:
    arrive(make.desk(store), typed=PLATE)
    typed = tuple(str(4 if one.rule is WAIT else one.shown) for one in rules(make.desk(store)))
    assert len(typed) == len(RULES)
    change_rules(make.desk(store, make.MANAGER), typed)
    read = board(make.desk(store))
    assert ([one.plate for one in read.arrivals], read.wait_minutes) == ([PLATE], 4)


def test_a_wait_is_calm_then_warns_then_is_bad(clock: FrozenClock) -> None:
    came = clock.now()
    assert waited_minutes(came, until=clock.advance(seconds=299)) == 4
    found = [wait_of(minutes, limit_minutes=10) for minutes in (0, 4, 5, 9, 10, 400)]
    assert found == [Wait.CALM, Wait.CALM, Wait.WARN, Wait.WARN, Wait.BAD, Wait.BAD]
    assert wait_of(1, limit_minutes=3) is Wait.CALM
    assert wait_of(2, limit_minutes=3) is Wait.WARN
