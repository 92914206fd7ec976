"""Signing: the hand's strokes, what counts as a signature, and the window that is out of reach meanwhile."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.paper.content import Given
from ui.order.signing import SignatureSheet
from ui.theme import Appearance, current
from ui.widgets.signature_pad import SignaturePad


def write(pad: SignaturePad, *points: tuple[int, int]) -> None:
    """One stroke with the mouse, through these points of the pad."""
    start, *rest = (QPoint(x, y) for x, y in points)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
    for point in rest:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(500, 250)
    pad.show()
    return pad


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[QWidget]:
    """A window with a page in it."""
    window, page = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(page)
    field = QLineEdit(page)
    field.setFocus()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield page


def sheet_over(page: QWidget) -> SignatureSheet:
    facts = (("号牌", "苏E·5G7H2"), ("客户原话", "<b>&\"' " + "踩刹车有响声" * 40))
    return SignatureSheet(
        page,
        title="请您核对并签字",
        facts=facts,
        signer="周颎",
        accept_words="确认并签字",
    )


def test_a_stroke_is_kept_in_ten_thousandths_of_the_width(pad: SignaturePad) -> None:
    write(pad, (50, 25), (250, 125), (500, 200))
    (stroke,) = pad.strokes()
    assert [(point.x, point.y) for point in stroke] == [
        (1000, 500),
        (5000, 2500),
        (10_000, 4000),
    ]
    assert {point.pressure for point in stroke} == {500}
    assert [point.t_ms for point in stroke] == sorted(point.t_ms for point in stroke)


def test_a_stroke_that_leaves_the_field_ends_at_its_edge(pad: SignaturePad) -> None:
    write(pad, (50, 25), (900, 900))
    assert pad.strokes()[0][-1].x == 10_000
    assert pad.strokes()[0][-1].y == 5_000


def test_a_slip_of_the_hand_is_no_signature(pad: SignaturePad) -> None:
    write(pad, (50, 50), (60, 55))
    assert not pad.is_signed()
    assert pad.lacks() == "That is too short for a signature. Please write your name once more."


def test_a_dot_however_long_one_presses_on_it_is_no_signature(pad: SignaturePad) -> None:
    write(pad, *((100 + step % 2 * 6, 100 + step % 3 * 4) for step in range(60)))
    assert not pad.is_signed()


def test_what_is_asked_for_is_first_a_name_then_a_longer_one(pad: SignaturePad) -> None:
    assert pad.lacks() == "Please write your name in the field first."
    write(pad, (50, 50), (300, 100))
    assert (pad.is_signed(), pad.lacks()) == (True, "")


def test_clearing_takes_every_stroke_away(pad: SignaturePad) -> None:
    write(pad, (50, 50), (300, 100))
    pad.clear()
    assert pad.is_empty()


def test_a_pen_writes_with_its_pressure(pad: SignaturePad) -> None:
    pen = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure, 1, 1,
    )  # fmt: skip
    for kind, x, pressure in (
        (QEvent.Type.TabletPress, 50.0, 0.25),
        (QEvent.Type.TabletMove, 250.0, 0.8),
        (QEvent.Type.TabletRelease, 250.0, 0.0),
    ):
        at = QPointF(x, 100.0)
        left = Qt.MouseButton.LeftButton
        event = QTabletEvent(
            kind,
            pen,
            at,
            at,
            pressure,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            Qt.KeyboardModifier.NoModifier,
            left,
            left,
        )
        QApplication.sendEvent(pad, event)
    assert [point.pressure for point in pad.strokes()[0]] == [250, 800]


def test_a_finger_writes(pad: SignaturePad) -> None:
    screen = QTest.createTouchDevice()
    QTest.touchEvent(pad, screen).press(1, QPoint(50, 50), pad).commit()
    QTest.touchEvent(pad, screen).move(1, QPoint(300, 120), pad).commit()
    QTest.touchEvent(pad, screen).release(1, QPoint(300, 120), pad).commit()
    assert not pad.is_empty()


def test_the_field_is_paper_white_on_dark_too(pad: SignaturePad) -> None:
    current().choose(Appearance.DARK)
    assert pad.grab().toImage().pixelColor(250, 40).name().upper() == current().tokens.paper


def test_an_empty_field_cannot_be_accepted_and_says_so(qtbot: QtBot, counter: QWidget) -> None:
    sheet = sheet_over(counter)
    with qtbot.assertNotEmitted(sheet.accepted):
        QTest.mouseClick(sheet.accept, Qt.MouseButton.LeftButton)
    assert sheet.field.error.text()
    assert sheet.isVisible()


def test_the_accepted_strokes_come_once(qtbot: QtBot, counter: QWidget) -> None:
    sheet = sheet_over(counter)
    got: list[object] = []
    sheet.accepted.connect(got.append)
    write(sheet.pad, (60, 60), (300, 120))
    strokes = sheet.pad.strokes()
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert got == [Given(strokes=strokes)]
    assert not sheet.isVisible()


def test_a_signature_that_is_too_short_is_asked_for_again(qtbot: QtBot, counter: QWidget) -> None:
    sheet = sheet_over(counter)
    write(sheet.pad, (60, 60), (63, 62))
    with qtbot.assertNotEmitted(sheet.accepted):
        QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.field.error.text().startswith("That is too short")
    write(sheet.pad, (60, 80), (300, 120))
    assert sheet.field.error.text() == ""
    with qtbot.waitSignal(sheet.accepted):
        QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_escape_gives_the_desk_back_unsigned(qtbot: QtBot, counter: QWidget) -> None:
    sheet = sheet_over(counter)
    write(sheet.pad, (60, 60), (300, 120))
    with qtbot.waitSignal(sheet.cancelled), qtbot.assertNotEmitted(sheet.accepted):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_sheet_covers_the_whole_window_and_grows_with_it(counter: QWidget) -> None:
    sheet = sheet_over(counter)
    counter.window().resize(1920, 1080)
    assert sheet.geometry() == counter.window().rect()


def test_tab_stays_inside_the_sheet(counter: QWidget) -> None:
    sheet = sheet_over(counter)
    counter.window().activateWindow()
    for _step in range(8):
        QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_Tab)
        now = sheet.focusWidget()
        assert now is not None
        assert sheet.isAncestorOf(now)


def test_a_page_that_goes_away_takes_the_sheet_with_it(qtbot: QtBot, counter: QWidget) -> None:
    sheet = sheet_over(counter)
    with qtbot.waitSignal(sheet.cancelled):
        counter.hide()
