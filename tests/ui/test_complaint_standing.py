"""Complaints in front for a while: the cursor, the clocks that run, papers that lie open, what is not offered."""

from dataclasses import replace
from datetime import timedelta

import make
from complaint_counter import CTRL, FIRST, SECOND, Counter, Key, Seat
from hands import type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from app.care.complaints.carry_out import record_answer_to_solution
from app.care.complaints.end import merge
from app.care.complaints.register import Entry
from app.care.complaints.states import ComplaintState
from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.queries import head
from app.order.workflow import Stage
from tests.complaint_steps import CARE, ENTRY, MANAGER, complaint
from ui.care.complaints.complaints_page import ComplaintsPage
from ui.shell.finding import find_hits
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.table import TableView
from ui.widgets.table_paint import CELL_GAP, SIDE

State = ComplaintState
ALT = Qt.KeyboardModifier.AltModifier


def has_cursor(counter: Counter, name: str) -> bool:
    """Whether the cursor is there."""
    return QApplication.focusWidget() is counter.find(name)


def listed(counter: Counter) -> ComplaintsPage:
    page = counter.window.workspace.page()
    assert isinstance(page, ComplaintsPage)
    return page


def find(counter: Counter, words: str) -> None:
    """Open by the search box what these words find."""
    counter.press(Key.Key_K, CTRL)
    hit = next(one for one in find_hits(counter.desk, words) if one.kind == "complaint")
    counter.window.palette_box.close_up()
    counter.window.palette_box.opened.emit(hit)
    counter.rest()


def test_another_complaint_does_not_come_up_behind_a_record(seat: Seat, store: Store) -> None:
    complaint(store, State.CLOSED_SATISFIED)
    complaint(store, entry=replace(ENTRY, name="林小满"))
    counter = seat(CARE)
    counter.open(FIRST)
    counter.press(Key.Key_P, CTRL)
    assert counter.sees("paper.view")
    find(counter, "林小满")
    assert counter.page.title == SECOND and not counter.sees("paper.view")
    assert has_cursor(counter, "complaint.reply")


def test_one_that_was_merged_offers_no_record(seat: Seat, store: Store) -> None:
    merged = complaint(store)
    complaint(store)
    merge(make.desk(store, MANAGER), merged, into_number=SECOND, reason="同一件事")
    counter = seat(CARE)
    counter.open(FIRST)
    assert not counter.sees("complaint.record")
    assert ("Ctrl+P", "the record") not in counter.page.key_hints()
    counter.press(Key.Key_P, CTRL)
    assert not counter.sees("draft") and not counter.sees("paper.view")
    assert has_cursor(counter, "complaint.main_link")
    counter.press(Key.Key_Return)
    assert counter.page.title == SECOND
    assert has_cursor(counter, "complaint.reply")


def test_the_cursor_stays_on_the_page_when_a_complaint_ends(seat: Seat, store: Store) -> None:
    complaint(store)
    counter = seat(MANAGER)
    counter.open(FIRST)
    counter.run("Withdraw the complaint")
    counter.fill("reason", "误会")
    counter.accept()
    assert counter.view().row.state is State.WITHDRAWN
    assert has_cursor(counter, "complaint.record")


def test_one_without_a_form_has_the_cursor_on_its_record(seat: Seat, store: Store) -> None:
    complaint(store, State.CLOSED_SATISFIED)
    counter = seat(CARE)
    find(counter, ENTRY.name)
    assert counter.page.title == FIRST and has_cursor(counter, "complaint.record")


def test_the_list_has_the_cursor_when_it_first_comes_up(seat: Seat, store: Store) -> None:
    complaint(store)
    counter = seat(CARE)
    counter.press(Key.Key_5, ALT)
    assert has_cursor(counter, "complaints.table")
    counter.press(Key.Key_Return)
    assert counter.page.title == FIRST


def test_the_clocks_of_the_list_run_and_the_row_in_hand_stays(seat: Seat, store: Store) -> None:
    complaint(store)
    complaint(store)
    assert isinstance(store.clock, FrozenClock)
    counter = seat(CARE)
    counter.press(Key.Key_5, ALT)
    counter.press(Key.Key_Down)
    page, table = listed(counter), counter.find("complaints.table")
    assert isinstance(table, QTableView) and table.currentIndex().row() == 1
    due = page.table.table.columns[0]
    assert "12:00" in due.value(page.table.table.rows[0])
    store.clock.advance(timedelta(hours=11, minutes=30))
    page._timer.timeout.emit()
    counter.rest()
    assert "30 min left" in due.value(page.table.table.rows[0])
    store.clock.advance(timedelta(hours=1))
    page._timer.timeout.emit()
    counter.rest()
    row = page.table.table.rows[1]
    assert due.tone is not None and due.tone(row) == "bad"
    assert page.head.beside.text() == "2 overdue"
    assert table.currentIndex().row() == 1
    assert has_cursor(counter, "complaints.table")


def test_the_clocks_of_one_complaint_run_while_one_types(seat: Seat, store: Store) -> None:
    complaint(store)
    assert isinstance(store.clock, FrozenClock)
    counter = seat(CARE)
    counter.open(FIRST)
    type_words(counter.find("complaint.reply"), "今天")
    store.clock.advance(timedelta(hours=13))
    counter.page._timer.timeout.emit()
    counter.rest()
    assert "late" in counter.find("complaint.clock.reply").accessibleName()
    assert counter.find("complaint.reply").property("plainText") == "今天"
    assert has_cursor(counter, "complaint.reply")


def test_the_day_of_another_year_is_whole_in_the_list(seat: Seat, store: Store) -> None:
    complaint(store, entry=replace(ENTRY, received="2025-11-20 08:00"))
    counter = seat(CARE)
    counter.press(Key.Key_5, ALT)
    page = listed(counter)
    came = page.table.table.columns[-1]
    words = came.value(page.table.table.rows[0])
    assert words == "2025-11-20 08:00"
    room = page.table.columnWidth(len(page.table.table.columns) - 1) - CELL_GAP - SIDE
    assert drawn.width_of(words, Type.DATA) <= room


def test_the_state_says_whether_a_solution_was_told_yet(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    refused = complaint(store, State.EXECUTING, is_accepted=False)
    counter = seat(CARE)
    counter.press(Key.Key_5, ALT)
    page = listed(counter)
    state = next(one for one in page.table.table.columns if one.head == "State").mark
    assert state is not None
    said = {row.number: mark.words for row in page.table.table.rows if (mark := state(row))}
    assert said == {FIRST: "Solution to be proposed", SECOND: "Executing"}
    record_answer_to_solution(make.desk(store, CARE), refused, is_accepted=False, words="不行")
    counter.window.go("complaints")
    counter.rest()
    said = {row.number: mark.words for row in page.table.table.rows if (mark := state(row))}
    assert said[SECOND] == "Solution proposed", "one was told, and is refused"
    counter.open(FIRST)
    assert counter.page.head.pills[0].accessibleName() == "Solution to be proposed"


def test_a_list_of_what_has_ended_says_when(seat: Seat, store: Store) -> None:
    complaint(store, State.CLOSED_SATISFIED)
    counter = seat(CARE)
    counter.press(Key.Key_5, ALT)
    page = listed(counter)
    assert page.table.table.columns[0].head == "Due next"
    chips = page.shown
    QTest.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.area_of("ended").center().toPoint())
    counter.rest()
    assert page.table.table.headerData(0, Qt.Orientation.Horizontal) == "Ended at"


def test_what_is_missing_is_called_as_its_field_is(seat: Seat, store: Store) -> None:
    complaint(store, State.SOLUTION_PROPOSED)
    complaint(store, State.EXECUTING)
    counter = seat(CARE)
    for number in (FIRST, SECOND):
        counter.open(number)
        lacks = dict(counter.page.missing())
        for name in {"complaint.solution", "complaint.explanation", "complaint.execution"} & set(lacks):
            assert lacks[name] == counter.find(name).accessibleName()
        assert lacks
    assert ("Tab", "next field") in counter.page.key_hints()
    editor = counter.find("complaint.execution")
    counter.fill("execution", "已重做")
    counter.press(Key.Key_Tab)
    assert QApplication.focusWidget() is not editor


def test_whose_it_is_is_said_afterwards_also_of_one_that_has_ended(seat: Seat, store: Store) -> None:
    number = head(make.desk(store), make.order(store, stage=Stage.DELIVERED)).number
    complaint(store, State.CLOSED_SATISFIED)
    counter = seat(CARE)
    counter.open(FIRST)
    counter.run("Say whose it is")
    assert QApplication.focusWidget() is counter.find("complaint.belongs")
    counter.fill("belongs", "苏A00000")
    counter.accept()
    assert "names no one customer" in counter.error("belongs")
    counter.fill("belongs", number)
    counter.accept()
    assert counter.view().customer.endswith("王建军") and not counter.sees("complaint.belongs")
    counter.click("complaint.order")
    assert counter.window.workspace.here == "order"


def test_the_page_of_a_person_names_complaints_that_may_be_theirs(seat: Seat, store: Store) -> None:
    make.order(store, stage=Stage.DELIVERED)
    complaint(store, entry=Entry("茶水是凉的", name="王建军"))
    counter = seat(CARE)
    counter.window.go("settings", "privacy")
    counter.rest()
    table = counter.window.findChild(TableView, "privacy.table")
    assert table is not None
    table.choose(0)
    counter.rest()
    assert FIRST in str(counter.find("privacy.unlinked").property("text"))
