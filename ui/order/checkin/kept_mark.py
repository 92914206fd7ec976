"""A tick and when the draft was kept last."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Type
from ui.widgets import drawn, shape
from ui.widgets.named import named
from ui.widgets.shape import Shape

SIDE, GAP = 10, 8


class KeptMark(QWidget):
    """`checkin.kept`; without words it is not there."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "checkin.kept")
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, words: str) -> None:
        """Say something else."""
        self.words = words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE + GAP + round(drawn.width_of(self.words, Type.DATA)) + 2, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        shape.draw(painter, Shape.TICK, QRectF(0, (self.height() - SIDE) / 2, SIDE, SIDE), "good")
        drawn.text(painter, QRectF(self.rect()).adjusted(SIDE + GAP, 0, 0, 0), self.words, tone="muted")
