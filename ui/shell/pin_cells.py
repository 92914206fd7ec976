"""Six cells for a PIN: dots, never figures; complete at the sixth digit."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ui import theme
from ui.dress import bare
from ui.theme import Radius, Size
from ui.widgets import drawn
from ui.widgets.named import named

DIGITS, CELL_WIDTH, CELL_HEIGHT, GAP, DOT = 6, 52, 56, 12, 6
WIDTH = DIGITS * CELL_WIDTH + (DIGITS - 1) * GAP
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PinCells(QLineEdit):
    """A line edit that looks like six cells; only digits go in, nothing can be selected or copied out."""

    completed = Signal(str)
    arrow_pressed = Signal(object)  # QKeyEvent: arrows choose the person, there is nothing to move in here

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        named(self, name, label)
        self.setMaxLength(DIGITS)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("enter_is_own", True)
        bare(self)
        self.is_wrong = False
        self.textEdited.connect(self._typed)
        self.textChanged.connect(lambda _text: self.update())

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, CELL_HEIGHT + 2 * Size.HALO)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_wrong(self, is_wrong: bool) -> None:
        """Red edges until the next digit."""
        self.is_wrong = is_wrong
        self.update()

    def _typed(self, text: str) -> None:
        digits = "".join(character for character in text if character in "0123456789")
        if digits != text:
            self.setText(digits)
        self.show_wrong(False)
        if len(digits) == DIGITS:
            self.completed.emit(digits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            self.arrow_pressed.emit(event)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        typed = len(self.text())
        for at in range(DIGITS):
            area = QRectF(at * (CELL_WIDTH + GAP), Size.HALO, CELL_WIDTH, CELL_HEIGHT)
            self._draw_cell(painter, area, is_here=self.hasFocus() and at == typed)
            if at < typed:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.current().color("ink" if self.isEnabled() else "faint"))
                painter.drawEllipse(QPointF(area.center()), DOT, DOT)

    def _draw_cell(self, painter: QPainter, area: QRectF, *, is_here: bool) -> None:
        if is_here:
            halo = area.adjusted(-Size.HALO, -Size.HALO, Size.HALO, Size.HALO)
            drawn.box(painter, halo, fill="accent_tint", radius=Radius.CARD + 1)
        edge = "accent" if is_here else "bad" if self.is_wrong else "ctl"
        drawn.box(painter, area, fill="surface", edge=edge, edge_width=2 if is_here else 1, radius=Radius.CARD)
        if is_here:
            caret = QRectF(area.center().x() - 1, area.center().y() - 12, 2, 24)
            painter.fillRect(caret, theme.current().color("accent"))
