"""The customer's screen: the ceremony stands there alone, the advisor's window waits, a lost screen loses nothing."""

import gc
from collections.abc import Iterator

import pytest
from order_page import CTRL, Key, OpenAt, OpenPage
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from test_agreement_page import QUOTED, accept_all
from test_sign_ceremony import begin, stage_of
from test_signing import sheet_over, write

from app.desk import Desk
from app.order.workflow import Stage
from ui import printing, screens
from ui.order.agreement.agreement_page import AgreementPage
from ui.order.agreement.ceremony import Ceremony
from ui.order.customer_side import CustomerSide
from ui.order.on_paper import OnPaper, Sheet
from ui.order.signing import SignatureSheet
from ui.settings.kept_look import keep_customer_screen
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.toast import Toast
from ui.worker import Worker


@pytest.fixture
def counter() -> QScreen:
    """The screen turned to the customer, and chosen."""
    found = next((each for each in QGuiApplication.screens() if each.name() == "counter"), None)
    if found is None:
        pytest.skip("this platform has one screen: QT_QPA_PLATFORM was set from outside")
    keep_customer_screen(screens.key_of(found))
    return found


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    """A window with a page in it."""
    window, inside = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(inside)
    QLineEdit(inside)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield inside


@pytest.fixture
def agreement(counter: QScreen, open_at: OpenAt, advisor: Desk) -> Iterator[OpenPage]:
    """The agreement page of an order whose lines are all accepted."""
    accept_all(advisor)
    with open_at("S02", QUOTED, AgreementPage) as opened:
        opened.page.resize(1366, 768)
        yield opened


def side_of(widget: QWidget) -> CustomerSide:
    """The customer's window a cover lies over."""
    side = widget.window()
    assert isinstance(side, CustomerSide)
    return side


def unplug(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The screen of this name is gone, as Qt tells it."""
    lost = next(screen for screen in screens.every() if screen.name() == name)
    left = [screen for screen in screens.every() if screen.name() != name]
    monkeypatch.setattr(screens, "every", lambda: left)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(lost)
    QApplication.processEvents()


def said_on(cover: QWidget) -> str:
    """The toast over a cover."""
    toast = cover.findChild(Toast, "sign.toast")
    return toast.words.text() if toast is not None and toast.isVisible() else ""


def test_the_sheet_fills_the_customer_s_screen_and_nothing_else_is_on_it(counter: QScreen, page: QWidget) -> None:
    sheet = sheet_over(page)
    side = side_of(sheet)
    assert (side.screen(), side.geometry(), sheet.rect()) == (counter, counter.geometry(), side.rect())
    assert side.isFullScreen()
    assert [child for child in side.children() if isinstance(child, QWidget) and child.isVisible()] == [sheet]
    others = [other for other in QApplication.topLevelWidgets() if other.isVisible() and other is not side]
    assert not any(
        other.geometry().intersects(QRect(counter.geometry())) for other in others if other.screen() is counter
    )


def test_the_advisor_s_window_says_who_signs_and_takes_it_back(qtbot: QtBot, counter: QScreen, page: QWidget) -> None:
    sheet = sheet_over(page)
    side, desk = side_of(sheet), page.window()
    awaiting = desk.findChild(QWidget, "sign.awaiting")
    said = desk.findChild(QWidget, "sign.awaiting.said")
    assert awaiting is not None and said is not None and awaiting.isVisible()
    assert awaiting.geometry() == desk.rect()
    assert said.accessibleName() == "周颎 is signing on the customer's screen"
    take_back = desk.findChild(QWidget, "sign.take_back")
    assert take_back is not None
    with qtbot.waitSignal(sheet.cancelled), qtbot.assertNotEmitted(sheet.accepted):
        QTest.mouseClick(take_back, Qt.MouseButton.LeftButton)
    assert not side.isVisible() and not awaiting.isVisible()


def test_the_keys_of_one_window_are_not_the_other_s(qtbot: QtBot, counter: QScreen, page: QWidget) -> None:
    sheet, desk = sheet_over(page), page.window()
    write(sheet.pad, (60, 60), (300, 120))
    take_back = desk.findChild(QWidget, "sign.take_back")
    assert take_back is not None
    desk.activateWindow()
    take_back.setFocus()
    with qtbot.assertNotEmitted(sheet.accepted):
        QTest.keyClick(take_back, Key.Key_Return, CTRL)
    with qtbot.waitSignal(sheet.cancelled):
        QTest.keyClick(take_back, Key.Key_Escape)


def test_a_finger_on_the_second_screen_writes_there(qtbot: QtBot, counter: QScreen, page: QWidget) -> None:
    sheet = sheet_over(page)
    device, at = QTest.createTouchDevice(), sheet.pad
    QTest.touchEvent(side_of(sheet), device).press(1, QPoint(50, 50), at).commit()
    QTest.touchEvent(side_of(sheet), device).move(1, QPoint(300, 120), at).commit()
    QTest.touchEvent(side_of(sheet), device).release(1, QPoint(300, 120), at).commit()
    assert [round(point.x * at.width() / 10_000) for point in sheet.pad.strokes()[0]] == [50, 300]
    with qtbot.waitSignal(sheet.accepted):
        QTest.mouseClick(sheet.accept, Qt.MouseButton.LeftButton)
    assert not page.window().findChild(QWidget, "sign.awaiting").isVisible()  # type: ignore[union-attr]


def test_a_screen_unplugged_in_the_middle_of_a_stroke_loses_none(
    qtbot: QtBot, counter: QScreen, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = sheet_over(page)
    write(sheet.pad, (60, 60), (300, 120))
    QTest.mousePress(sheet.pad, Qt.MouseButton.LeftButton, pos=QPoint(80, 160))
    QTest.mouseMove(sheet.pad, QPoint(320, 200))
    strokes = sheet.pad.strokes()
    assert len(strokes) == 2
    side, mine = side_of(sheet), page.window().screen()
    unplug(monkeypatch, "counter")
    assert (side.screen(), side.geometry(), sheet.rect()) == (mine, mine.geometry(), side.rect())
    assert sheet.isVisible() and side.isFullScreen()
    QTest.mouseMove(sheet.pad, QPoint(10, 10))  # the pointer jumps with it, still pressed
    assert sheet.pad.strokes() == strokes and sheet.accept.is_ready
    assert said_on(sheet) == "The other screen is gone. Nothing is lost, please go on here."
    write(sheet.pad, (60, 220), (300, 240))
    assert len(sheet.pad.strokes()) == 3
    with qtbot.waitSignal(sheet.accepted):
        QTest.mouseClick(sheet.accept, Qt.MouseButton.LeftButton)


def test_another_screen_that_goes_changes_nothing(
    counter: QScreen, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = sheet_over(page)
    unplug(monkeypatch, "desk")
    assert side_of(sheet).isVisible()


def test_a_screen_that_is_not_connected_leaves_it_on_the_advisor_s(page: QWidget) -> None:
    keep_customer_screen("HDMI-9 Nobody's")
    sheet = sheet_over(page)
    assert sheet.window() is page.window() and sheet.isVisible()
    assert said_on(sheet) == "The customer's screen is not connected. Please sign here."


def test_same_as_mine_is_what_it_always_was(page: QWidget) -> None:
    sheet = sheet_over(page)
    assert sheet.window() is page.window()
    assert said_on(sheet) == ""


def test_a_window_that_stands_on_the_customer_s_screen_itself_asks_for_no_other(
    counter: QScreen, page: QWidget
) -> None:
    page.window().setScreen(counter)
    page.window().setGeometry(counter.geometry())
    assert page.window().screen() is counter
    assert sheet_over(page).window() is page.window()


def test_a_page_that_goes_away_takes_the_other_screen_with_it(qtbot: QtBot, counter: QScreen, page: QWidget) -> None:
    sheet = sheet_over(page)
    side = side_of(sheet)
    with qtbot.waitSignal(sheet.cancelled):
        page.window().hide()
    assert not side.isVisible()


def test_looking_for_garbage_takes_nothing_from_under_the_pen(counter: QScreen, page: QWidget) -> None:
    # The sheet and its window only have each other: whoever signs for a while signs while Python looks.
    sheet_over(page)
    gc.collect()
    sides = [top for top in QApplication.topLevelWidgets() if isinstance(top, CustomerSide) and top.isVisible()]
    assert len(sides) == 1
    sheet = sides[0].findChild(SignatureSheet)
    assert sheet is not None and sheet.isVisible() and not sheet.is_over
    write(sheet.pad, (60, 60), (300, 120))
    gc.collect()
    assert len(sheet.pad.strokes()) == 1
    sheet.cancel()


def test_closing_the_customer_s_window_gives_back(qtbot: QtBot, counter: QScreen, page: QWidget) -> None:
    sheet = sheet_over(page)
    with qtbot.waitSignal(sheet.cancelled):
        side_of(sheet).close()


def test_the_scan_is_looked_for_on_the_advisor_s_screen(
    counter: QScreen, page: QWidget, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QWidget] = []

    def choose(parent: QWidget, *_rest: object) -> tuple[str, str]:
        asked.append(parent.window())
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    paper = OnPaper(worker, Sheet("x", lambda _desk: b""))  # type: ignore[arg-type]
    sheet = SignatureSheet(page, title="x", facts=(), signer="周颎", accept_words="x", on_paper=paper)
    sheet.field.change_way()
    paper.choose()
    assert asked == [page.window()]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_printers_are_listed_on_the_advisor_s_screen(
    counter: QScreen, page: QWidget, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printer_names", lambda: ("front", "back"))
    paper = OnPaper(worker, Sheet("x", lambda _desk: b""))  # type: ignore[arg-type]
    sheet = SignatureSheet(page, title="x", facts=(), signer="周颎", accept_words="x", on_paper=paper)
    sheet.field.change_way()
    paper.print_sheet()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and [action.text() for action in menu.actions()] == ["front", "back"]
    assert menu.parentWidget() is page.window() and menu.screen() is page.window().screen()
    menu.close()


def test_the_signer_s_name_and_the_time_are_not_cut_on_a_small_screen(agreement: OpenPage) -> None:
    begin(agreement)
    who = agreement.page.ceremony.field.who  # type: ignore[attr-defined]
    assert who.window().width() == 1280
    assert who.width() >= who.sizeHint().width()


def test_the_whole_ceremony_on_the_other_screen(agreement: OpenPage) -> None:
    begin(agreement)
    ceremony = agreement.page.ceremony  # type: ignore[attr-defined]
    assert isinstance(ceremony, Ceremony)
    side = side_of(ceremony)
    for name in ("e_signature", "privacy"):
        box = side.findChild(QWidget, f"sign.{name}_consent")
        assert box is not None
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    pad = side.findChild(SignaturePad)
    assert pad is not None
    write(pad, (60, 60), (200, 120), (300, 60))
    QTest.mouseClick(ceremony.accept, Qt.MouseButton.LeftButton)
    agreement.rest()
    assert stage_of(agreement) is Stage.AUTHORIZED
    assert not isValid(side) and not agreement.sees("sign.awaiting")


def test_what_the_customer_reads_moves_with_the_ceremony(
    agreement: OpenPage, counter: QScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(agreement)
    ceremony = agreement.page.ceremony  # type: ignore[attr-defined]
    QTest.mouseClick(ceremony.consents.e_signature.check, Qt.MouseButton.LeftButton)
    ceremony.privacy_asked.emit()
    notice = side_of(ceremony).findChild(QWidget, "privacy")
    assert notice is not None and notice.isVisible()
    unplug(monkeypatch, "counter")
    assert side_of(notice) is side_of(ceremony) and notice.isVisible() and notice.rect() == ceremony.rect()
    assert side_of(ceremony).screen() is agreement.page.screen()
    assert ceremony.consents.e_signature.check.isChecked()
    QTest.keyClick(notice, Key.Key_Escape)
    assert not notice.isVisible() and ceremony.isVisible()


def test_while_it_is_being_sealed_it_is_not_taken_back(agreement: OpenPage) -> None:
    begin(agreement)
    ceremony = agreement.page.ceremony  # type: ignore[attr-defined]
    ceremony.set_busy(True)
    agreement.click("sign.take_back")
    assert not ceremony.is_over and agreement.sees("sign.awaiting")
