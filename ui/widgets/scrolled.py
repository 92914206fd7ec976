"""What is higher than its place: it scrolls up and down, never sideways, and takes no focus itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.dress import slim


class ScrollArea(QScrollArea):
    """Without frame or ground: what lies behind shows, through what is in it too if that has the property `clear`."""

    def __init__(self) -> None:
        super().__init__()
        slim(self)
        self.viewport().setAutoFillBackground(False)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        # Qt gives everything that scrolls a ground of its own.
        widget.setAutoFillBackground(not widget.property("clear"))


def scrolled(inside: QWidget) -> ScrollArea:
    """A scroll area as wide as its place, with this inside."""
    area = ScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
