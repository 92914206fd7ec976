"""An empty place teaches: what will stand here, and the key that makes the first one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text

WIDEST, SLACK = 420, 32


class EmptyState(QWidget):
    """An icon, a title, a sentence, and the button that makes the first one."""

    pressed = Signal()

    def __init__(
        self, name: str, *, icon: str, title: str, words: str, button: str = "", key: str = "", button_name: str = ""
    ) -> None:
        super().__init__()
        named(self, name, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(8)
        column.addStretch(1)
        tile = Icon(icon, side=28, tone="muted", tile="neutral_tint", tile_side=56)
        column.addWidget(tile, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addWidget(Text(title, size=Type.BODY, weight=Type.BOLD, align=drawn.CENTRE))
        sentence = Paragraph(words, size=Type.DATA, tone="muted")
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        # Centred, a label is never asked how high it is at its width: a second line would be cut off.
        wide = _even(sentence, round(drawn.width_of(words, Type.DATA)) + 4)
        sentence.setFixedSize(wide, sentence.heightForWidth(wide))
        column.addWidget(sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        self.first: Button | None = None
        if button:
            self.first = Button(button_name or f"{name}.first", button, key=key)
            self.first.clicked.connect(self.pressed.emit)
            column.addSpacing(8)
            column.addWidget(self.first, 0, Qt.AlignmentFlag.AlignHCenter)
            self.setFocusProxy(self.first)
        column.addStretch(2)

    def hide_button(self) -> None:
        """Nothing can be made here any more."""
        if self.first is not None:
            self.first.hide()


def _even(sentence: Paragraph, in_one_line: int) -> int:
    """How wide the sentence stands with no last line of a word or two."""
    if in_one_line <= WIDEST:
        return in_one_line
    lines = -(-in_one_line // WIDEST)
    even = min(WIDEST, in_one_line // lines + SLACK)
    return even if sentence.heightForWidth(even) <= sentence.heightForWidth(WIDEST) else WIDEST
