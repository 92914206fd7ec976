"""A column of the check-in: a card whose content scrolls only where the screen is too low for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Size, Type
from ui.widgets.card import Card
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Paragraph

GAP = 12
ROW_GAP = 14


class Column(Card):
    """One of the three; `changed` says that something in it was typed or chosen by a person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        body = QWidget()
        body.setProperty("clear", True)
        self.rows = QVBoxLayout(body)
        self.rows.setContentsMargins(Size.CARD_PADDING, 14, Size.CARD_PADDING, 12)
        self.rows.setSpacing(0)
        self.area = scrolled(body)
        self.add(self.area, 1)
        # A hairline of room, so that the scroll bar does not cut the card's edge.
        self.column.setContentsMargins(1, 1, 1, 1)


class Warned(Paragraph):
    """A line in `warn`: worth a second look, stops nothing. Without words it takes no room."""

    def __init__(self) -> None:
        super().__init__(size=Type.LABEL, tone="warn")
        self.hide()

    def say(self, words: str) -> None:
        """Show these words, or nothing."""
        self.setText(words)
        self.setVisible(bool(words))


def side_by_side(*fields: QWidget, shares: tuple[int, ...] = ()) -> QHBoxLayout:
    """Fields in one row, of equal width unless `shares` says otherwise; their upper edges are level."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    for at, field in enumerate(fields):
        row.addWidget(field, shares[at] if shares else 1, Qt.AlignmentFlag.AlignTop)
    return row


def in_pairs(*fields: QWidget) -> QGridLayout:
    """Fields two and two, all of one width."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(0)
    for at, field in enumerate(fields):
        grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
