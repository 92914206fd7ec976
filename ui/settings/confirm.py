"""A question in place, on the tint of danger: what will happen, and the button that does it."""

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.cursor_back import CursorBack
from ui.widgets.named import named
from ui.widgets.tab_order import bring_into_sight
from ui.widgets.text import Paragraph, Text


class Confirm(QWidget):
    """`accepted` or `cancelled`; hidden until it asks. The cursor stands on the way back."""

    accepted = Signal()
    cancelled = Signal()

    def __init__(self, name: str, words: str, *, keep: str = "") -> None:
        super().__init__()
        named(self, name)
        self._cursor = CursorBack(self)
        self.question = Text(size=Type.BODY, weight=Type.BOLD, tone="bad")
        self.consequence = Paragraph(size=Type.DATA)
        self.accept = Button(f"{name}.accept", words, look=Look.DANGER, height=Size.BUTTON_ROW)
        self.cancel = Button(f"{name}.cancel", keep or _("Keep in service"), height=Size.BUTTON_ROW)
        self.accept.clicked.connect(self.accepted.emit)
        self.cancel.clicked.connect(self.close_up)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(self.question)
        column.addWidget(self.consequence)
        column.addLayout(row)
        self.hide()

    def ask(self, question: str, consequence: str) -> None:
        """Show the question, in sight: at the foot of a form its answer would lie below the window."""
        self.question.setText(question)
        self.consequence.setText(consequence)
        self.setAccessibleName(f"{question} {consequence}")
        self._cursor.remember()
        self.show()
        self.cancel.setFocus()
        # Once the form has made room for it.
        QTimer.singleShot(0, self, lambda: bring_into_sight(self))

    def close_up(self) -> None:
        """Take the question back, and give the cursor back."""
        if not self.isHidden():
            self._cursor.put_away()
            self.cancelled.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), QRectF(self.rect()), fill="bad_tint", edge="bad", radius=Radius.CARD)
