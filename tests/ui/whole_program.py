"""The whole program on the demo store: somebody signs in, works it by keys, locks it."""

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.upkeep.demo import PIN
from ui.shell.reception import Reception

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
