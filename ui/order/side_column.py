"""Cards under one another that scroll together: the column at the right of a step's page."""

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.theme import Size
from ui.widgets.scrolled import scrolled

WIDTH = 344


def card_column(*cards: QWidget) -> QScrollArea:
    """The cards from the top, as wide as there is room."""
    inside = QWidget()
    inside.setProperty("clear", True)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Size.GAP)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return scrolled(inside)


def side_column(*cards: QWidget, width: int = WIDTH) -> QScrollArea:
    """The same beside the work, always of one width (px)."""
    area = card_column(*cards)
    area.setFixedWidth(width)
    return area
