"""The places of a looked-at item side by side: four wheels, each with its own verdict."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.order.inspection.lines import Line, place_of
from ui.order.inspection.marks import verdict_mark
from ui.widgets import drawn
from ui.widgets.pill import draw_pill, pill_width

HEIGHT, GAP, PADDING = 40, 10, 12


class WordCells(QWidget):
    """Painted only: the list has the focus and its digits answer the place in hand. `chosen` carries a place."""

    chosen = Signal(int)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line, self.at = line, 0
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: Line) -> None:
        """The line as it was read again."""
        self.line = line
        self.update()

    def choose(self, at: int) -> None:
        """Take another place in hand."""
        self.at = max(0, min(at, len(self.line.items) - 1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def _area(self, at: int) -> QRectF:
        count = max(len(self.line.items), 4)
        width = (self.width() - (count - 1) * GAP) / count
        return QRectF(at * (width + GAP), 0, width, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at in range(len(self.line.items)):
            if self._area(at).contains(event.position()):
                self.chosen.emit(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, item in enumerate(self.line.items):
            area, is_at = self._area(at), at == self.at
            drawn.box(painter, area, fill="surface", edge="accent" if is_at else "line", edge_width=2 if is_at else 1)
            room = area.adjusted(PADDING, 0, -PADDING, 0)
            if item.verdict is not None:
                mark = verdict_mark(item.verdict, yes_or_no=self.line.is_yes_or_no)
                left = area.right() - pill_width(mark) - 8
                draw_pill(painter, mark, left=left, middle=area.center().y())
                room.setRight(left - 6)
            drawn.text(painter, room, place_of(item))
