"""The window with complaints in front, worked by keys and by mouse."""

from collections.abc import Callable

from hands import type_words
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from whole_program import SeatedWindow

from app.care.complaints.queries import ComplaintView, complaint_of_number, complaint_view
from app.upkeep.demo import PIN
from ui.care.complaints.complaint_page import ComplaintPage
from ui.widgets.chips import Chips

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = "TS2026000001", "TS2026000002"


class Counter(SeatedWindow):
    """The window with complaints in front."""

    @property
    def page(self) -> ComplaintPage:
        page = self.window.workspace.page()
        assert isinstance(page, ComplaintPage)
        return page

    def open(self, number: str) -> None:
        self.window.go("complaint", number)
        self.rest()

    def fill(self, name: str, words: str) -> None:
        """Type into a field of one or of several lines, over what stands there."""
        editor = self.find(f"complaint.{name}")
        assert editor.isVisible(), name
        editor.setFocus()
        if isinstance(editor, QPlainTextEdit):
            editor.selectAll()
        type_words(editor, words) if isinstance(editor, QPlainTextEdit) else self.write(f"complaint.{name}", words)

    def pick(self, name: str, key: str) -> None:
        """Press a chip with the mouse."""
        chips = self.find(f"complaint.{name}")
        assert isinstance(chips, Chips) and chips.isVisible(), name
        QTest.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.area_of(key).center().toPoint())

    def accept(self) -> None:
        self.press(Key.Key_Return, CTRL)

    def error(self, name: str) -> str:
        line = self.window.findChild(QLabel, f"complaint.{name}.error")
        assert line is not None and line.isVisible(), name
        return line.text()

    def agree(self, pin: str = PIN) -> None:
        field = self.find("step_up.pin")
        field.setFocus()
        QTest.keyClicks(field, pin)
        self.press(Key.Key_Return)

    def sign(self) -> None:
        # A sheet that was given back may still be on its way out.
        pad, accept = (
            next(one for one in self.window.findChildren(QWidget, name) if one.isVisible())
            for name in ("sign.pad", "sign.accept")
        )
        width, middle = pad.width(), pad.height() // 2
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(width // 5, middle))
        for step in range(1, 13):
            QTest.mouseMove(pad, QPoint(width // 5 + step * width // 24, middle + (step % 3 - 1) * 24))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(width * 4 // 5, middle))
        QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
        self.rest()

    def view(self, number: str = FIRST) -> ComplaintView:
        return complaint_view(self.desk, complaint_of_number(self.desk, number))

    def run(self, words: str) -> None:
        """What the palette does with these words."""
        next(command for command in self.page.commands() if command.words == words).deed()
        self.rest()


Seat = Callable[[str], Counter]
