"""The lock: by itself, behind the customer's screen, with nothing readable; each person finds their own pages."""

import make
import pytest
from hands import type_words
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from whole_program import ADVISOR, NUMBER, Desktop

from app.kernel.refusal import Refusal
from app.records.staff.change import retire
from app.upkeep.demo import PIN
from app.upkeep.visit import handwriting
from ui import screens
from ui.order.signing import SignatureSheet
from ui.settings.kept_look import keep_customer_screen
from ui.shell.lock import GIVEN_MS, SESSION_MS
from ui.shell.pin_cells import PinCells
from ui.widgets.page import Notice

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
OTHER = "3"  # their tile on the sign-in page


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_locked_the_window_is_the_same_whatever_lies_behind(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.window.change_person()
    empty = desktop.picture()
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    desktop.window.say(Notice("王建军 14000000001"))
    desktop.window.open_palette("王建军")
    beside, menu = QDialog(desktop.window), QMenu(desktop.window)
    QVBoxLayout(beside).addWidget(QLabel("王建军 苏A8K2M6"))
    beside.open()
    menu.addAction("王建军")
    menu.popup(desktop.window.mapToGlobal(desktop.window.rect().center()))
    assert beside.isVisible() and menu.isVisible() and desktop.window.palette_box.isVisible()
    assert desktop.window.toaster.isVisible()
    desktop.window.lock_watch.due.emit()
    assert not any(each.isVisible() for each in (beside, menu, desktop.window.palette_box, desktop.window.toaster))
    desktop.window.sign_in.people.choose(None)  # type: ignore[union-attr]
    assert desktop.picture() == empty
    desktop.sign_in(ADVISOR)
    assert desktop.picture() != empty  # the control: unlocked it is another picture


def test_nothing_is_said_aloud_while_locked(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.command(Key.Key_L)
    desktop.window.say(Notice("王建军 has signed"))
    assert not desktop.window.toaster.isVisible()
    desktop.window.palette_box.hide()
    desktop.command(Key.Key_K)
    assert not desktop.window.palette_box.isVisible()


def test_two_people_find_their_own_pages_and_what_they_typed(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.window.go("checkin")
    mine = desktop.window.findChild(QLineEdit, "checkin.model")
    assert mine is not None
    type_words(mine, "云骏 A5")
    desktop.command(Key.Key_U)
    assert desktop.window.is_at_sign_in()
    assert desktop.window.sign_in is not None and desktop.window.sign_in.people.current is None
    desktop.sign_in(OTHER)
    assert desktop.window.workspace.here == "board"
    desktop.window.go("checkin")
    theirs = desktop.window.workspace.currentWidget().findChild(QLineEdit, "checkin.model")
    assert theirs is not None and theirs is not mine and theirs.text() == ""
    desktop.command(Key.Key_U)
    desktop.sign_in(ADVISOR)
    assert desktop.window.workspace.here == "checkin"
    assert mine.isVisible() and mine.text() == "云骏 A5"


def test_who_is_retired_meanwhile_is_shut_out_at_the_next_deed(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    retire(make.desk(desktop.store, make.MANAGER), make.desk(desktop.store, make.ADVISOR).person.id)
    refused: list[Refusal] = []
    desktop.reception.worker.do(desktop.window, lambda desk: _note(desk), refused=refused.append)
    desktop.qtbot.waitUntil(desktop.window.is_at_sign_in, timeout=10_000)
    sign_in = desktop.window.sign_in
    assert sign_in is not None and refused == []
    desktop.qtbot.waitUntil(lambda: all(tile.someone.key != make.ADVISOR for tile in sign_in.people.tiles))
    assert sign_in.error.text() == "You are no longer in service here."
    assert not desktop.window.workspace.page()
    desktop.sign_in(ADVISOR)  # the tile that moved up: another person
    assert desktop.window.workspace.here == "board"


def _note(desk: object) -> None:
    from app.desk import Desk
    from app.order.notes import write_note
    from app.order.queries import order_of_number

    assert isinstance(desk, Desk)
    write_note(desk, order_of_number(desk, NUMBER), text="x")


def test_the_desk_locks_by_itself_after_three_minutes_and_after_twelve_hours(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    watch = desktop.window.lock_watch
    assert (watch.idle.interval(), watch.session.interval(), SESSION_MS) == (180_000, 43_200_000, 43_200_000)
    assert watch.idle.isActive() and watch.session.isActive()
    watch.idle.setInterval(1)
    desktop.qtbot.waitUntil(desktop.window.is_at_sign_in)
    assert not watch.session.isActive()
    desktop.sign_in(ADVISOR)
    watch.session.start(1)
    desktop.qtbot.waitUntil(desktop.window.is_at_sign_in)


def test_a_pc_that_slept_wakes_up_locked(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    watch = desktop.window.lock_watch
    watch._beat()
    assert desktop.window.is_open()
    watch._seen_at -= 600
    watch._beat()
    assert desktop.window.is_at_sign_in()


def test_behind_the_customer_s_screen_the_desk_is_locked_after_thirty_seconds(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    sheet = _given(desktop)
    watch = desktop.window.lock_watch
    assert (watch.given.interval(), GIVEN_MS) == (30_000, 30_000)
    watch.given.start(1)
    desktop.qtbot.waitUntil(lambda: not watch.given.isActive())
    assert sheet.isVisible() and desktop.window.is_open()  # the customer goes on reading
    sheet.cancel()
    assert desktop.window.is_at_sign_in()


def test_a_customer_who_reads_for_long_is_not_disturbed(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    sheet, watch = _given(desktop), desktop.window.lock_watch
    watch.given.start(1)
    watch.idle.start(2)
    desktop.qtbot.waitUntil(lambda: not watch.given.isActive() and not watch.idle.isActive())
    assert sheet.isVisible() and desktop.window.is_open()
    sheet.cancel()
    assert desktop.window.is_at_sign_in()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_on_a_screen_of_their_own_it_is_the_same_and_a_lock_clears_that_screen(desktop: Desktop) -> None:
    counter = next((each for each in screens.every() if each.name() == "counter"), None)
    if counter is None:
        pytest.skip("this platform has one screen: QT_QPA_PLATFORM was set from outside")
    keep_customer_screen(screens.key_of(counter))
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    sheet, watch = _given(desktop), desktop.window.lock_watch
    assert sheet.window() is not desktop.window
    watch.given.start(1)
    desktop.qtbot.waitUntil(lambda: not watch.given.isActive())
    assert sheet.isVisible() and desktop.window.is_open()
    sheet.cancel()
    assert desktop.window.is_at_sign_in()
    desktop.qtbot.waitUntil(desktop.window.isActiveWindow)  # the keys are the advisor's again
    desktop.sign_in(ADVISOR)
    sheet = _given(desktop)
    side = sheet.window()
    desktop.window.lock()
    assert sheet.is_over and not side.isVisible() and desktop.window.is_at_sign_in()
    assert not any(other.isVisible() for other in QApplication.topLevelWidgets() if other is not desktop.window)


def test_a_screen_that_soon_comes_back_is_not_locked(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    _given(desktop).cancel()
    assert desktop.window.is_open() and not desktop.window.lock_watch.given.isActive()


def _given(desktop: Desktop) -> SignatureSheet:
    page = desktop.window.workspace.page()
    assert page is not None
    sheet = SignatureSheet(page, title="x", facts=(), signer="王建军", accept_words="x")
    assert sheet.isVisible() and desktop.window.lock_watch.given.isActive()
    return sheet


def test_who_signs_for_long_has_signed_and_then_the_desk_is_locked(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    sheet, watch = _given(desktop), desktop.window.lock_watch
    at_the_desk: list[str] = []
    sheet.accepted.connect(lambda _given: at_the_desk.append(desktop.reception.worker.desk.person.name))  # type: ignore[attr-defined]
    watch.given.start(1)
    desktop.qtbot.waitUntil(lambda: not watch.given.isActive())
    sheet.pad.show_strokes(handwriting("王建军"))
    desktop.command(Key.Key_Return)
    assert at_the_desk == ["林晓岚"]
    assert desktop.window.is_at_sign_in()


def test_between_two_sheets_the_screen_stays_the_customer_s(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    first, watch = _given(desktop), desktop.window.lock_watch
    watch.given.start(1)
    desktop.qtbot.waitUntil(lambda: not watch.given.isActive())
    page = desktop.window.workspace.page()
    assert page is not None
    second = SignatureSheet(page, title="x", facts=(), signer="林晓岚", accept_words="x")
    first.leave()
    assert second.isVisible() and desktop.window.is_open()
    second.cancel()
    assert desktop.window.is_at_sign_in()


def test_an_answer_that_comes_late_does_not_take_the_keys_from_the_lock(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    page = desktop.window.workspace.page()
    assert page is not None
    desktop.command(Key.Key_L)
    page.take_focus()  # as a page does when its deed is done
    desktop.window.go("board")
    assert isinstance(QApplication.focusWidget(), PinCells)
    desktop.press(PIN)
    desktop.qtbot.waitUntil(desktop.window.is_open, timeout=20_000)


def test_nor_does_it_when_the_window_comes_to_the_front_again(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    page = desktop.window.workspace.page()
    assert page is not None
    desktop.command(Key.Key_L)
    other = QWidget()
    desktop.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    desktop.qtbot.waitUntil(other.isActiveWindow)
    page.take_focus()
    desktop.window.activateWindow()
    desktop.qtbot.waitUntil(desktop.window.isActiveWindow)
    focused = QApplication.focusWidget()
    assert focused is not None and desktop.window.sign_in is not None
    assert desktop.window.sign_in.isAncestorOf(focused)


def test_what_comes_too_late_does_not_lie_over_the_lock(desktop: Desktop) -> None:
    desktop.sign_in(ADVISOR)
    desktop.open_order()
    page = desktop.window.workspace.page()
    assert page is not None
    desktop.command(Key.Key_L)
    sheet = SignatureSheet(page, title="x", facts=(), signer="王建军", accept_words="x")
    with desktop.qtbot.waitSignal(sheet.cancelled):  # whoever made it hears of it
        assert not sheet.isVisible()
    assert sheet.is_over
