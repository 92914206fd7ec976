"""Complaints in the window: the list, how one gets there from an order or from anywhere, what each post sees."""

from datetime import timedelta

import make
import pytest
from complaint_counter import CTRL, FIRST, Key, Seat
from hands import type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.care.complaints.end import merge, withdraw
from app.care.complaints.queries import complaints
from app.care.complaints.register import Entry
from app.care.complaints.states import ComplaintState
from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.queries import head
from app.order.workflow import Stage
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from tests.complaint_steps import CARE, ENTRY, complaint
from ui.care.complaints.complaints_page import ComplaintsPage
from ui.order.timeline import TimelineList
from ui.shell.finding import find_hits
from ui.shell.palette_list import EntryKind, entries_of
from ui.widgets.catalogue_popup import CataloguePopup
from ui.widgets.chips import Chips

State = ComplaintState


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
