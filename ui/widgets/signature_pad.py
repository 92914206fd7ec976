"""The signing field: finger, pen or mouse leave strokes; paper-white in both themes."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _
from app.paper.content import StrokePoint, Strokes
from app.paper.strokes import is_too_short, too_short_words
from ui import theme
from ui.theme import Radius
from ui.widgets import drawn
from ui.widgets.named import named

WIDE = 10_000
LINE_AT = 0.74
HAND_PRESSURE = 500
# Closer points than this (under a pixel on any screen) only make the paper's file longer.
LEAST_STEP = 12
MOST_POINTS = 12_000
THIN, THICK = 0.0038, 0.0098
TOUCHES = {
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
}


class SignaturePad(QWidget):
    """`strokes` is what was written; x and y in 10000ths of the pad's width, so its shape is kept everywhere.

    `changed` comes after each stroke and after `clear`.
    """

    changed = Signal()

    def __init__(self, name: str = "sign.pad") -> None:
        super().__init__()
        named(self, name, _("Signing field"))
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._strokes: list[list[StrokePoint]] = []
        self._is_writing = self._is_wrong = False
        self._watch = QElapsedTimer()
        self._ink = QPixmap()

    def strokes(self) -> Strokes:
        """Every stroke, in the order of the hand."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self._strokes

    def is_signed(self) -> bool:
        """Whether what was written can be a name; a dot or a slip of the hand cannot."""
        return not is_too_short(self.strokes())

    def lacks(self) -> str:
        """What the signer is told while this is no signature yet; "" when it is one."""
        if self.is_empty():
            return _("Please write your name in the field first.")
        return "" if self.is_signed() else too_short_words()

    def clear(self) -> None:
        """Begin again."""
        self._strokes.clear()
        self._is_writing = False
        self._draw_again()
        self.changed.emit()

    def show_strokes(self, strokes: Sequence[Sequence[StrokePoint]]) -> None:
        """Show what was written before: someone stepped back to it."""
        self._strokes = [list(stroke) for stroke in strokes]
        self._is_writing = False
        self._draw_again()
        self.changed.emit()

    def set_wrong(self, is_wrong: bool) -> None:
        """Red edge while the signature is missing, or not."""
        self._is_wrong = is_wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(566, 306)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    # The hand

    def _begin(self, at: QPointF, pressure: int) -> None:
        if not self._strokes:
            self._watch.start()
        self._is_writing = True
        self._strokes.append([])
        self._go_on(at, pressure)

    def _go_on(self, at: QPointF, pressure: int) -> None:
        if not self._is_writing or sum(map(len, self._strokes)) >= MOST_POINTS:
            return
        scale = WIDE / max(self.width(), 1)
        x = round(min(max(at.x(), 0), self.width()) * scale)
        y = round(min(max(at.y(), 0), self.height()) * scale)
        stroke = self._strokes[-1]
        if stroke and hypot(x - stroke[-1].x, y - stroke[-1].y) < LEAST_STEP:
            return
        stroke.append(StrokePoint(x, y, int(self._watch.elapsed()), pressure))
        self._draw_newest()

    def _end(self) -> None:
        if self._is_writing:
            self._is_writing = False
            self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position(), HAND_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position(), HAND_PRESSURE)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        pressure = round(event.pressure() * 1000)
        if event.type() is QEvent.Type.TabletPress:
            self._begin(event.position(), pressure)
        elif event.type() is QEvent.Type.TabletMove:
            self._go_on(event.position(), pressure)
        else:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ScreenChangeInternal:
            # The screen was unplugged under the hand: where it goes from here on belongs to no stroke.
            self._end()
        if event.type() in TOUCHES and isinstance(event, QTouchEvent):
            self._touched(event)
            event.accept()
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> None:
        """The first finger writes; a hand laid beside it does not."""
        points = event.points()
        if event.type() is QEvent.Type.TouchBegin and points:
            self._begin(points[0].position(), HAND_PRESSURE)
        elif event.type() is QEvent.Type.TouchUpdate and points:
            self._go_on(points[0].position(), HAND_PRESSURE)
        else:
            self._end()

    # The ink: kept as a picture, so that a long signature costs no more to write than a short one

    def _draw_again(self) -> None:
        ratio = self.devicePixelRatioF()
        self._ink = QPixmap(self.size() * ratio)
        self._ink.setDevicePixelRatio(ratio)
        self._ink.fill(Qt.GlobalColor.transparent)
        painter = self._ink_painter()
        for stroke in self._strokes:
            for before, after in pairwise([stroke[0], *stroke] if stroke else []):
                self._draw_step(painter, before, after)
        painter.end()
        self.update()

    def _draw_newest(self) -> None:
        stroke = self._strokes[-1]
        painter = self._ink_painter()
        area = self._draw_step(painter, stroke[-2] if len(stroke) > 1 else stroke[-1], stroke[-1])
        painter.end()
        self.update(area.toAlignedRect())

    def _ink_painter(self) -> QPainter:
        painter = QPainter(self._ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def _draw_step(self, painter: QPainter, before: StrokePoint, after: StrokePoint) -> QRectF:
        scale = self.width() / WIDE
        width = self.width() * (THIN + (THICK - THIN) * after.pressure / 1000)
        painter.setPen(
            QPen(theme.current().color("paper_ink"), width, s=Qt.PenStyle.SolidLine, c=Qt.PenCapStyle.RoundCap)
        )
        start, end = (
            QPointF(before.x, before.y) * scale,
            QPointF(after.x, after.y) * scale,
        )
        if start == end:
            painter.drawPoint(start)
        else:
            painter.drawLine(start, end)
        return QRectF(start, end).normalized().adjusted(-width, -width, width, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_again()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        edge = "bad" if self._is_wrong else "paper_line"
        drawn.box(
            painter,
            self.rect(),
            fill="paper",
            edge=edge,
            edge_width=1.5,
            radius=Radius.CARD,
        )
        level, inset = round(self.height() * LINE_AT), min(32, self.width() // 12)
        pen = QPen(theme.current().color("paper_line"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(inset, level + 0.5), QPointF(self.width() - inset, level + 0.5))
        painter.setPen(
            QPen(theme.current().color("paper_line"), 1.5, s=Qt.PenStyle.SolidLine, c=Qt.PenCapStyle.RoundCap)
        )
        for left, right in ((inset + 4, inset + 13), (inset + 13, inset + 4)):
            painter.drawLine(QPointF(left, level - 21), QPointF(right, level - 12))
        painter.drawPixmap(0, 0, self._ink)
