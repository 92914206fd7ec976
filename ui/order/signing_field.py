"""Where someone signs: the pad with “sign again” under it, or the three steps of signing on paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.language import _
from app.paper.content import Given
from ui.order.on_paper import OnPaper
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.named import named
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Text


class SigningField(QWidget):
    """`changed` when what was given may be enough, or no longer is; `lacks` says what is still missing."""

    changed = Signal()

    def __init__(self, on_paper: OnPaper | None = None) -> None:
        super().__init__()
        self.pad, self.on_paper = SignaturePad(), on_paper
        self.error = named(Text(size=Type.DATA, tone="bad"), "sign.pad.error")
        self.who = named(Text(tone="muted", align=drawn.RIGHT), "sign.signer")
        self.again = Button("sign.clear", _("Sign again"), icon="loop")
        self.other = Button("sign.on_paper", _("Sign on paper"), icon="pen")
        self.error.hide()
        if on_paper is None:
            self.other.hide()
        self._stack = QStackedWidget()
        self._build()
        self.pad.changed.connect(self._written)
        self.again.clicked.connect(self.clear)
        self.other.clicked.connect(self.change_way)

    def _build(self) -> None:
        self._stack.addWidget(self.pad)
        if self.on_paper is not None:
            self._stack.addWidget(self.on_paper)
            self.on_paper.changed.connect(self.changed.emit)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        for button in (self.again, self.other):
            row.addWidget(button)
        row.addWidget(self.error, 1)
        row.addWidget(self.who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._stack, 1)
        column.addLayout(row)

    @property
    def is_on_paper(self) -> bool:
        """Whether a pen on paper was chosen."""
        return self.on_paper is not None and self._stack.currentWidget() is self.on_paper

    def words(self) -> tuple[str, str]:
        """The head of the card it stands in: what to do, and with what."""
        if self.is_on_paper:
            return _("Sign on a printed sheet"), _("With a pen")
        return _("Please sign here"), _("Finger, pen or mouse")

    def change_way(self) -> None:
        """From the screen to paper, or back; what was given the other way no longer counts."""
        if self.on_paper is None:
            return
        to_paper = not self.is_on_paper
        self.clear()
        self._stack.setCurrentWidget(self.on_paper if to_paper else self.pad)
        self.again.setVisible(not to_paper)
        self.other.say(_("Sign on the screen") if to_paper else _("Sign on paper"))
        self.changed.emit()

    def offer_paper(self, is_offered: bool) -> None:
        """Whether a pen may still be chosen at this step."""
        self.other.setVisible(is_offered and self.on_paper is not None)

    def given(self) -> Given:
        """What the signer gave."""
        if self.is_on_paper and self.on_paper is not None:
            return Given(scan=self.on_paper.scan)
        return Given(strokes=self.pad.strokes())

    def lacks(self) -> str:
        """The sentence for what is missing; "" when nothing is."""
        return self.on_paper.lacks() if self.is_on_paper and self.on_paper is not None else self.pad.lacks()

    def say_missing(self) -> None:
        """Say it where it is missing."""
        if self.is_on_paper and self.on_paper is not None:
            self.on_paper.show_error(self.lacks())
        else:
            self.show_error(self.lacks())

    def show_error(self, words: str) -> None:
        """A sentence under the pad; empty words clear it."""
        self.error.setText(words)
        # One of the two: side by side a small screen would cut the sentence.
        self.error.setVisible(bool(words))
        self.who.setVisible(not words)
        self.pad.set_wrong(bool(words))

    def clear(self) -> None:
        """Begin again."""
        self.pad.clear()
        self.show_error("")

    def _written(self) -> None:
        if self.pad.is_signed():
            self.show_error("")
        self.changed.emit()
