"""The disk is full: one sentence, nothing half written, and the work goes on when there is room again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import make
import pytest
from refusing import audit_count, contents
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from app.desk import Store
from app.kernel.refusal import Trouble
from app.order.checkin.check_in import check_in
from app.order.notes import write_note
from app.order.queries import notes
from app.overview.papers import file_what_is_left, open_paper
from app.paper.queries import papers_of
from app.trust import chain

pytestmark = pytest.mark.faults
LONG = "长" * 1900


@contextmanager
def no_room(store: Store, *, pages: int = 0) -> Iterator[None]:
    """The database may not grow by more than so many pages."""
    with store.engine.connect() as connection:
        most = int(connection.execute(text("PRAGMA page_count")).scalar_one()) + pages

    def bound(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count={most}")  # type: ignore[attr-defined]

    event.listen(store.engine, "checkout", bound)
    yield
    event.remove(store.engine, "checkout", bound)
    store.engine.dispose()


def write_until_full(store: Store, order_id: int) -> int:
    desk = make.desk(store)
    for number in range(500):
        before = contents(store.engine)
        try:
            write_note(desk, order_id, text=f"{number} {LONG}")
        except Trouble as trouble:
            assert trouble.sentence == "The disk is full."
            assert "kept" in trouble.remedy
            assert contents(store.engine) == before
            return number
    pytest.fail("the disk never filled")


def test_what_was_saved_before_the_disk_was_full_stays_and_the_rest_follows(store: Store) -> None:
    order_id = make.order(store)
    with no_room(store, pages=20):
        saved = write_until_full(store, order_id)
    assert saved > 3
    assert len(notes(make.desk(store), order_id)) == saved
    write_note(make.desk(store), order_id, text="又有空间了")
    with make.desk(store).look() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert chain.verify(session, store.chain_key).broken_seq is None


def test_a_car_is_received_wholly_or_not_at_all(store: Store) -> None:
    make.order(store)
    form = replace(make.another_car(), promised_at=store.clock.now() + make.STAY, customer_statement="长" * 2000)
    before, entries = contents(store.engine), audit_count(store.engine)
    with no_room(store), pytest.raises(Trouble, match="disk is full"):
        for _ in range(30):  # until the last free page is used
            check_in(make.desk(store), replace(form, second_order_reason="占满磁盘"), signatures=make.signatures(store))
            before, entries = contents(store.engine), audit_count(store.engine)
    assert contents(store.engine) == before
    assert audit_count(store.engine) == entries


def test_a_paper_whose_file_found_no_room_is_frozen_and_made_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing = replace(store, makes_files_later=False)
    form = replace(make.checkin_form(), promised_at=store.clock.now() + make.STAY)

    def full(_content: bytes) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(filing.blobs, "put", full)
        check_in(make.desk(filing), form, signatures=make.signatures(store))
        (paper,) = papers_of(make.desk(store), 1)
        assert paper.file_sha256 is None
        with pytest.raises(Trouble, match="disk is full") as caught:
            open_paper(make.desk(filing), paper.id)
        assert caught.value.remedy
    assert file_what_is_left(make.desk(filing)) == 1
    assert open_paper(make.desk(filing), paper.id).startswith(b"%PDF-")


def test_control_without_the_bound_nothing_fills(store: Store) -> None:
    order_id = make.order(store)
    for number in range(40):
        write_note(make.desk(store), order_id, text=f"{number} {LONG}")
    assert len(notes(make.desk(store), order_id)) == 40
