"""The window round the pages: keys, places, what is missing, refusals, the lock."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.language import Language, speaking
from app.kernel.refusal import Missing, Refusal, Trouble
from app.trust.roles import WORDS
from ui.shell.places import PLACES, Place
from ui.shell.rail import RailItem
from ui.shell.signin import TILE_WIDTH, Someone
from ui.shell.status_line import Health, Standing
from ui.shell.window import Window
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.catalogue_popup import CataloguePopup, Offer
from ui.widgets.field import LineField, LinesField
from ui.widgets.page import Command, Notice, Page
from ui.widgets.pill import Kind
from ui.widgets.step_up import StepUp
from ui.widgets.text import Link
from ui.worker import Worker

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PEOPLE = (Someone("S01", "周明远", "服务经理"), Someone("S02", "林晓岚", "服务顾问"))


class SamplePage(Page):
    """Two fields and a note; its primary action needs the odometer."""

    slices = frozenset({"order"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self.did: list[object] = []
        self.may_leave, self.whose = True, ""
        column = QVBoxLayout(self)
        self.odometer = LineField("checkin.odometer", "Odometer", unit="km")
        self.phone = LineField("checkin.phone", "Phone")
        self.words = LinesField("checkin.concern", "Words")
        for field in (self.odometer, self.phone, self.words):
            column.addWidget(field)
        self.odometer.changed.connect(lambda _words: self.bar_changed.emit())

    def refresh(self) -> None:
        self.did.append("refresh")

    def open(self, what: object) -> None:
        self.did.append(what)

    def primary_words(self) -> str:
        return "Check in"

    def missing(self) -> tuple[tuple[str, str], ...]:
        return () if self.odometer.text() else (("checkin.odometer", "odometer"),)

    def side_words(self) -> str:
        return self.whose

    def primary(self) -> None:
        self.did.append("primary")

    def print_page(self) -> None:
        self.did.append("print")

    def commands(self) -> tuple[Command, ...]:
        return (Command("Next column", lambda: self.did.append("column"), key="F6"),)

    def leave(self) -> bool:
        return self.may_leave


def places() -> tuple[Place, ...]:
    return tuple(replace(place, page=SamplePage) for place in PLACES if place.key != "newcars")


@pytest.fixture
def window(qtbot: QtBot, worker: Worker) -> Iterator[Window]:
    """The desk open for 林晓岚, on the board."""
    made = Window(worker, places=places())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter("S02", "林晓岚", "服务顾问")
    yield made


def page_of(window: Window) -> SamplePage:
    page = window.workspace.page()
    assert isinstance(page, SamplePage)
    return page


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_places_without_a_page_are_not_shown(window: Window) -> None:
    assert window.findChild(QWidget, "shell.rail.newcars") is None
    for key in ("board", "checkin", "orders", "workshop", "customers", "care", "quality", "settings"):
        assert window.findChild(QWidget, f"shell.rail.{key}") is not None


@pytest.mark.parametrize("name", ["shell.search", "shell.status", "shell.lock", "shell.toast", "palette.input"])
def test_the_promised_names_are_there(window: Window, name: str) -> None:
    assert window.findChild(QWidget, name) is not None


def test_alt_and_a_digit_go_to_a_place_and_escape_comes_back(window: Window) -> None:
    assert window.workspace.here == "board"
    press(window, Key.Key_3, ALT)
    assert window.workspace.here == "orders" and window.rail.items["orders"].isChecked()
    press(window, Key.Key_F2)
    assert window.workspace.here == "checkin"
    press(window, Key.Key_Escape)
    assert window.workspace.here == "orders"
    press(window, Key.Key_Escape)
    assert window.workspace.here == "board"


def test_the_key_of_the_place_one_is_in_puts_the_cursor_where_the_work_begins(window: Window) -> None:
    press(window, Key.Key_F2)
    page = page_of(window)
    page.setFocusProxy(page.odometer.editor)
    page.phone.editor.setFocus()
    press(window, Key.Key_F2)
    assert page.odometer.editor.hasFocus()


def test_the_rail_is_worked_by_mouse(window: Window) -> None:
    QTest.mouseClick(window.rail.items["care"], Qt.MouseButton.LeftButton)
    assert window.workspace.here == "care"


@pytest.mark.parametrize("language", [Language.CHINESE, Language.ENGLISH])
def test_no_place_is_called_by_a_word_wider_than_its_tile(qtbot: QtBot, language: Language) -> None:
    with speaking(language):
        for place in (one for one in PLACES if not one.under):
            item = RailItem(place, "")
            qtbot.addWidget(item)
            for weight in (Type.REGULAR, Type.MEDIUM):
                width = drawn.width_of(item.text(), item.size_of(weight), weight)
                assert width <= Size.RAIL_ITEM_WIDTH, place.key


def test_a_page_that_will_not_be_left_stays(window: Window) -> None:
    page_of(window).may_leave = False
    press(window, Key.Key_3, ALT)
    assert window.workspace.here == "board"


def test_enter_goes_to_the_next_field_but_not_out_of_running_text(window: Window) -> None:
    page = page_of(window)
    page.odometer.editor.setFocus()
    press(window, Key.Key_Return)
    assert page.phone.editor.hasFocus()
    press(window, Key.Key_Enter)
    assert page.words.editor.hasFocus()
    press(window, Key.Key_Return)
    assert page.words.editor.hasFocus() and page.words.text() == "\n"


def test_no_key_is_taken_while_an_input_method_composes(window: Window) -> None:
    page = page_of(window)
    page.odometer.editor.setFocus()
    QApplication.sendEvent(page.odometer.editor, QInputMethodEvent("ni", []))
    press(window, Key.Key_Return)
    press(window, Key.Key_F6)
    assert page.odometer.editor.hasFocus() and "column" not in page.did
    QApplication.sendEvent(page.odometer.editor, QInputMethodEvent("", []))
    press(window, Key.Key_F6)
    assert "column" in page.did


def test_the_primary_action_first_leads_to_what_is_missing(window: Window) -> None:
    page = page_of(window)
    page.phone.editor.setFocus()
    assert not window.bar.primary.is_ready
    press(window, Key.Key_Return, CTRL)
    assert page.odometer.editor.hasFocus() and "primary" not in page.did
    QTest.keyClicks(page.odometer.editor, "71960")
    assert window.bar.primary.is_ready and not window.bar.missing.isVisible()
    press(window, Key.Key_Return, CTRL)
    assert page.did[-1] == "primary"


def test_a_missing_link_puts_the_cursor_there(window: Window) -> None:
    link = window.findChild(Link, "shell.missing.checkin.odometer")
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page_of(window).odometer.editor.hasFocus()


def test_the_bar_says_whose_turn_it_is_while_that_page_is_in_front(window: Window) -> None:
    here = page_of(window)
    here.whose = "Technician"
    here.bar_changed.emit()
    assert window.bar.whose.isVisible() and window.bar.whose.text() == "Technician"
    window.go("orders")
    assert not window.bar.whose.isVisible()


def test_a_page_is_printed_and_read_again_by_key(window: Window) -> None:
    page = page_of(window)
    page.did.clear()
    press(window, Key.Key_P, CTRL)
    press(window, Key.Key_F5)
    assert page.did == ["print", "refresh"]


def test_the_page_in_front_reads_again_when_what_it_shows_was_written(
    qtbot: QtBot, window: Window, worker: Worker
) -> None:
    page = page_of(window)
    page.did.clear()
    worker.collect(frozenset({"customers"}))
    worker.collect(frozenset({"order", "trust"}))
    qtbot.waitUntil(lambda: page.did == ["refresh"])


def test_a_refusal_stands_under_its_field_with_the_cursor_in_it(window: Window) -> None:
    page = page_of(window)
    page.show_refusal(Refusal("phone.unreadable", "A number has 11 digits.", field="checkin.phone"))
    assert page.phone.error == "A number has 11 digits." and page.phone.editor.hasFocus()
    page.show_refusal(Missing("checkin.missing", "Still missing.", fields=("checkin.unknown", "checkin.odometer")))
    assert page.odometer.error == "Still missing."


def test_a_refusal_without_a_field_is_a_toast(window: Window) -> None:
    page_of(window).show_refusal(Refusal("order.closed", "The order is closed."))
    assert window.toaster.isVisible() and window.toaster.words.text() == "The order is closed."


def test_a_toast_offers_to_take_the_deed_back(window: Window) -> None:
    undone: list[str] = []
    page_of(window).toast("Line removed", undo=lambda: undone.append("line"))
    QTest.mouseClick(window.toaster.undo, Qt.MouseButton.LeftButton)
    assert undone == ["line"] and not window.toaster.isVisible()
    window.say(Notice("Saved"))
    assert not window.toaster.undo.isVisible()


def test_trouble_is_a_banner_with_its_remedy(qtbot: QtBot, window: Window, worker: Worker) -> None:
    def fail(_desk: object) -> None:
        raise Trouble("The disk is full.", "Free some space.")

    worker.do(page_of(window), fail)
    qtbot.waitUntil(window.banner.isVisible)
    assert (window.banner.sentence.text(), window.banner.remedy.text()) == ("The disk is full.", "Free some space.")


@pytest.mark.expects_errors
def test_our_own_mistake_shows_the_fault_page_and_the_way_back(qtbot: QtBot, window: Window, worker: Worker) -> None:
    def break_down(_desk: object) -> None:
        raise ValueError

    window.log_path = Path("forecourt.log")
    QTest.keyClicks(page_of(window).phone.editor, "140")
    worker.do(page_of(window), break_down)
    qtbot.waitUntil(lambda: not window.is_open())
    assert "forecourt.log" in window.fault.report.text()
    press(window, Key.Key_Escape)
    assert window.is_open() and page_of(window).phone.text() == "140"


def test_the_lock_hides_the_page_and_gives_it_back_to_the_same_person(window: Window) -> None:
    window.show_sign_in(PEOPLE, lambda key, pin, done, refused: done(key), current="S02")
    window.enter("S02", "林晓岚", "服务顾问")
    QTest.keyClicks(page_of(window).phone.editor, "140")
    press(window, Key.Key_L, CTRL)
    assert not window.is_open() and window.sign_in is not None and window.sign_in.pin.hasFocus()
    press(window, Key.Key_F2)
    assert window.workspace.here == "board"
    window.enter("S02", "林晓岚", "服务顾问")
    assert page_of(window).phone.text() == "140"
    window.enter("S01", "周明远", "服务经理")
    assert page_of(window).phone.text() == ""


def test_an_idle_desk_locks_itself(qtbot: QtBot, window: Window) -> None:
    window.show_sign_in(PEOPLE, lambda key, pin, done, refused: done(key))
    window.enter("S02", "林晓岚", "服务顾问")
    window.lock_watch.begin(3)
    window.lock_watch.idle.setInterval(1)
    with qtbot.waitSignal(window.lock_asked):
        pass


def test_a_page_may_cover_the_whole_window(window: Window) -> None:
    page = page_of(window)
    page.covers_window = True
    page.bar_changed.emit()
    assert not (window.rail.isVisible() or window.top.isVisible() or window.status.isVisible())
    page.covers_window = False
    page.bar_changed.emit()
    assert window.rail.isVisible() and window.bar.isVisible()


def test_another_page_is_opened_with_what_it_shall_show(window: Window) -> None:
    page_of(window).go.emit("order", "WXD000021")
    assert window.workspace.here == "order" and "WXD000021" in page_of(window).did
    assert window.rail.items["orders"].isChecked()


def test_the_status_line_tells_of_store_database_and_backup(window: Window) -> None:
    backup = Health("No backup yet", Kind.BAD)
    window.show_standing(Standing("骏驰", is_demo=True, database=Health("Database sound"), backup=backup))
    assert window.status.demo.isVisible()
    assert window.status.backup.accessibleName() == "No backup yet"
    assert window.status.person.text().startswith("林晓岚")


def test_the_clock_in_the_bar_is_the_stores(window: Window) -> None:
    assert window.top.time.text()[2] == ":"
    assert window.top.day.text().split()[1] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    assert datetime.now(UTC).tzinfo is UTC


def test_how_much_waits_stands_in_the_rail(window: Window) -> None:
    window.show_waiting("care", 4)
    assert window.rail.items["care"].accessibleDescription() == "4"


def test_keys_belong_to_a_dialog_that_is_open(qtbot: QtBot, window: Window) -> None:
    dialog = QCheckBox("x")
    qtbot.addWidget(dialog)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    with qtbot.waitExposed(dialog):
        dialog.show()
    QTest.keyClick(dialog, Key.Key_F2)
    assert window.workspace.here == "board"


def test_a_list_under_a_field_keeps_enter_and_escape(window: Window) -> None:
    editor = page_of(window).odometer.editor
    popup = CataloguePopup(editor, "quote.offers")
    taken: list[str] = []
    popup.taken.connect(lambda key, _with_partner: taken.append(key))
    window.go("orders")
    window.go("board")
    editor.setFocus()
    popup.show_offers("A5", (Offer("YJ-1", "雨刮片"), Offer("YJ-2", "机油")))
    press(window, Key.Key_Return)
    assert taken == ["YJ-1"] and editor.hasFocus()
    popup.show_offers("A5", (Offer("YJ-1", "雨刮片"),))
    press(window, Key.Key_Escape)
    assert not popup.isVisible() and window.workspace.here == "board"
    press(window, Key.Key_Escape)
    assert window.workspace.here == "orders"


def test_a_toast_lies_over_nothing_one_works_on(window: Window) -> None:
    window.say(Notice("WXD000033 is open. The customer was told that the car is ready at 17:00", undo=lambda: None))
    toast = window.toaster.geometry()
    for part in (window.workspace, window.bar, window.rail):
        assert not toast.intersects(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))


def test_who_signs_in_again_finds_the_cursor_where_it_was(window: Window) -> None:
    window.show_sign_in(PEOPLE, lambda key, pin, done, refused: done(key), current="S02")
    window.enter("S02", "林晓岚", "服务顾问")
    editor = page_of(window).phone.editor
    editor.setFocus()
    QTest.keyClicks(editor, "1400")
    editor.setCursorPosition(2)
    press(window, Key.Key_L, CTRL)
    window.enter("S02", "林晓岚", "服务顾问")
    assert editor.hasFocus()
    assert (editor.cursorPosition(), editor.selectedText()) == (2, "")


def test_ctrl_enter_answers_what_is_asked_and_not_the_page_behind(window: Window, worker: Worker) -> None:
    page = page_of(window)
    page.odometer.set_text("1000")
    panel = StepUp(worker)
    panel.setParent(page)
    panel.show()
    panel.pin.editor.setFocus()
    press(window, Key.Key_Return, CTRL)
    assert "primary" not in page.did
    panel.close_up()
    page.phone.editor.setFocus()
    press(window, Key.Key_Return, CTRL)
    assert "primary" in page.did


def test_no_post_is_cut_on_the_tiles_in_english() -> None:
    room = TILE_WIDTH - 78
    for words in WORDS.values():
        assert drawn.width_of(words, Type.CODE) <= room, words
