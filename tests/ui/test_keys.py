"""Who hears the keys: the window's watch follows the focus, and whoever came last hears first."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.keys import KeyWatch, Listener

Key = Qt.Key


@pytest.fixture
def fields(shown: Callable[[QWidget], QWidget]) -> tuple[QLineEdit, QLineEdit]:
    """Two fields in a window; the first has the cursor."""
    window, first, second = QWidget(), QLineEdit(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addWidget(second)
    shown(window)
    first.setFocus()
    return first, second


def watched(window: QWidget, **heard: Callable[[], object]) -> list[str]:
    pressed: list[str] = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    KeyWatch(app, window, lambda sequence: not pressed.append(sequence), **heard)
    return pressed


def test_the_watch_follows_the_focus(fields: tuple[QLineEdit, QLineEdit]) -> None:
    first, second = fields
    pressed = watched(first.window())
    QTest.keyClick(first, Key.Key_F2)
    QTest.keyClick(first, Key.Key_Return)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_F3)
    second.clearFocus()
    QTest.keyClick(second.window(), Key.Key_F7)
    assert pressed == ["F2", "F3", "F7"]


def test_the_keys_of_what_is_composed_belong_to_the_input_method(fields: tuple[QLineEdit, QLineEdit]) -> None:
    first, second = fields
    pressed = watched(first.window())
    QApplication.sendEvent(first, QInputMethodEvent("wang", []))
    QTest.keyClick(first, Key.Key_Escape)
    assert pressed == [] and first.hasFocus()
    second.setFocus()
    QTest.keyClick(second, Key.Key_Escape)
    assert pressed == ["Esc"]


def test_every_key_and_every_click_says_that_somebody_is_there(fields: tuple[QLineEdit, QLineEdit]) -> None:
    first, second = fields
    touches: list[str] = []
    watched(first.window(), touched=lambda: touches.append("touched"))
    QTest.keyClick(first, Key.Key_A)
    assert touches == ["touched"]
    handle = first.window().windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=second.mapTo(second.window(), QPoint(4, 4)))
    assert len(touches) == 2 and second.hasFocus()


def test_who_came_last_hears_first_until_it_stops(fields: tuple[QLineEdit, QLineEdit]) -> None:
    first, second = fields
    pressed, taken = watched(first.window()), list[QEvent.Type]()
    app = QApplication.instance()
    assert isinstance(app, QApplication)

    def take(_widget: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            taken.append(event.type())
        return event.type() == QEvent.Type.KeyPress

    listener = Listener(app, first.window(), take)
    QTest.keyClick(first, Key.Key_F2)
    second.setFocus()
    QTest.keyClick(second, Key.Key_F3)
    assert (len(taken), pressed) == (2, [])
    listener.stop()
    QTest.keyClick(second, Key.Key_F3)
    assert (len(taken), pressed) == (2, ["F3"])
