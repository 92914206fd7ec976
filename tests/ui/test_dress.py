"""The standard widgets in our look, without a style sheet of the whole application."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import Appearance
from ui.widgets.choice import Choice
from ui.widgets.field import LineField
from ui.widgets.named import tip
from ui.widgets.scrolled import scrolled

# The offscreen platform says so of whatever pops up.
pops_up = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Show = Callable[[QWidget], QWidget]
TALL = 2_000


@pytest.fixture
def area(shown: Show) -> QScrollArea:
    """Something ten times as high as its place."""
    inside = QWidget()
    inside.setProperty("clear", True)
    inside.setFixedHeight(TALL)
    made = scrolled(inside)
    made.resize(120, 200)
    shown(made)
    return made


def colour_at(widget: QWidget, at: QPoint) -> str:
    return QColor(widget.grab().toImage().pixel(at)).name().upper()


def test_no_widget_pays_for_a_sheet_of_the_whole_application(qapp: QApplication) -> None:
    for appearance in (Appearance.DARK, Appearance.LIGHT):
        theme.current().choose(appearance)
        assert qapp.styleSheet() == ""


def test_a_scroll_bar_is_a_thin_handle_that_can_be_drawn(area: QScrollArea) -> None:
    bar = area.verticalScrollBar()
    assert bar.width() == 10 and bar.isVisible()
    assert colour_at(bar, QPoint(5, 16)) == theme.current().tokens.line
    assert colour_at(bar, QPoint(5, 100)) == colour_at(area, QPoint(5, 100))
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    QTest.mouseMove(bar, QPoint(5, 110))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 110))
    assert bar.value() == pytest.approx((TALL - 200) * 100 / (200 - 32), abs=12)


def test_below_the_handle_one_page_is_turned(area: QScrollArea) -> None:
    bar = area.verticalScrollBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 190))
    assert bar.value() == bar.pageStep()


def test_what_scrolls_has_no_ground_of_its_own(area: QScrollArea) -> None:
    held = area.widget()
    assert held is not None and not held.autoFillBackground() and area.frameWidth() == 0


@pops_up
def test_the_menu_of_a_field_and_the_list_of_a_choice_are_dressed(qtbot: QtBot, shown: Show) -> None:
    field = LineField("a.field", "Field")
    shown(field)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), field.editor.mapToGlobal(QPoint(3, 3)))
    QApplication.sendEvent(field.editor, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and theme.current().tokens.raised in menu.styleSheet()
    menu.close()
    choice = Choice([("one", "One"), ("two", "Two")])
    shown(choice)
    choice.showPopup()
    assert theme.current().tokens.surface in choice.view().styleSheet()
    choice.hidePopup()


@pops_up
def test_a_tip_has_our_box_and_room_round_its_words(qtbot: QtBot, shown: Show) -> None:
    field = LineField("a.field", "Field")
    shown(field)
    tip(field, "Ctrl+1")
    QToolTip.showText(field.mapToGlobal(QPoint(5, 5)), field.toolTip(), field)
    label = next(widget for widget in QApplication.topLevelWidgets() if widget.inherits("QTipLabel"))
    tokens = theme.current().tokens
    assert colour_at(label, QPoint(0, 10)) == tokens.line
    assert colour_at(label, QPoint(4, 10)) == tokens.raised
    assert label.height() > 2 * 10 + theme.Type.LABEL
    QToolTip.hideText()
