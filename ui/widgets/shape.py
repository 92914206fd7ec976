"""The small shapes that say a state without colour: tick, triangle, clock, cross, loop, …"""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui import theme


class Shape(StrEnum):
    """What each shape says: see look and `draw`."""

    TICK = "tick"  # done
    TRIANGLE = "triangle"  # danger or attention
    CLOCK = "clock"  # waiting
    CROSS = "cross"  # failed
    LOOP = "loop"  # rework
    PAUSE = "pause"  # stopped
    DIAMOND = "diamond"  # another payer
    SQUARE = "square"  # a paper
    RING = "ring"  # not begun
    HALF = "half"  # half-way
    DOT = "dot"  # under way
    NONE = "none"


def draw(painter: QPainter, shape: Shape, rect: QRectF, tone: str) -> None:
    """Draw a shape into a square (9 px in a pill) in a token's colour."""
    if shape is Shape.NONE:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 9, rect.height() / 9)
    colour = theme.current().color(tone)
    painter.setPen(QPen(colour, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape in FILLED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    STROKES[shape](painter)
    painter.restore()


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _tick(painter: QPainter) -> None:
    painter.drawPolyline(_polygon((0.6, 4.9), (3.3, 7.6), (8.5, 1.6)))


def _triangle(painter: QPainter) -> None:
    painter.drawPolygon(_polygon((4.5, 0.1), (9.4, 8.6), (-0.4, 8.6)))


def _clock(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(0.3, 0.3, 8.4, 8.4))
    painter.drawPolyline(_polygon((4.5, 2.6), (4.5, 4.7), (6.1, 5.5)))


def _cross(painter: QPainter) -> None:
    painter.drawLine(QPointF(1.2, 1.2), QPointF(7.8, 7.8))
    painter.drawLine(QPointF(7.8, 1.2), QPointF(1.2, 7.8))


def _loop(painter: QPainter) -> None:
    painter.drawArc(QRectF(0.9, 0.9, 7.2, 7.2), 60 * 16, 290 * 16)
    painter.drawPolyline(_polygon((6.4, -0.5), (6.5, 1.9), (4.1, 2.2)))


def _pause(painter: QPainter) -> None:
    painter.drawRect(QRectF(1.2, 0.4, 2.3, 8.2))
    painter.drawRect(QRectF(5.5, 0.4, 2.3, 8.2))


def _diamond(painter: QPainter) -> None:
    painter.drawPolygon(_polygon((4.5, -0.2), (9.2, 4.5), (4.5, 9.2), (-0.2, 4.5)))


def _square(painter: QPainter) -> None:
    painter.drawRect(QRectF(0.9, 0.9, 7.2, 7.2))


def _ring(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(0.6, 0.6, 7.8, 7.8))


def _half(painter: QPainter) -> None:
    painter.save()
    painter.setBrush(painter.pen().color())
    painter.drawPie(QRectF(0.5, 0.5, 8, 8), 270 * 16, 180 * 16)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(0.5, 0.5, 8, 8))
    painter.restore()


def _dot(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(1.2, 1.2, 6.6, 6.6))


STROKES: dict[Shape, Callable[[QPainter], None]] = {
    Shape.TICK: _tick,
    Shape.TRIANGLE: _triangle,
    Shape.CLOCK: _clock,
    Shape.CROSS: _cross,
    Shape.LOOP: _loop,
    Shape.PAUSE: _pause,
    Shape.DIAMOND: _diamond,
    Shape.SQUARE: _square,
    Shape.RING: _ring,
    Shape.HALF: _half,
    Shape.DOT: _dot,
}
FILLED = {Shape.TRIANGLE, Shape.PAUSE, Shape.DIAMOND, Shape.SQUARE, Shape.DOT}
