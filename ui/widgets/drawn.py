"""Drawing by hand: text that stands by its body, rounded boxes, and the ring that shows the focus."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Radius, Type
from ui.widgets import set_line as lines

LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
# Qt's flags are put together, and asked, once: done for each line and each painter it was a fifth of the painting.
SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


def painter_on(widget: QWidget) -> QPainter:
    """A painter with smooth edges; leave it to end with the paint event."""
    painter = QPainter(widget)
    painter.setRenderHints(SMOOTH)
    return painter


def width_of(words: str, size_px: int, weight: int = Type.REGULAR) -> float:
    """How wide the words are in our face, in px."""
    return lines.width_of(words, size_px, weight)


def elided(words: str, width_px: float, size_px: int, weight: int = Type.REGULAR) -> str:
    """The words, cut with “…” where they do not fit."""
    return lines.elided(words, width_px, size_px, weight)


def packed(pieces: tuple[str, ...], width_px: float, size_px: int, weight: int = Type.REGULAR) -> tuple[str, ...]:
    """The pieces on as many lines as they need, none of them cut."""
    return lines.packed(pieces, width_px, size_px, weight)


@lru_cache(maxsize=16)
def _share_before(align: Qt.AlignmentFlag) -> float:
    """How much of the room that is left stands before the words."""
    return 0.5 if align & CENTRE else 1 if align & RIGHT else 0


def text(
    painter: QPainter,
    rect: QRectF | QRect,
    words: str,
    *,
    size: int = Type.DATA,
    weight: int = Type.REGULAR,
    tone: str = "ink",
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Write one line into the middle of `rect` by its body, cut to its width; answers the width drawn."""
    room, middle = rect.width(), rect.y() + rect.height() / 2
    line, width = lines.fitted(words, room, size, weight)
    left = rect.x() + _share_before(align) * (room - width)
    painter.setPen(theme.current().color(tone))
    line.draw(painter, left, round(middle + Type.BODY_DROP * size))
    return width


def box(
    painter: QPainter,
    rect: QRectF | QRect,
    *,
    fill: str | None = None,
    edge: str | None = None,
    edge_width: float = 1,
    radius: float = Radius.CONTROL,
    dashed: bool = False,
) -> None:
    """A rounded box; its edge lies inside `rect`, so that a 1 px line is one sharp pixel."""
    inset = edge_width / 2 if edge else 0
    area = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    if fill:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color(fill))
        painter.drawRoundedRect(area, max(radius - inset, 0), max(radius - inset, 0))
    if edge and dashed:
        _dashed_edge(painter, area, edge, edge_width, max(radius - inset, 0))
    elif edge:
        ring(painter, QRectF(rect), theme.current().color(edge), edge_width, radius)


def ring(painter: QPainter, area: QRectF, colour: QColor, width: float, radius: float) -> None:
    """The edge of a rounded box, inside `area`: what lies between two boxes costs a fifth of what a pen would."""
    between, inner = QPainterPath(), max(radius - width, 0)
    between.addRoundedRect(area, radius, radius)
    between.addRoundedRect(area.adjusted(width, width, -width, -width), inner, inner)
    painter.fillPath(between, colour)


def _dashed_edge(painter: QPainter, area: QRectF, tone: str, width: float, radius: float) -> None:
    pen = QPen(theme.current().color(tone), width, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)


def focus_edge(painter: QPainter, rect: QRectF | QRect, radius: float = Radius.CONTROL) -> None:
    """The 2 px accent border inside a widget that has the focus; the halo outside is `halo.py`'s."""
    box(painter, rect, edge="accent", edge_width=2, radius=radius)


def line(painter: QPainter, x1: float, y1: float, x2: float, y2: float, tone: str = "line_soft") -> None:
    """A hairline of one whole pixel, level or upright."""
    level = y1 == y2
    area = QRectF(x1, y1, x2 - x1, 1) if level else QRectF(x1, y1, 1, y2 - y1)
    painter.fillRect(area, theme.current().color(tone))
