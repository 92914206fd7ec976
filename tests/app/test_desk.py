"""The door of the store: permission, transaction and audit entry as one thing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import make
import pytest
from failing import failing_commit
from refusing import audit_count, contents, refused
from sqlalchemy import event, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.refusal import Trouble, Unknown
from app.order.checkin.check_in import check_in
from app.order.notes import write_note
from app.order.queries import notes
from app.order.tables import OrderNote, ServiceOrder
from app.order.workflow import Stage
from app.paper.number import Series, next_number
from app.paper.tables import NumberSeries
from app.trust import chain
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry


def entries(store: Store) -> list[AuditEntry]:
    with Session(store.engine) as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.seq)))


def test_a_deed_stands_in_the_chain_with_who_what_when_and_where(store: Store) -> None:
    order_id = make.order(store)
    desk = replace(make.desk(store), seat="reception-2")
    write_note(desk, order_id, text="客户 15 点后接电话")
    entry = entries(store)[-1]
    assert (entry.deed, entry.person_id, entry.seat, entry.order_id, entry.at) == (
        Deed.ORDER_NOTE.value, desk.person.id, "reception-2", order_id, store.clock.now(),
    )  # fmt: skip


def test_the_chain_holds_no_names_no_phones_no_words(store: Store) -> None:
    make.order(store, stage=Stage.DELIVERED)
    said = "".join(entry.details for entry in entries(store))
    for word in ("王建军", "14000000001", "林晓岚", "苏A8K2M6", "LYJBA5G15KA000137", "异响"):
        assert word not in said


def test_a_deed_that_fails_leaves_nothing_and_its_number_goes_to_the_next(store: Store) -> None:
    order_id = make.order(store)
    desk = make.desk(store)
    before = contents(store.engine)
    with pytest.raises(ZeroDivisionError), desk.deed(Deed.ORDER_NOTE, order_id=order_id) as deed:
        deed.session.add(OrderNote(order_id=order_id, written_at=deed.now, written_by=deed.person.id, text="x"))
        assert next_number(deed, Series.SETTLEMENT) == "JS2026000001"
        raise ZeroDivisionError
    assert contents(store.engine) == before
    with desk.deed(Deed.ORDER_NOTE) as deed:
        assert next_number(deed, Series.SETTLEMENT) == "JS2026000001"


def test_who_may_not_is_told_who_may_before_anything_begins(store: Store) -> None:
    order_id = make.order(store)
    technician = make.desk(store, make.TECHNICIAN)
    with refused(store, "deed.not_allowed") as caught, technician.deed(Deed.QC_PASS, order_id=order_id):
        pytest.fail("the deed has begun")
    assert "Quality inspector" in caught.value.sentence


def test_one_press_is_booked_once_however_often_it_is_sent(store: Store) -> None:
    order_id = make.order(store)
    desk = make.desk(store)
    write_note(desk.for_press("0f8b"), order_id, text="一次")
    with refused(store, "deed.repeated"):
        write_note(desk.for_press("0f8b"), order_id, text="一次")
    assert len(notes(desk, order_id)) == 1


def test_a_press_that_was_refused_may_come_again(store: Store) -> None:
    order_id = make.order(store)
    desk = make.desk(store)
    with refused(store, "note.empty"):
        write_note(desk.for_press("0f8b"), order_id, text=" ")
    write_note(desk.for_press("0f8b"), order_id, text="这次有内容")
    assert len(notes(desk, order_id)) == 1


def test_one_press_may_ask_for_several_deeds_the_same_one_too(store: Store) -> None:
    desk = make.desk(store).for_press("0f8b")
    for deed in (Deed.ORDER_NOTE, Deed.PHOTO_ADD, Deed.ORDER_NOTE):
        with desk.deed(deed):
            pass
    names = ["0f8b:order.note", "0f8b:photo.add", "0f8b:order.note:2"]
    assert [entry.request_id for entry in entries(store)[-3:]] == names


def test_a_commit_that_failed_although_it_was_booked_is_saved(store: Store) -> None:
    order_id = make.order(store)
    told: list[frozenset[str]] = []
    desk = replace(make.desk(store), told=told.append)
    with failing_commit(store, is_booked=True):
        write_note(desk, order_id, text="一次")
    assert [note.text for note in notes(desk, order_id)] == ["一次"]
    assert told == [frozenset({"order", "trust"})]


def test_a_commit_that_failed_and_was_not_booked_is_said_not_to_be_saved(store: Store) -> None:
    order_id = make.order(store)
    before = contents(store.engine)
    desk = make.desk(store)
    with failing_commit(store, is_booked=False), pytest.raises(Trouble) as caught:
        write_note(desk.for_press("0f8b"), order_id, text="一次")
    assert caught.value.sentence == "Not saved. The database could not be read or written."
    assert contents(store.engine) == before
    write_note(desk.for_press("0f8b"), order_id, text="一次")
    assert len(notes(desk, order_id)) == 1


@pytest.mark.parametrize("is_booked", [True, False])
def test_what_nobody_can_know_yet_is_booked_once_when_it_is_sent_again(store: Store, is_booked: bool) -> None:
    order_id = make.order(store)
    desk = make.desk(store)
    with failing_commit(store, is_booked=is_booked, then_dead=True), pytest.raises(Unknown) as caught:
        write_note(desk.for_press("0f8b"), order_id, text="一次")
    assert caught.value.slices == {"order", "trust"}
    if is_booked:
        with refused(store, "deed.repeated"):
            write_note(desk.for_press("0f8b"), order_id, text="一次")
    else:
        write_note(desk.for_press("0f8b"), order_id, text="一次")
    assert len(notes(desk, order_id)) == 1


def test_two_desks_on_one_order_the_slower_one_looks_again(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "row.changed"), make.desk(store).deed(Deed.FLAG_SET, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        faster = Session(bind=deed.session.connection())
        faster.get_one(ServiceOrder, order_id).summary = "另一台电脑更快"
        faster.flush()
        order.summary = "我改的"


def test_what_is_gone_is_said_to_be_gone(store: Store) -> None:
    with refused(store, "row.gone"), make.desk(store).deed(Deed.FLAG_SET) as deed:
        deed.get(ServiceOrder, 4711)


def test_open_pages_are_told_which_slices_changed(store: Store) -> None:
    told: list[frozenset[str]] = []
    order_id = make.order(store)
    desk = replace(make.desk(store), told=told.append)
    write_note(desk, order_id, text="客户 15 点后接电话")
    assert told == [frozenset({"order", "trust"})]
    with refused(store, "note.empty"):
        write_note(desk, order_id, text="")
    with pytest.raises(ZeroDivisionError), desk.deed(Deed.ORDER_NOTE) as deed:
        deed.touch("quote")
        raise ZeroDivisionError
    assert len(told) == 1
    with desk.deed(Deed.ORDER_NOTE) as deed:
        deed.touch("quote")
    assert told[-1] == frozenset({"quote", "trust"})


def test_what_is_written_while_looking_is_not_kept(store: Store) -> None:
    order_id = make.order(store)
    before = contents(store.engine)
    with make.desk(store).look() as session:
        session.get_one(ServiceOrder, order_id).summary = "偷偷改"
        session.flush()
    assert contents(store.engine) == before


@contextmanager
def impatient(store: Store) -> Iterator[None]:
    """Connections that do not wait five seconds for another writer."""

    def hurry(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")  # type: ignore[attr-defined]

    event.listen(store.engine, "checkout", hurry)
    yield
    event.remove(store.engine, "checkout", hurry)


def test_a_busy_database_is_a_trouble_with_a_remedy(store: Store) -> None:
    order_id = make.order(store)
    before = audit_count(store.engine)
    desk = make.desk(store)
    with store.engine.execution_options(forecourt_begin="IMMEDIATE").connect() as other:
        other.begin()
        with impatient(store), pytest.raises(Trouble) as caught:
            write_note(desk, order_id, text="等一下")
        other.rollback()
    assert caught.value.sentence == "The database is busy."
    assert "try again" in caught.value.remedy
    assert audit_count(store.engine) == before


def test_another_person_at_the_same_desk_has_their_own_rights(store: Store) -> None:
    order_id = make.order(store)
    desk = make.desk(store, make.TECHNICIAN)
    with refused(store, "deed.not_allowed"), desk.deed(Deed.QC_PASS, order_id=order_id):
        pass
    with desk.by(make.desk(store, make.INSPECTOR).person).deed(Deed.QC_PASS, order_id=order_id):
        pass
    assert entries(store)[-1].person_id == make.desk(store, make.INSPECTOR).person.id


def test_numbers_of_a_year_have_no_gap(store: Store) -> None:
    too_late = make.checkin_form(promised_at=store.clock.now())
    for number in range(3):
        make.order(store, form=make.another_car(number))
        with refused(store, "promise.past"):
            check_in(make.desk(store), too_late, signatures=make.signatures(store))
    with Session(store.engine) as session:
        numbers = session.scalars(select(ServiceOrder.number).order_by(ServiceOrder.id)).all()
        last = session.get_one(NumberSeries, ("WX", 2026)).last
    assert numbers == ["WX2026000001", "WX2026000002", "WX2026000003"]
    assert last == 3


def test_a_day_s_work_leaves_a_whole_chain(store: Store) -> None:
    make.order(store, stage=Stage.DELIVERED)
    with make.desk(store).look() as session:
        verdict = chain.verify(session, store.chain_key)
    assert verdict.broken_seq is None
    assert verdict.entries == audit_count(store.engine) > 20
