"""What was typed and not yet saved."""

from dataclasses import replace

import make
from refusing import audit_count, refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.drafts import Draft
from app.kernel.clock import FrozenClock
from app.order.notes import write_note
from app.overview.unfinished import unfinished


def test_a_draft_is_offered_again_to_the_same_person_on_the_same_seat(store: Store, clock: FrozenClock) -> None:
    desk = make.desk(store)
    at = desk.keep_draft("quote.21", content='{"price":"12"}')
    clock.advance(minutes=30)
    kept = desk.kept_draft("quote.21")
    assert kept is not None
    assert (kept.content, kept.saved_at) == ('{"price":"12"}', at)
    assert desk.kept_draft("quote.22") is None
    assert make.desk(store, make.OTHER_ADVISOR).kept_draft("quote.21") is None
    assert replace(desk, seat="reception-2").kept_draft("quote.21") is None


def test_the_newest_draft_counts_and_a_dropped_one_is_gone(store: Store) -> None:
    desk = make.desk(store)
    desk.keep_draft("checkin", content="1")
    desk.keep_draft("checkin", content="2")
    kept = desk.kept_draft("checkin")
    assert kept is not None
    assert kept.content == "2"
    desk.drop_draft("checkin")
    assert desk.kept_draft("checkin") is None


def test_keeping_a_draft_is_no_deed(store: Store) -> None:
    entries = audit_count(store.engine)
    make.desk(store).keep_draft("checkin", content="1")
    assert audit_count(store.engine) == entries


def test_a_draft_is_kept_for_a_week(store: Store, clock: FrozenClock) -> None:
    desk = make.desk(store)
    desk.keep_draft("checkin", content="1")
    desk.keep_fields({"order.1.head/order.note": "call after three"})
    clock.advance(days=7)
    assert desk.kept_draft("checkin") is not None
    assert len(desk.kept_fields()) == 1
    clock.advance(minutes=1)
    assert desk.kept_draft("checkin") is None
    assert desk.kept_fields() == ()
    make.desk(store, make.OTHER_ADVISOR).keep_draft("checkin", content="2")
    with Session(store.engine) as session:
        assert [draft.content for draft in session.scalars(select(Draft))] == ["2"], "forgotten for good"


def test_fields_are_told_with_the_car_they_belong_to(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store)
    desk = make.desk(store)
    desk.keep_fields({f"order.{order_id}.head/order.note": "call after three", "settings.store/settings.name": "新店"})
    clock.advance(minutes=1)
    desk.keep_fields({f"order.{order_id}.quote/quote.cell.LB-R001.quantity": "7", "order.4711.head/order.note": "x"})
    told = [(one.go, one.title, one.about, len(one.fields)) for one in unfinished(desk)]
    about = "WX2026000001 · 苏A8K2M6 · 王建军"
    assert told == [
        (("order", "WX2026000001"), "Quote", about, 1),
        (("order", "WX2026000001"), "Order", about, 1),
        (("settings", "store"), "Store", "", 1),
    ]
    assert unfinished(make.desk(store, make.OTHER_ADVISOR)) == ()


def test_a_field_is_dropped_in_the_transaction_that_saves_it(store: Store) -> None:
    order_id = make.order(store)
    desk, key = make.desk(store), f"order.{order_id}.head/order.note"
    desk.keep_fields({key: "call after three"})
    press = desk.for_press("0f8b", saves=(key,))
    with refused(store, "note.empty"):
        write_note(press, order_id, text="")
    assert len(desk.kept_fields()) == 1
    # Somebody else's PIN on the spot: it is still the draft of who typed it.
    write_note(press.by(make.desk(store, make.MANAGER).person), order_id, text="call after three")
    assert desk.kept_fields() == ()


def test_a_field_that_was_emptied_is_forgotten(store: Store) -> None:
    desk = make.desk(store)
    desk.keep_fields({"settings.store/settings.name": "新店"})
    desk.keep_fields({"settings.store/settings.name": " "})
    assert desk.kept_fields() == ()


def test_an_arrival_that_was_typed_and_not_written_down_is_offered_on_the_board(store: Store) -> None:
    desk = make.desk(store)
    desk.keep_fields({"board.arrival/arrival.words": "苏A8K2M6"})
    (left,) = unfinished(desk)
    assert (left.go, left.title) == (("board", "arrived"), "Arrival")


def test_what_was_left_names_its_field_and_the_car(store: Store) -> None:
    desk, order_id = make.desk(store), make.order(store)
    desk.keep_fields({f"order.{order_id}.head/promise.reason": "等件"})
    (left,) = unfinished(desk)
    assert (left.field, "苏A8K2M6" in left.about) == ("Why", True)
    desk.keep_fields({f"order.{order_id}.head/promise.reason": "", f"order.{order_id}.qc/qc.reason.QG-03": "渗油"})
    (left,) = unfinished(desk)
    assert left.field == "Reason of the failure"
