"""“Show me”: a large number on each screen for a moment, so that one sees which is which."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from ui import screens
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.named import named

STAYS_MS, SIDE, FIGURE, NAME_ROW = 4_000, 240, 120, 56


class ScreenNumber(QWidget):
    """`settings.screen.<number>`, in the middle of its screen; a touch sends it away, which shows where touches go."""

    def __init__(self, over: QWidget, screen: QScreen, number: int) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(over, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._figure, self._name = str(number), screens.name_of(screen)
        named(self, f"settings.screen.{number}", f"{number} {self._name}")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setScreen(screen)
        self.resize(SIDE, SIDE)
        self.move(screen.geometry().center() - QPoint(SIDE // 2, SIDE // 2))
        QTimer.singleShot(STAYS_MS, self, self.close)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, area = drawn.painter_on(self), QRectF(self.rect())
        drawn.box(painter, area, fill="surface", edge="accent", edge_width=2, radius=0)
        figure, name = area.adjusted(0, 0, 0, -NAME_ROW), area.adjusted(12, SIDE - NAME_ROW - 12, -12, -12)
        drawn.text(painter, figure, self._figure, size=FIGURE, weight=Type.BOLD, tone="accent", align=drawn.CENTRE)
        drawn.text(painter, name, self._name, size=Type.OBJECT, tone="muted", align=drawn.CENTRE)


def light(over: QWidget, shown_on: Sequence[QScreen]) -> None:
    """Light them all anew, counted as the settings count them."""
    for before in over.findChildren(ScreenNumber):
        before.close()
    for number, screen in enumerate(shown_on, start=1):
        ScreenNumber(over, screen, number).show()
