"""Why the work rests: six reasons, each with its digit; it opens in place and Esc closes it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.language import _
from app.order.workshop.states import PAUSE_WORDS, PauseReason
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.named import named
from ui.widgets.text import Text

HEIGHT = 48


class PauseStrip(QWidget):
    """`chosen` carries the reason; `closed` when it was given up."""

    chosen = Signal(object)  # PauseReason
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "workshop.pause_reason", _("Why does it rest?"))
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 0)
        row.setSpacing(8)
        row.addWidget(Text(_("Why does it rest?"), weight=Type.MEDIUM, tone="warn"))
        self._buttons = {reason: self._button(reason, number) for number, reason in enumerate(PauseReason, start=1)}
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        self.hide()

    def _button(self, reason: PauseReason, number: int) -> Button:
        button = Button(
            f"workshop.pause.{reason.value}", _(PAUSE_WORDS[reason]), key=str(number), height=Size.BUTTON_ROW
        )
        button.clicked.connect(lambda _checked=False: self._choose(reason))
        return button

    def come_up(self) -> None:
        """Ask for the reason."""
        self.show()
        self._buttons[PauseReason.PARTS].setFocus()

    def close_up(self) -> None:
        """Give up."""
        self.hide()
        self.closed.emit()

    def _choose(self, reason: PauseReason) -> None:
        self.hide()
        self.chosen.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        reasons = tuple(PauseReason)
        if digit.isdigit() and 1 <= int(digit) <= len(reasons):
            self._choose(reasons[int(digit) - 1])
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), self.rect(), fill="warn_tint", radius=0)
