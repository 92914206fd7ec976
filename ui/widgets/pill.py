"""The status pill: a shape and a word on the tint of their kind."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Radius, Size, Type
from ui.widgets import drawn, shape
from ui.widgets.shape import Shape

PADDING = 8
SHAPE_SIDE = 9
SHAPE_GAP = 6


class Kind(StrEnum):
    """What a state means for the reader; it gives tint and colour of the words."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    ACCENT = "accent"
    NEUTRAL = "neutral"

    @property
    def tint(self) -> str:
        return f"{self.value}_tint"

    @property
    def tone(self) -> str:
        return "muted" if self is Kind.NEUTRAL else self.value


@dataclass(frozen=True, slots=True)
class Mark:
    """What a pill says: the words, their shape, their kind."""

    words: str
    shape: Shape = Shape.NONE
    kind: Kind = Kind.NEUTRAL


def pill_width(mark: Mark) -> int:
    """How wide the pill is, in px."""
    lead = SHAPE_SIDE + SHAPE_GAP if mark.shape is not Shape.NONE else 0
    return round(2 * PADDING + lead + drawn.width_of(mark.words, Type.LABEL, Type.MEDIUM))


def draw_pill(painter: QPainter, mark: Mark, *, left: float, middle: float, height: int = Size.PILL) -> int:
    """Draw a pill with its left edge and its middle line given; answers its width."""
    width = pill_width(mark)
    area = QRectF(round(left), round(middle - height / 2), width, height)
    drawn.box(painter, area, fill=mark.kind.tint, radius=Radius.PILL)
    inner = area.adjusted(PADDING, 0, -PADDING, 0)
    if mark.shape is not Shape.NONE:
        side = QRectF(inner.left(), area.center().y() - SHAPE_SIDE / 2, SHAPE_SIDE, SHAPE_SIDE)
        shape.draw(painter, mark.shape, side, mark.kind.tone)
        inner.setLeft(inner.left() + SHAPE_SIDE + SHAPE_GAP)
    drawn.text(
        painter, inner.adjusted(0, 0, 2, 0), mark.words, size=Type.LABEL, weight=Type.MEDIUM, tone=mark.kind.tone
    )
    return width


class Pill(QWidget):
    """A status pill that stands by itself."""

    def __init__(self, mark: Mark, *, height: int = Size.PILL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_mark(mark)

    def show_mark(self, mark: Mark) -> None:
        """Say something else."""
        self.mark = mark
        self.setAccessibleName(mark.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self.mark), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_pill(drawn.painter_on(self), self.mark, left=0, middle=self.height() / 2, height=self._height)
