"""The marks: the first character of the store's name on the accent, and the program's own icon."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme import Radius, Type
from ui.widgets import drawn

LOGO = 36
ICON_SIDES = (16, 32, 48, 64, 128, 256)


class Logo(QWidget):
    """The first character of the store's name on the accent."""

    def __init__(self, side: int = LOGO) -> None:
        super().__init__()
        self._character = ""
        self.setFixedSize(side, side)

    def show_store(self, name: str) -> None:
        """Another store's name."""
        self._character = name[:1]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="accent", radius=Radius.CARD)
        size = round(self.width() * 0.56)
        area = QRectF(self.rect())
        drawn.text(painter, area, self._character, size=size, weight=Type.BOLD, tone="on_accent", align=drawn.CENTRE)


def icon() -> QIcon:
    """The program's own icon in all its sizes."""
    made = QIcon()
    for side in ICON_SIDES:
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn.box(painter, picture.rect(), fill="accent", radius=side * Radius.CARD / 36)
        words = "4S" if side > ICON_SIDES[0] else "4"
        size = round(side * 0.56)
        drawn.text(painter, picture.rect(), words, size=size, weight=Type.BOLD, tone="on_accent", align=drawn.CENTRE)
        painter.end()
        made.addPixmap(picture)
    return made
