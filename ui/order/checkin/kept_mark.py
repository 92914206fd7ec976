"""A tick and when the draft was kept last; a warning where it goes with what is only looked at."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _
from ui import formats
from ui.theme import Type
from ui.widgets import drawn, shape
from ui.widgets.named import named
from ui.widgets.shape import Shape

SIDE, GAP = 10, 8


@dataclass(frozen=True, slots=True)
class Kept:
    """When a draft was kept; it does not last where only a private copy of the store is open."""

    at: datetime
    lasts: bool = True


class KeptMark(QWidget):
    """`checkin.kept`; without words it is not there."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "checkin.kept")
        self.words, self._lasts = "", True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_kept(self, kept: Kept | None) -> None:
        """The newest keeping, None before any."""
        self._lasts = kept is None or kept.lasts
        if kept is None:
            self._say("")
        elif kept.lasts:
            self._say(_("Draft kept {time}").format(time=formats.time_of_day(kept.at)))
        else:
            self._say(_("What you type goes when the window closes"))

    def _say(self, words: str) -> None:
        self.words = words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE + GAP + round(drawn.width_of(self.words, Type.DATA)) + 2, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        sign, tone = (Shape.TICK, "good") if self._lasts else (Shape.TRIANGLE, "warn")
        shape.draw(painter, sign, QRectF(0, (self.height() - SIDE) / 2, SIDE, SIDE), tone)
        drawn.text(painter, QRectF(self.rect()).adjusted(SIDE + GAP, 0, 0, 0), self.words, tone="muted")
