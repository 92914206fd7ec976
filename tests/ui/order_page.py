"""A step page of an order on a demo desk, driven by keys and mouse; it reads itself again as in the window."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from hands import Patience
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.order.queries import OrderId, order_of_number
from ui.widgets.page import Notice, Page
from ui.worker import Worker

Make = Callable[[Worker, OrderId], Page]
DeskOf = Callable[[str], Desk]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class OpenPage(Patience):
    """The page, and what it asked of the window."""

    def __init__(self, qtbot: QtBot, desk: Desk, number: str, make: Make) -> None:
        super().__init__(qtbot, Worker(desk))
        self.desk = desk
        self.worker.use_desk(replace(desk, told=self.worker.collect))
        self.order_id = order_of_number(desk, number)
        self.page = make(self.worker, self.order_id)
        self.said: list[Notice] = []
        self.gone: list[tuple[str, object]] = []
        self.page.say.connect(self.said.append)
        self.page.go.connect(lambda place, what: self.gone.append((place, what)))
        self.worker.changed.connect(self._changed)
        qtbot.addWidget(self.page)
        self.page.resize(1262, 640)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.refresh()
        self.rest()

    def _changed(self, slices: frozenset[str]) -> None:
        if self.page.slices & slices:
            self.page.refresh()

    def find(self, name: str) -> QWidget:
        """A widget of the page, or of what covers it, by its name."""
        found = self.page.window().findChild(QWidget, name)
        assert found is not None, name
        return found

    def sees(self, name: str) -> bool:
        """Whether a widget is there and to be seen."""
        found = self.page.window().findChild(QWidget, name)
        return found is not None and found.isVisible()

    def click(self, name: str, at: QPoint | None = None) -> None:
        """Click a widget, in its middle or at a point."""
        widget = self.find(name)
        assert widget.isVisible(), name
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.rest()

    def press(self, key: Qt.Key, name: str = "") -> None:
        """Press a key on a widget, or on what has the focus."""
        widget = self.find(name) if name else QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)
        self.rest()

    def type_into(self, name: str, words: str) -> None:
        """Replace what stands in a field by ASCII words, and leave it."""
        widget = self.find(name)
        widget.setFocus()
        QTest.keyClick(widget, Key.Key_A, CTRL)
        QTest.keyClicks(widget, words)

    def sign(self) -> None:
        """Write a name into the signing field and accept."""
        pad = self.find("sign.pad")
        width, middle = pad.width(), pad.height() // 2
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(width // 5, middle))
        for step in range(1, 13):
            QTest.mouseMove(pad, QPoint(width // 5 + step * width // 24, middle + (step % 3 - 1) * 24))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(width * 4 // 5, middle))
        self.click("sign.accept")


@contextmanager
def open_page(qtbot: QtBot, desk: Desk, number: str, make: Make) -> Iterator[OpenPage]:
    """The page of an order, closed at the end whatever happened."""
    opened = OpenPage(qtbot, desk, number, make)
    try:
        yield opened
    finally:
        opened.worker.close()


Open = Callable[..., AbstractContextManager[OpenPage]]
OpenAt = Callable[[str, str, Make], AbstractContextManager[OpenPage]]
