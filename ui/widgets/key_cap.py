"""Keys shown where they work: a cap with the key's name, and a row of caps with their words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Radius, Size, Type
from ui.widgets import drawn

PADDING, WORD_GAP, NEXT_GAP = 5, 6, 16


def cap_width(key: str) -> int:
    """How wide the cap of a key is, in px; never narrower than high."""
    return max(round(drawn.width_of(key, Type.CODE, Type.MEDIUM)) + 2 * PADDING, Size.KEY_CAP + 2)


def draw_cap(painter: QPainter, key: str, *, left: float, middle: float, fill: str = "surface") -> int:
    """Draw a key cap with its left edge and middle given; answers its width."""
    area = QRectF(round(left), round(middle - Size.KEY_CAP / 2), cap_width(key), Size.KEY_CAP)
    drawn.box(painter, area, fill=fill, edge="line", radius=Radius.PILL)
    drawn.text(painter, area, key, size=Type.CODE, weight=Type.MEDIUM, tone="muted", align=drawn.CENTRE)
    return round(area.width())


class KeyCap(QWidget):
    """One key cap that stands by itself."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFixedSize(cap_width(key), Size.KEY_CAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_cap(drawn.painter_on(self), self._key, left=0, middle=self.height() / 2)


class KeyHints(QWidget):
    """A row of (key, what it does); those that do not fit are left out, last first."""

    def __init__(self, hints: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_hints(hints)

    def show_hints(self, hints: tuple[tuple[str, str], ...]) -> None:
        """Other keys."""
        self._hints = hints
        self.setAccessibleName(", ".join(f"{key} {words}" for key, words in hints))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._width(hint) for hint in self._hints)), Size.KEY_CAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, Size.KEY_CAP)

    @staticmethod
    def _width(hint: tuple[str, str]) -> float:
        return cap_width(hint[0]) + WORD_GAP + drawn.width_of(hint[1], Type.LABEL) + NEXT_GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, left, middle = drawn.painter_on(self), 0.0, self.height() / 2
        for key, words in self._hints:
            width = self._width((key, words))
            if left + width - NEXT_GAP > self.width() + 1:
                return
            cap = draw_cap(painter, key, left=left, middle=middle)
            area = QRectF(left + cap + WORD_GAP, 0, width, self.height())
            drawn.text(painter, area, words, size=Type.LABEL, tone="muted")
            left += width
