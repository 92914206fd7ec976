"""A person is erased: nothing living names them, the chain stays whole, a restored backup erases them again."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import make
import pytest
from sqlalchemy import Column, String, Table, select, text, update

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Refusal
from app.order.agreement.consent_ways import AnswerWay
from app.order.arrival.arrive import arrive
from app.order.arrival.take_away import take_away
from app.order.checkin.form import CheckinForm
from app.order.delay import move_promise
from app.order.notes import write_note
from app.order.quote.edit import add_item
from app.order.quote.offer import decide
from app.order.supplement.answer import Answer, record_answer
from app.order.supplement.price import Written, begin, send, write_down
from app.order.workflow import Stage
from app.overview.papers import open_paper
from app.overview.search_box import search
from app.paper.queries import papers_of
from app.privacy.audit_words import blanked_for_nobody
from app.privacy.copy_of_data import copy_of_data
from app.privacy.erase import ask_erasure, erase, erase_again, withdraw_erasure
from app.privacy.erased_list import remembered
from app.privacy.free_text import FREE_TEXT, OF_COMPLAINTS
from app.privacy.people import people
from app.privacy.tables import Erasure
from app.records.catalogue.categories import Decision, LineKind
from app.records.customers.tables import Customer
from app.records.staff.step_up import step_up
from app.trust import chain
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.upkeep.demo import PASSWORD
from app.upkeep.opening import FILE_NAME, open_store
from app.upkeep.schema import METADATA
from tests.refusing import refused

# Where the law wants a person kept: the frozen papers and their signatures.
EVIDENCE = {"paper", "paper_signature"}
CANARIES = 50


def canary(number: int) -> CheckinForm:
    """A person nobody else is called like, in another car each."""
    name = f"金丝雀{chr(0x4E00 + 37 * number)}{chr(0x5200 + 41 * number)}"
    return replace(
        make.another_car(number), customer_name=name, phone=f"1409{number:07d}",
        customer_statement=f"{name}说：刹车响", representative_name=f"送{name}", representative_relation="配偶",
        representative_phone=f"1408{number:07d}", is_authorised_by_owner=True,
    )  # fmt: skip


def approval(desk: Desk, deed: Deed = Deed.ERASURE_DO) -> Approval:
    return step_up(desk, deed, make.MANAGER, pin=PASSWORD)


def only_customer(desk: Desk) -> int:
    with desk.look() as session:
        return session.scalars(select(Customer.id)).one()


def erased(desk: Desk, customer_id: int) -> None:
    ask_erasure(desk, customer_id)
    erase(desk, customer_id, approval=approval(desk))


def tables_naming(store: Store, words: str) -> set[str]:
    """Every table in which some cell has these words."""
    found = set()
    with store.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            for row in connection.execute(text(f'SELECT * FROM "{table.name}"')):
                if any(words in str(cell) for cell in row):
                    found.add(table.name)
    return found


@pytest.fixture
def desk(store: Store) -> Desk:
    """An advisor; the one customer's car was repaired and left."""
    make.order(store, stage=Stage.DELIVERED, form=canary(1))
    return make.desk(store)


def come_and_gone(desk: Desk, form: CheckinForm) -> None:
    """The same car drives in once more and is taken away again before anybody received it."""
    arrival = arrive(desk, typed=f"{form.plate} {form.customer_name}来问价")
    take_away(desk, arrival, reason=f"{form.customer_name}有急事先走")


def test_nothing_living_names_an_erased_person(desk: Desk, tmp_path: Path) -> None:
    one, form = only_customer(desk), canary(1)
    desk.keep_draft("checkin", content=f'{{"customer_name": "{form.customer_name}"}}')
    with desk.look() as session:
        order_id = session.execute(text("SELECT id FROM service_order")).scalar_one()
    write_note(desk, order_id, text=f"{form.customer_name}要求电话联系")
    come_and_gone(desk, form)
    copied = approval(desk, Deed.DATA_COPY)
    copy_of_data(desk, one, to=tmp_path / "copy.zip", reason=f"{form.customer_name}本人要求", approval=copied)
    assert {"audit_words", "arrival"} <= tables_naming(desk.store, form.customer_name)
    erased(desk, one)
    for words in (form.customer_name, form.phone, form.representative_phone, form.representative_name):
        assert tables_naming(desk.store, words) <= EVIDENCE, words
    assert search(desk, form.customer_name) == () == search(desk, form.phone)
    assert [row.erased_at is not None for row in people(desk).rows] == [True]


# Of a visit's rows: chosen from a list, numbers and digests, names of what was done, or the person's name itself.
NO_FREE_TEXT = {
    "number", "settlement_number", "digest", "plate", "plate_type", "vin", "model_name", "owner_name", "code",
    "name_zh", "name_en", "unit", "brand", "quality_class", "finding_item", "invoice_number", "invoice_state",
    "file_sha256", "evidence_file_sha256", "paper_number", "channel", "level", "subject", "severity", "head_digest",
}  # fmt: skip


def words_of_visits(orders: set[str]) -> Iterator[tuple[Table, Column[str]]]:
    """Every text column of every table that hangs on an order, by whatever row; found from the schema alone."""
    hanging = {"service_order"}
    while more := {
        table.name for table in METADATA.sorted_tables
        if table.name not in hanging | orders and any(key.column.table.name in hanging for key in table.foreign_keys)
    }:  # fmt: skip
        hanging |= more
    hanging.add("checklist_answer")
    for table in METADATA.sorted_tables:
        for column in table.columns if table.name in hanging else ():
            is_words = type(column.type) is String and not column.foreign_keys
            if is_words and column.name not in NO_FREE_TEXT:
                yield table, column


def test_no_free_text_of_a_visit_is_forgotten(desk: Desk) -> None:
    """Whatever text column the schema gains: it is erased, or stands on the list above for a reason."""
    words = list(words_of_visits(EVIDENCE))
    listed = {**FREE_TEXT, **OF_COMPLAINTS}
    kept_rows = {(key.class_.__tablename__, column) for key, columns in listed.items() for column in columns}
    by_another = {("payment", "reference"), ("work_pause", "reason"), ("checklist_answer", "remark")}
    whole_rows = {("order_note", "text"), ("valuable_item", "name"), ("valuable_item", "place")}
    assert {(table.name, column.name) for table, column in words} == kept_rows | by_another | whole_rows
    with desk.store.engine.begin() as connection:
        for table, column in words:
            connection.execute(update(table).values({column.name: "李金丝雀来过"}))
    assert {"check_in", "order_line", "payment", "quality_check", "checklist_answer"} <= tables_naming(
        desk.store, "李金丝雀来过"
    )
    erased(desk, only_customer(desk))
    assert tables_naming(desk.store, "李金丝雀来过") == set()


def test_the_car_is_still_found_by_its_plate(desk: Desk) -> None:
    erased(desk, only_customer(desk))
    assert [hit.title for hit in search(desk, canary(1).plate)]


def test_the_picture_of_a_message_goes_with_the_papers(store: Store, tmp_path: Path) -> None:
    order_id = make.order(store, stage=Stage.IN_WORK)
    advisor = make.desk(store)
    begin(advisor, order_id)
    write_down(advisor, order_id, written=Written("雨刮老化"))
    line = add_item(advisor, order_id, kind=LineKind.LABOUR, code="LB-R013")
    send(advisor, order_id)
    decide(advisor, order_id, decisions=((line, Decision.REFUSED),))
    picture = store.blobs.put(b"%PDF-1.4 a message")
    said = Answer(AnswerWay.MESSAGE_CONFIRMED, "14000000001", said="先不做", evidence=picture)
    number = record_answer(advisor, order_id, answer=said)
    make.go_on(store, order_id, stage=Stage.CLOSED)
    target = tmp_path / "copy.zip"
    copy_of_data(
        advisor, only_customer(advisor), to=target, reason="本人要求", approval=approval(advisor, Deed.DATA_COPY)
    )
    with zipfile.ZipFile(target) as file:
        assert f"papers/{number}-message.pdf" in file.namelist()
    erased(advisor, only_customer(advisor))
    assert store.blobs.path(picture).exists()
    assert isinstance(store.clock, FrozenClock)
    store.clock.advance(timedelta(days=6 * 366))
    erase_again(advisor)
    assert not store.blobs.path(picture).exists()
    assert tables_naming(store, "先不做") == set()


def test_the_papers_stay_as_evidence_and_open(desk: Desk) -> None:
    erased(desk, only_customer(desk))
    with desk.look() as session:
        order_id = session.execute(text("SELECT id FROM service_order")).scalar_one()
    papers = papers_of(desk, order_id)
    assert len(papers) > 5
    assert open_paper(desk, papers[0].id).startswith(b"%PDF")


def test_the_chain_stays_whole(desk: Desk) -> None:
    erased(desk, only_customer(desk))
    with desk.look() as session:
        assert chain.verify(session, desk.store.chain_key).broken_seq is None
        assert blanked_for_nobody(session) == ()


def test_it_needs_a_request_and_a_second_person(desk: Desk) -> None:
    one = only_customer(desk)
    agreed = approval(desk)
    with refused(desk, "erasure.not_asked"):
        erase(desk, one, approval=agreed)
    ask_erasure(desk, one)
    with refused(desk, "deed.needs_approval"):
        erase(desk, one)


def test_a_request_can_be_taken_back(desk: Desk) -> None:
    one = only_customer(desk)
    with refused(desk, "erasure.not_asked"):
        withdraw_erasure(desk, one)
    ask_erasure(desk, one)
    withdraw_erasure(desk, one)
    assert people(desk).rows[0].asked_at is None


def test_not_while_the_car_is_in_the_house(store: Store) -> None:
    make.order(store, form=canary(1))
    desk = make.desk(store)
    one = only_customer(desk)
    ask_erasure(desk, one)
    agreed = approval(desk)
    with refused(desk, "erasure.open_order"):
        erase(desk, one, approval=agreed)


def test_who_is_erased_is_not_erased_again_nor_asked_for_a_consent(desk: Desk) -> None:
    one = only_customer(desk)
    erased(desk, one)
    with refused(desk, "consent.erased"):
        ask_erasure(desk, one)


def test_papers_go_when_their_time_is_over(desk: Desk) -> None:
    one = only_customer(desk)
    scan = desk.store.blobs.put(b"%PDF-1.4 the sheet signed with a pen")
    with desk.store.engine.begin() as connection:
        connection.execute(text(f"UPDATE paper_signature SET scan_file_sha256 = '{scan}'"))
    erased(desk, one)
    with desk.look() as session:
        until = session.scalars(select(Erasure.kept_until)).one()
        order_id = session.execute(text("SELECT id FROM service_order")).scalar_one()
    assert until is not None and until.year == 2032
    assert erase_again(desk) == 0
    papers = papers_of(desk, order_id)
    clock = desk.store.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(timedelta(days=6 * 366))
    erase_again(desk)
    for words in (canary(1).customer_name, canary(1).phone):
        assert tables_naming(desk.store, words) == set()
    with pytest.raises(Refusal) as said:
        open_paper(desk, papers[0].id)
    assert said.value.code == "paper.erased"
    assert not desk.store.blobs.path(scan).exists()
    assert papers_of(desk, order_id)[0].number == papers[0].number
    assert erase_again(desk) == 0


def test_fifty_people_are_found_only_where_allowed_also_after_an_old_backup(store: Store, tmp_path: Path) -> None:
    for number in range(CANARIES):
        order_id = make.order(store, form=canary(number), stage=Stage.CHECKED_IN)
        move_promise(
            make.desk(store), order_id, promised_at=store.clock.now() + timedelta(hours=9),
            reason=f"{canary(number).customer_name}晚到", channel="phone", answer="同意",
        )  # fmt: skip
    desk = make.desk(store)
    with store.engine.begin() as connection:  # their cars are gone: told by SQL, for this is not about repairs
        connection.execute(text("UPDATE service_order SET stage = 'delivered', delivered_at = checked_in_at"))
    old = tmp_path / "old"
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(store.folder, old)
    with desk.look() as session:
        everybody = list(session.scalars(select(Customer.id)))
    agreed = approval(desk)
    for customer_id in everybody:
        ask_erasure(desk, customer_id)
        erase(desk, customer_id, approval=agreed)
    _found_only_where_allowed(store)
    # The old database comes back, the list beside it stays: that is what restoring does.
    store.engine.dispose()
    for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
        (store.folder / name).unlink(missing_ok=True)
    shutil.copy(old / FILE_NAME, store.folder / FILE_NAME)
    again = open_store(store.folder / FILE_NAME, clock=store.clock)
    assert erase_again(make.desk(again)) == CANARIES
    _found_only_where_allowed(again)
    again.engine.dispose()


def _found_only_where_allowed(store: Store) -> None:
    everywhere = {table.name: "" for table in METADATA.sorted_tables}
    with store.engine.connect() as connection:
        for name in everywhere:
            rows = connection.execute(text(f'SELECT * FROM "{name}"')).all()
            everywhere[name] = "\n".join(str(tuple(row)) for row in rows)
        connection.rollback()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    beside = b"".join(
        path.read_bytes() for path in store.folder.iterdir() if path.is_file() and not path.name.startswith(FILE_NAME)
    )
    for number in range(CANARIES):
        form = canary(number)
        for words in (form.customer_name, form.phone, form.representative_phone):
            at = {name for name, cells in everywhere.items() if words in cells}
            assert at <= EVIDENCE, f"{words} in {at}"
            assert words.encode() not in beside


def test_without_the_sweep_the_canaries_are_seen(desk: Desk) -> None:
    """The control: before erasing, this way of looking does find them."""
    assert {"customer", "service_order", "check_in", "search_entry"} <= tables_naming(
        desk.store, canary(1).customer_name
    )


def test_a_list_that_was_left_behind_is_written_anew(desk: Desk) -> None:
    one = only_customer(desk)
    erased(desk, one)
    (desk.store.folder / "forecourt.erased").unlink()
    assert erase_again(desk) == 0
    assert remembered(desk.store) == (one,)


def test_a_torn_or_forged_line_of_the_list_erases_nobody(desk: Desk) -> None:
    (desk.store.folder / "forecourt.erased").write_text('{"customer": 1, "mac": "0"}\n{"cust', encoding="ascii")
    assert erase_again(desk) == 0
    assert people(desk).rows[0].erased_at is None


def test_a_copy_of_an_erased_person_is_refused(desk: Desk, tmp_path: Path) -> None:
    one = only_customer(desk)
    erased(desk, one)
    agreed = approval(desk, Deed.DATA_COPY)
    with refused(desk, "consent.erased"):
        copy_of_data(desk, one, to=tmp_path / "copy.zip", reason="本人要求", approval=agreed)
    assert not (tmp_path / "copy.zip").exists()
