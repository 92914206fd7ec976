"""An order wherever it is named: number, plate, state; a click or Enter opens it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.pill import Mark, draw_pill, pill_width
from ui.widgets.plate import draw_plate, plate_width

PADDING, GAP = 8, 8


class OrderChip(QWidget):
    """`opened` carries the order's number."""

    opened = Signal(str)

    def __init__(self, number: str, *, plate: str = "", plate_type: str = "normal", mark: Mark | None = None) -> None:
        super().__init__()
        named(self, f"order.chip.{number}", " ".join(part for part in (number, plate) if part))
        self.number, self._plate, self._plate_type, self._mark = number, plate, plate_type, mark
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = drawn.width_of(self.number, Type.DATA, Type.MEDIUM) + 2 * PADDING
        width += plate_width(self._plate, Size.PILL) + GAP if self._plate else 0
        width += pill_width(self._mark) + GAP if self._mark else 0
        return QSize(round(width), Size.CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, middle, left = drawn.painter_on(self), self.height() / 2, float(PADDING)
        drawn.box(painter, self.rect(), fill="surface", edge="line")
        if self.hasFocus():
            drawn.focus_edge(painter, self.rect())
        room = QRectF(left, 0, self.width(), self.height())
        left += drawn.text(painter, room, self.number, weight=Type.MEDIUM, tone="accent") + GAP
        if self._plate:
            left += draw_plate(painter, self._plate, self._plate_type, left=left, middle=middle, height=Size.PILL) + GAP
        if self._mark:
            draw_pill(painter, self._mark, left=left, middle=middle)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.number)
            return
        super().keyPressEvent(event)
