"""A check box with its words; Space or a click ticks it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import theme
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.named import named

WORD_GAP = 8


class Check(QAbstractButton):
    """A box of 18 px (22 where a customer touches it) and the words beside it."""

    def __init__(
        self, name: str, words: str, *, side: int = Size.CHECK, size: int = Type.DATA, checked: bool = False
    ) -> None:
        super().__init__()
        self._side, self._size = side, size
        named(self, name, words)
        self.setText(words)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("enter_moves_on", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = WORD_GAP + round(drawn.width_of(self.text(), self._size)) + 2 if self.text() else 4
        return QSize(self._side + words, max(self._side + 8, Size.TARGET if self._side > Size.CHECK else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._side + 2 * self._size, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        box = QRectF(1, (self.height() - self._side) // 2, self._side, self._side)
        draw_box(painter, box, is_on=self.isChecked(), is_enabled=self.isEnabled())
        if self.hasFocus():
            drawn.box(painter, box.adjusted(-1, -1, 1, 1), edge="accent", edge_width=2, radius=Radius.PILL + 1)
        words = QRectF(self.rect()).adjusted(self._side + WORD_GAP, 0, 0, 0)
        drawn.text(painter, words, self.text(), size=self._size, tone="ink" if self.isEnabled() else "faint")


def draw_box(painter: QPainter, box: QRectF, *, is_on: bool, is_enabled: bool = True) -> None:
    """Draw the box of a check box, ticked or not; lists draw theirs with it too."""
    fill, edge = ("accent", "accent") if is_on else ("surface", "ctl")
    if not is_enabled:
        fill, edge = ("line", "line") if is_on else ("hover", "line")
    drawn.box(painter, box, fill=fill, edge=edge, edge_width=1.5, radius=Radius.PILL)
    if not is_on:
        return
    pen = QPen(theme.current().color("on_accent"), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    shape = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))
    points = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in shape]
    painter.drawPolyline(QPolygonF(points))
