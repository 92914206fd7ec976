"""What was typed and not yet saved."""

from dataclasses import replace

import make
from refusing import audit_count

from app.desk import Store
from app.kernel.clock import FrozenClock


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
