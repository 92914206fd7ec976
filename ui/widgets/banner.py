"""A banner across the workspace: what the world refuses, and the remedy; or a strip of good or bad news."""

from PySide6.QtCore import QMargins, QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.pill import Kind
from ui.widgets.text import Paragraph, Text


class Banner(QWidget):
    """Sentence and remedy on the tint of their kind; with a button if something can be done at once."""

    pressed = Signal()
    closed = Signal()

    def __init__(
        self,
        name: str,
        *,
        kind: Kind = Kind.BAD,
        icon: str = "triangle",
        closable: bool = True,
        outside: QMargins = QMargins(),  # noqa: B008 - an empty margin never changes
    ) -> None:
        super().__init__()
        named(self, name)
        self._kind, self._outside = kind, outside
        row = QHBoxLayout(self)
        row.setContentsMargins(QMargins(16, 10, 10, 10) + outside)
        row.setSpacing(16)
        self._icon = Icon(icon, side=Size.ICON, tone=kind.tone)
        row.addWidget(self._icon)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.sentence = Text(size=Type.BODY, weight=Type.MEDIUM, tone=kind.tone)
        self.remedy = Paragraph(size=Type.DATA)
        column.addWidget(self.sentence)
        column.addWidget(self.remedy)
        row.addLayout(column, 1)
        self.action = Button(f"{name}.action", "", height=Size.BUTTON)
        self.action.clicked.connect(self.pressed.emit)
        row.addWidget(self.action)
        close = Button(f"{name}.close", "", look=Look.QUIET, icon="cross", height=Size.BUTTON_ROW)
        close.setAccessibleName(_("Close"))
        close.clicked.connect(self._close)
        # Not setVisible: without a parent yet, a visible one would be a window of its own for a moment.
        if not closable:
            close.hide()
        row.addWidget(close)
        self.hide()

    def say(self, sentence: str, remedy: str = "", *, action: str = "") -> None:
        """Show it."""
        self.sentence.setText(sentence)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        self.action.say(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(f"{sentence} {remedy}".strip())
        self.show()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(
            painter,
            QRectF(self.rect()).marginsRemoved(self._outside.toMarginsF()),
            fill=self._kind.tint,
            edge=self._kind.tone,
            radius=Radius.CARD,
        )
