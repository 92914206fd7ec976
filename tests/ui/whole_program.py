"""The whole program on the demo store, where somebody signs in; and its window with somebody at it already."""

from dataclasses import replace

from hands import Patience, type_words
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk, Store
from app.upkeep.demo import PIN
from ui.shell.reception import Reception
from ui.shell.rooms import rooms
from ui.shell.window import Window
from ui.worker import Worker

ADVISOR = "2"  # their tile on the sign-in page
NUMBER = "WXD000025"
CTRL = Qt.KeyboardModifier.ControlModifier


class Desktop:
    """The whole program on the demo store, worked by keys."""

    def __init__(self, qtbot: QtBot, store: Store) -> None:
        self.qtbot, self.store = qtbot, store
        self.reception = Reception(lambda: store)
        self.window = self.reception.window
        with qtbot.waitSignal(self.reception.ready, timeout=20_000):
            self.reception.open()
        self.window.activateWindow()

    def sign_in(self, tile: str) -> None:
        assert self.window.sign_in is not None
        self.window.sign_in.people.setFocus()
        self.press(tile)
        self.press(PIN)
        self.qtbot.waitUntil(self.window.is_open, timeout=20_000)

    def press(self, keys: str) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def command(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, CTRL)

    def open_order(self) -> None:
        self.window.go("order", NUMBER)
        self.qtbot.waitUntil(lambda: self.window.findChild(QWidget, "order.header") is not None)
        QTest.qWait(300)

    def picture(self) -> bytes:
        """The window as it is to be seen, pixel by pixel; without the clock and the caret."""
        sign_in = self.window.sign_in
        assert sign_in is not None
        sign_in.day.setText("")
        sign_in.people.setFocus()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.window.grab().save(buffer, "PNG")
        return bytes(buffer.data().data())


class SeatedWindow(Patience):
    """The window with everything in it and somebody at it, who need not sign in."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        super().__init__(qtbot, Worker())
        self.desk = desk
        self.worker.use_desk(replace(desk, told=self.worker.collect))
        self.window = Window(self.worker, places=rooms())
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.enter(desk.person.staff_no, desk.person.name, "")

    def find(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def sees(self, name: str) -> bool:
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def click(self, name: str) -> None:
        widget = self.find(name)
        assert widget.isVisible(), name
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.rest()

    def write(self, name: str, words: str) -> None:
        """Write over what stands in a field, as an input method does."""
        editor = self.find(name)
        assert isinstance(editor, QLineEdit), name
        editor.setFocus()
        editor.selectAll()
        type_words(editor, words)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.rest()
