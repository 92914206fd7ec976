"""The page's bar at the bottom: its keys at the left, what is missing and the primary action at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Size
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.key_cap import KeyHints
from ui.widgets.missing_line import MissingLine
from ui.widgets.named import named
from ui.widgets.page import Page
from ui.widgets.text import Text


class ActionBar(QWidget):
    """Reads the page in front; `wanted` carries the field a missing link points at, `pressed` is the primary action."""

    wanted = Signal(str)
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(Size.ACTION_BAR)
        self.hints = KeyHints()
        self.missing = MissingLine("shell.missing")
        self.missing.wanted.connect(self.wanted.emit)
        self.primary = Button("shell.primary", "", look=Look.PRIMARY, key="Ctrl+Enter")
        self.primary.clicked.connect(self.pressed.emit)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, 0)
        self._row.setSpacing(16)
        self.whose = named(Text(tone="muted"), "shell.whose")
        self._row.addWidget(self.hints, 1)
        self._row.addWidget(self.missing)
        self._row.addWidget(self.whose)
        self._row.addWidget(self.primary)

    def read(self, page: Page) -> None:
        """Show what this page wants shown; what is missing turns the primary action into a way there."""
        self.setVisible(page.has_bar())
        words, missing = page.primary_words(), page.missing()
        self.primary.setObjectName(page.bar_names[0])
        self.missing.setObjectName(page.bar_names[1])
        self.hints.show_hints(page.key_hints())
        self.missing.show_missing(missing)
        self.primary.setVisible(bool(words))
        self.primary.setObjectName(page.primary_name() or page.bar_names[0])
        self.primary.say(words, icon=page.primary_icon())
        self.primary.set_ready(not missing)
        self.whose.setText(page.side_words())
        self.whose.setVisible(bool(self.whose.text()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="surface", radius=0)
        drawn.line(painter, 0, 0, self.width(), 0, "line")
