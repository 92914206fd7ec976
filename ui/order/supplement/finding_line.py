"""One finding that waits over the lines of a signed order."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.language import _
from app.order.supplement.queries import FindingRow
from ui.order.supplement.words import finding_words
from ui.theme import Size
from ui.widgets.button import Button, Look
from ui.widgets.text import Text

LOW = Size.BUTTON - 2


class FindingLine(QWidget):
    """One finding that waits: it is taken into what is being written, or not offered."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, found: FindingRow, *, can_drop: bool, can_take: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.words = Text(finding_words(found), tone="warn" if found.is_safety else "ink")
        row.addWidget(self.words, 1)
        every = (
            (can_take, Button(f"supplement.take_in.{found.id}", _("Take it in"), height=Size.BUTTON_ROW), self.taken),
            (can_drop, quiet(f"supplement.drop.{found.id}", _("Not offered…"), Size.BUTTON_ROW), self.dropped),
        )
        for can, button, signal in every:
            button.clicked.connect(signal.emit)
            row.addWidget(button)
            button.setVisible(can)


def quiet(name: str, words: str, height: int = LOW) -> Button:
    """A button that stands back."""
    return Button(name, words, look=Look.QUIET, height=height)
