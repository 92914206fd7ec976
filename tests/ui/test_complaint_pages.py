"""Complaints in the window: written down, answered, solved with a second person's PIN, closed; by keys and by mouse."""

from dataclasses import replace
from datetime import timedelta

import make
import pytest
from complaint_counter import CTRL, FIRST, SECOND, Key, Seat
from hands import type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.care.complaints.end import merge, withdraw
from app.care.complaints.investigate import investigate
from app.care.complaints.queries import complaints
from app.care.complaints.register import Entry, change_complaint
from app.care.complaints.states import CompensationKind, ComplaintChannel, ComplaintState
from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.queries import head
from app.order.workflow import Stage
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.staff.store_head import name_store_head
from app.upkeep.demo import PIN
from tests.complaint_steps import CARE, ENTRY, FINDINGS, MANAGER, complaint, mended
from ui.care.complaints.complaints_page import ComplaintsPage
from ui.order.timeline import TimelineList
from ui.shell.finding import find_hits
from ui.shell.palette_list import EntryKind, entries_of
from ui.widgets.catalogue_popup import CataloguePopup
from ui.widgets.chips import Chips

State = ComplaintState


def test_the_whole_way_by_keys_with_the_manager_s_pin_on_the_spot(seat: Seat) -> None:
    counter = seat(CARE)
    counter.window.go("complaints")
    counter.rest()
    counter.press(Key.Key_N, CTRL)
    assert QApplication.focusWidget() is counter.find("complaint.claim")
    type_words(counter.find("complaint.claim"), ENTRY.claim)
    counter.press(Key.Key_Tab)
    type_words(counter.find("complaint.wish"), ENTRY.wish)
    counter.press(Key.Key_Tab)
    assert QApplication.focusWidget() is counter.find("complaint.name")
    type_words(counter.find("complaint.name"), ENTRY.name)
    counter.press(Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), ENTRY.phone)
    counter.accept()
    assert counter.page.title == FIRST

    assert QApplication.focusWidget() is counter.find("complaint.reply")
    type_words(counter.find("complaint.reply"), "今天下午给您答复。")
    counter.accept()

    for name in ("facts", "heard", "evidence", "cause"):
        assert QApplication.focusWidget() is counter.find(f"complaint.{name}"), name
        type_words(counter.find(f"complaint.{name}"), str(getattr(FINDINGS, name)))
        counter.press(Key.Key_Tab)
    counter.press(Key.Key_Space)
    counter.accept()

    type_words(counter.find("complaint.solution"), "免费重做")
    counter.press(Key.Key_Tab)
    type_words(counter.find("complaint.explanation"), "接口没有拧紧")
    counter.press(Key.Key_Tab)
    for _chip in range(2):
        counter.press(Key.Key_Right)
    counter.press(Key.Key_Space)
    counter.press(Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "50")
    counter.accept()
    assert counter.sees("step_up") and counter.view().solution is None
    QTest.keyClicks(QApplication.focusWidget(), PIN)
    counter.press(Key.Key_Return)
    solution = counter.view().solution
    assert solution is not None
    assert (solution.compensation, solution.amount_fen) == (CompensationKind.VOUCHER, 5_000)
    assert solution.approved_by == "周明远"

    counter.press(Key.Key_Space)
    counter.press(Key.Key_Tab)
    type_words(QApplication.focusWidget() or counter.window, "可以")
    counter.accept()
    type_words(counter.find("complaint.execution"), "已重做")
    counter.press(Key.Key_Tab)
    type_words(counter.find("complaint.preventive_measure"), "压力复检")
    counter.accept()
    counter.press(Key.Key_Space)
    counter.accept()
    seen = counter.view()
    assert (seen.row.state, seen.solution and seen.solution.answer) == (State.CLOSED_SATISFIED, "可以")
    counter.press(Key.Key_P, CTRL)
    assert counter.sees("paper.view")
    counter.press(Key.Key_Escape)
    assert not counter.sees("paper.view")


def test_the_list_shows_what_is_late_first_in_red_and_opens_it(seat: Seat, store: Store) -> None:
    late, new = complaint(store, State.SOLUTION_PROPOSED), complaint(store)
    assert isinstance(store.clock, FrozenClock)
    store.clock.advance(timedelta(hours=10))
    between = complaint(store)
    store.clock.advance(timedelta(hours=40))
    counter = seat(CARE)
    QTest.mouseClick(counter.find("shell.rail.complaints"), Qt.MouseButton.LeftButton)
    counter.rest()
    page = counter.window.workspace.page()
    assert isinstance(page, ComplaintsPage)
    rows = page.table.table.rows
    assert [row.id for row in rows] == [new, between, late], "what was due first is the furthest behind"
    due = page.table.table.columns[0]
    assert due.tone is not None and due.tone(rows[0]) == "bad"
    assert "h late" in due.value(rows[0]) or "day late" in due.value(rows[0])
    assert page.head.beside.text() == "3 overdue"
    page.table.setFocus()
    counter.press(Key.Key_Down)
    counter.press(Key.Key_Down)
    counter.press(Key.Key_Return)
    assert counter.page.title == FIRST
    counter.press(Key.Key_Escape)
    assert counter.window.workspace.here == "complaints"


def test_those_that_have_ended_stand_apart(seat: Seat, store: Store) -> None:
    complaint(store, State.CLOSED_SATISFIED)
    counter = seat(CARE)
    counter.window.go("complaints")
    counter.rest()
    assert counter.sees("complaints.none")
    chips = counter.find("complaints.shown")
    assert isinstance(chips, Chips)
    QTest.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.area_of("ended").center().toPoint())
    counter.rest()
    page = counter.window.workspace.page()
    assert isinstance(page, ComplaintsPage)
    assert [row.state for row in page.table.table.rows] == [State.CLOSED_SATISFIED]
    assert complaints(counter.desk).rows == ()


def test_from_an_order_it_is_begun_with_its_number(seat: Seat, store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    number = head(make.desk(store), order_id).number
    counter = seat(make.ADVISOR)
    counter.window.go("order", number)
    counter.rest()
    order_page = counter.window.workspace.page()
    assert order_page is not None
    next(one for one in order_page.commands() if one.words == "Complain about this visit").deed()
    counter.rest()
    assert counter.find("complaint.concerns").property("text") == number
    whose = [counter.find(f"complaint.{name}").property("placeholderText") for name in ("name", "phone")]
    assert whose[0] == "王建军" and "****" in whose[1], "who is taken from the order stands there at once"
    counter.fill("concerns", "苏A00000")
    assert counter.find("complaint.name").property("placeholderText") == ""
    counter.fill("concerns", number)
    counter.fill("claim", "交车时没人讲解")
    counter.click("complaint.save")
    assert counter.view().row.name == "王建军"
    assert papers_of(counter.desk, order_id)[-1].kind is not PaperKind.COMPLAINT
    link = counter.find("complaint.order")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    counter.rest()
    assert counter.window.workspace.here == "order"
    next(one for one in order_page.commands() if one.words == "Go to the open complaint").deed()
    counter.rest()
    assert counter.page.title == FIRST


@pytest.mark.parametrize("key", [None, Key.Key_Return, Key.Key_Space])
def test_the_pill_of_an_order_leads_to_its_open_complaint(seat: Seat, store: Store, key: Key | None) -> None:
    number = head(make.desk(store), make.order(store, stage=Stage.DELIVERED)).number
    complaint(store, entry=Entry("没讲解", concerns=number))
    counter = seat(CARE)
    counter.window.go("order", number)
    counter.rest()
    counter.window.resize(1920, 1080)
    counter.rest()
    if key is None:
        counter.click("order.open_complaint")
    else:
        counter.find("order.open_complaint").setFocus()
        counter.press(key)
    assert counter.page.title == FIRST


def test_the_archive_names_the_complaint_that_keeps_an_order_out(seat: Seat, store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    number = head(make.desk(store), order_id).number
    found = complaint(store, entry=Entry("没讲解", concerns=number))
    counter = seat(CARE)
    counter.window.go("order", number)
    counter.rest()
    page = counter.window.workspace.page()
    assert page is not None and page.primary_words() == "Archive the order"
    assert [words for _name, words in page.missing()] == ["Open complaint"]
    withdraw(make.desk(store, CARE), found, reason="误会")
    page.refresh()
    counter.rest()
    assert page.missing() == ()


def test_the_order_s_timeline_says_where_it_went_and_what_the_customer_said(seat: Seat, store: Store) -> None:
    number = head(make.desk(store), make.order(store, stage=Stage.DELIVERED)).number
    complaint(store, State.CLOSED_SATISFIED, entry=Entry("没讲解", concerns=number))
    complaint(store, entry=ENTRY)
    third = complaint(store, entry=Entry("没讲解", concerns=number))
    merge(make.desk(store, CARE), third, into_number="TS2026000002", reason="同一件事")
    counter = seat(CARE)
    counter.window.go("order", number)
    counter.rest()
    lists = counter.window.findChildren(TimelineList)
    spoken = "\n".join(one.accessibleDescription() for one in lists)
    assert all(words in spoken for words in ("TS2026000002", "同一件事", "Satisfied now"))


def test_a_technician_may_write_one_down_and_reads_whose_it_is_then(seat: Seat) -> None:
    counter = seat(make.TECHNICIAN)
    counter.open("new")
    counter.fill("claim", ENTRY.claim)
    counter.fill("name", ENTRY.name)
    counter.fill("phone", ENTRY.phone)
    counter.accept()
    assert counter.view().row.state is State.REGISTERED
    assert counter.sees("complaint.whose") and not counter.sees("complaint.reply")
    assert "Service advisor" in counter.find("complaint.whose").accessibleName()
    assert not counter.sees("complaint.more")
    assert counter.find("complaint.phone_shown").property("text") == "140****0020"


def test_what_is_missing_is_said_and_leads_there(seat: Seat) -> None:
    counter = seat(CARE)
    counter.open("new")
    assert [name for name, _words in counter.page.missing()] == ["complaint.claim", "complaint.name"]
    counter.fill("claim", ENTRY.claim)
    counter.fill("name", ENTRY.name)
    counter.pick("channel", "authority")
    assert [name for name, _words in counter.page.missing()] == ["complaint.authority_reference"]
    counter.fill("authority_reference", "12315 2026-1")
    counter.fill("concerns", "苏A00000")
    counter.accept()
    assert "neither an order nor a car" in counter.error("concerns")
    assert QApplication.focusWidget() is counter.find("complaint.concerns")
    assert counter.find("complaint.name").property("text") == ENTRY.name
    assert complaints(counter.desk).open == 0


def test_a_wrong_pin_keeps_what_was_typed_and_nothing_is_told(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.fill("solution", "免费重做")
    counter.fill("explanation", "抱歉")
    counter.pick("compensation", "money")
    counter.fill("amount", "三百")
    counter.accept()
    assert "not an amount" in counter.error("amount")
    counter.fill("amount", "300")
    counter.accept()
    counter.agree("246810")
    assert counter.sees("step_up.pin.error") and counter.view().solution is None
    counter.press(Key.Key_Escape)
    assert not counter.sees("step_up")
    assert counter.find("complaint.amount").property("text") == "300"
    counter.fill("amount", "2000.01")
    assert not counter.sees("step_up")
    assert "a manager asks" in counter.error("amount"), "said at once, before a name is asked for"
    assert not counter.sees("complaint.head") and counter.page.missing() == ()
    counter.accept()
    assert "a manager asks" in counter.error("amount") and counter.view().solution is None
    counter.fill("amount", "20")
    assert not counter.sees("complaint.amount.error")


def test_above_the_manager_s_limit_the_store_head_reads_and_signs(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.fill("solution", "更换总成并补偿")
    counter.fill("explanation", "诊断不到位")
    counter.pick("compensation", "money")
    counter.fill("amount", "2600")
    assert counter.page.missing() == () and counter.find("complaint.head").property("text") == "沈国栋"
    assert counter.find("complaint.head").property("readOnly"), "nobody types a store head"
    counter.accept()
    read = " ".join(label.text() for label in counter.find("sign.document").findChildren(QLabel))
    assert "¥2,600.00" in read and "更换总成并补偿" in read and FIRST in read
    assert counter.find("sign.cancel").accessibleName() == "Back without signing", "no advisor gets the screen back"
    counter.sign()
    solution = counter.view().solution
    assert solution is not None and (solution.head_name, solution.amount_fen) == ("沈国栋", 260_000)
    assert counter.sees("complaint.taken")


def test_without_a_store_head_it_says_at_the_amount_where_one_is_named(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    name_store_head(make.desk(store, MANAGER), name="")
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.pick("compensation", "money")
    counter.fill("amount", "2600")
    assert "Settings · Store" in counter.error("amount") and not counter.sees("complaint.head")


def test_the_person_complained_about_is_told_who_verifies(seat: Seat, store: Store) -> None:
    about = make.desk(store, CARE).person.id
    complaint(store, State.VERIFYING, entry=replace(ENTRY, about_id=about))
    counter = seat(CARE)
    counter.open(FIRST)
    assert "somebody else of" in counter.find("complaint.whose").accessibleName()
    assert not counter.sees("complaint.grade")
    counter.accept()
    assert counter.view().row.state is State.VERIFYING
    manager = seat(MANAGER)
    manager.open(FIRST)
    assert manager.sees("complaint.grade") and not manager.sees("complaint.whose")


def test_not_satisfied_it_is_investigated_anew_with_what_was_found(seat: Seat, store: Store) -> None:
    complaint(store, State.VERIFYING)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.pick("grade", "unsatisfied")
    counter.accept()
    assert "how often you rang" in counter.error("words")
    counter.fill("words", "还是响")
    counter.accept()
    assert counter.view().reopen_count == 1
    assert counter.find("complaint.cause").property("plainText") == FINDINGS.cause


def test_a_customer_who_is_present_signs_the_record(seat: Seat, store: Store) -> None:
    complaint(store, State.VERIFYING)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.pick("grade", "satisfied")
    assert not counter.sees("complaint.is_here"), "by telephone nobody signs"
    counter.pick("contact_by", "counter")
    counter.click("complaint.is_here")
    counter.accept()
    assert counter.view().row.state is State.VERIFYING
    read = " ".join(label.text() for label in counter.find("sign.document").findChildren(QLabel))
    for words in (ENTRY.claim, FINDINGS.facts, FINDINGS.cause, "The store", "已重做，压力正常", "Satisfied"):
        assert words in read, words
    counter.press(Key.Key_Escape)
    assert counter.view().row.state is State.VERIFYING
    counter.accept()
    counter.sign()
    seen = counter.view()
    assert seen.row.state is State.CLOSED_SATISFIED
    assert seen.papers[0].signed_by == ("周明远", "罗菲")


def test_what_changed_under_the_customer_s_hand_is_not_signed(seat: Seat, store: Store) -> None:
    found = complaint(store, State.VERIFYING)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.pick("contact_by", "counter")
    counter.pick("grade", "satisfied")
    counter.click("complaint.is_here")
    counter.accept()
    was = mended(counter.view())
    change_complaint(make.desk(store, CARE), found, mended=replace(was, claim="没有意见"), seen=was)
    counter.sign()
    assert counter.view().row.state is State.VERIFYING and counter.view().papers == ()


def test_two_desks_on_one_investigation_see_both_versions(seat: Seat, store: Store) -> None:
    found = complaint(store, State.SOLUTION_PROPOSED)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Mend the investigation")
    counter.fill("cause", "人为")
    investigate(make.desk(store, MANAGER), found, findings=replace(FINDINGS, cause="密封圈老化"), seen=FINDINGS)
    counter.accept()
    assert counter.sees("conflict") and counter.view().cause == "密封圈老化"
    assert counter.find("complaint.cause").property("plainText") == "人为", "nothing typed is lost"
    counter.click("conflict.mine.cause")
    counter.accept()
    assert counter.view().cause == "人为"


def test_what_was_written_down_is_mended_and_esc_leaves_it(seat: Seat, store: Store) -> None:
    complaint(store)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Mend the complaint")
    counter.fill("wish", "退款")
    counter.press(Key.Key_Escape)
    assert counter.sees("complaint.reply") and not counter.sees("complaint.wish")
    counter.run("Mend the complaint")
    counter.pick("level", "serious")
    counter.accept()
    seen = counter.view()
    assert (seen.wish, seen.row.level.value) == ("退款", "serious")
    clock = seen.row.clocks[0]
    assert clock.target_at - seen.row.received_at == timedelta(hours=6)


def test_an_authority_s_deadline_is_a_clock_that_is_mended_with_a_reason(seat: Seat, store: Store) -> None:
    by_authority = replace(
        ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315 2026-1", authority_due="11-30 17:00"
    )
    complaint(store)
    complaint(store, entry=by_authority)
    counter = seat(CARE)
    counter.open(SECOND)
    assert "left" in counter.find("complaint.clock.authority").accessibleName()
    counter.run("Mend the complaint")
    assert counter.find("complaint.authority_due").property("text") == "2026-11-30 17:00"
    assert not counter.sees("complaint.due_reason")
    counter.fill("authority_due", "12-01 9:00")
    counter.rest()
    assert counter.sees("complaint.due_reason")
    assert counter.sees("shell.missing.complaint.due_reason"), "the bar says so at once"
    counter.fill("due_reason", "看错了一行")
    counter.accept()
    assert counter.view(SECOND).authority_due == "2026-12-01 09:00"
    counter.open(FIRST)
    assert not counter.sees("complaint.clock.authority")


def test_two_desks_on_one_deadline_of_an_authority_see_both(seat: Seat, store: Store) -> None:
    by_authority = replace(
        ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315 2026-1", authority_due="11-30 17:00"
    )
    found = complaint(store, entry=by_authority)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Mend the complaint")
    was = mended(counter.view())
    other = replace(was, authority_due="12-02 09:00")
    change_complaint(make.desk(store, MANAGER), found, mended=other, seen=was, due_reason="看错")
    counter.fill("authority_due", "12-01 9:00")
    counter.fill("due_reason", "看错了一行")
    counter.accept()
    counter.click("conflict.mine.authority_due")
    counter.accept()
    assert counter.view().authority_due == "2026-12-01 09:00"


@pytest.mark.parametrize(
    ("words", "field", "typed", "state"),
    [
        ("Withdraw the complaint", "", "", State.WITHDRAWN),
        ("Merge into another complaint", "main", "TS2026000002", State.MERGED),
        ("Close without agreement", "authority_decision", "市监局调解终结", State.CLOSED_NO_AGREEMENT),
    ],
)
def test_it_ends_otherwise_with_a_reason(
    seat: Seat, store: Store, words: str, field: str, typed: str, state: ComplaintState
) -> None:
    by_authority = replace(ENTRY, channel=ComplaintChannel.AUTHORITY, authority_reference="12315 2026-1")
    complaint(store, entry=by_authority)
    complaint(store)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.run(words)
    counter.fill("reason", "客户说是误会")
    if state is State.CLOSED_NO_AGREEMENT:
        counter.accept()
        assert "so far there are 0" in counter.error("authority_decision")
    if field:
        counter.fill(field, typed)
    counter.accept()
    assert counter.view().row.state is state
    assert not counter.sees("complaint.reason")


def test_the_number_is_shown_and_copied_once_asked_for(seat: Seat, store: Store) -> None:
    complaint(store)
    counter = seat(CARE)
    counter.open(FIRST)
    QTest.mouseClick(counter.find("complaint.phone_shown"), Qt.MouseButton.LeftButton)
    counter.rest()
    assert QApplication.clipboard().text() == ENTRY.phone
    assert counter.find("complaint.phone_shown").property("text") == "140 0000 0020"
    assert counter.window.workspace.leave(), "as the lock does"
    counter.rest()
    assert counter.find("complaint.phone_shown").property("text") == "140****0020"


def test_it_is_found_from_anywhere_and_a_new_one_too(seat: Seat, store: Store) -> None:
    complaint(store)
    hits = find_hits(make.desk(store), "罗菲")
    entries = entries_of("罗菲", hits, (), create=False)
    assert [entry.words for entry in entries if entry.kind is EntryKind.COMPLAINT] == [FIRST]
    counter = seat(make.ADVISOR)
    counter.window.palette_box.opened.emit(next(hit for hit in hits if hit.kind == "complaint"))
    counter.rest()
    assert counter.page.title == FIRST
    counter.window.go("board")
    counter.rest()
    counter.press(Key.Key_K, CTRL)
    QTest.keyClicks(counter.find("palette.input"), "tousu")
    counter.press(Key.Key_Return)
    assert counter.window.workspace.here == "complaint" and counter.sees("complaint.claim")


def test_at_check_in_a_complaint_is_neither_a_car_nor_a_person(seat: Seat, store: Store) -> None:
    complaint(store)
    counter = seat(make.ADVISOR)
    counter.window.go("checkin")
    counter.rest()
    find = counter.find("checkin.find")
    find.setFocus()
    type_words(find, "罗菲")
    counter.rest()
    popup = counter.window.findChild(CataloguePopup, "checkin.find.list")
    assert popup is not None and popup.isVisible()
    assert [offer.key for offer in popup.offers] == ["new:罗菲"]


def test_whose_the_step_was_is_not_said_over_a_new_complaint(seat: Seat, store: Store) -> None:
    complaint(store, State.INVESTIGATING)
    counter = seat(make.ADVISOR)
    counter.open(FIRST)
    assert counter.sees("complaint.whose")
    counter.open("new")
    assert counter.sees("complaint.claim") and not counter.sees("complaint.whose")
