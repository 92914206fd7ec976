"""The overlay in which someone signs: what they sign at the left, the signing field at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from ui import formats
from ui.order.cover import EDGE, Band
from ui.order.customer_cover import CustomerCover
from ui.order.on_paper import OnPaper
from ui.order.signing_field import SigningField
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Paragraph, Text

LABEL_WIDTH, LABEL_HEIGHT, FACT_ROW, ACCEPT_WIDTH = 132, 24, 44, 220


class SignatureSheet(CustomerCover):
    """Covers the customer's screen, or the window of `over`, until it is signed or given back.

    `facts` are (label, value) as the signer shall read them; `accepted` carries what was given: strokes, or the scan
    of the sheet where `on_paper` offers a pen. Nothing of another customer is in sight, and every key of the window is
    kept away but Ctrl+Enter and Esc.
    """

    accepted = Signal(object)  # Given
    is_for_customer = True  # else somebody of the house signs

    def __init__(
        self,
        over: QWidget,
        *,
        title: str,
        facts: tuple[tuple[str, str], ...],
        signer: str,
        accept_words: str,
        on_paper: OnPaper | None = None,
    ) -> None:
        super().__init__(over, "sign", title, signer=signer)
        self._accept_words = accept_words
        self.field = SigningField(on_paper)
        self.pad = self.field.pad
        self.accept = self._accept_button(accept_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(title))
        column.addLayout(self._halves(facts), 1)
        column.addWidget(self._foot())
        self.field.changed.connect(self._given)
        self.come_up(self.accept)

    def _accept_button(self, words: str) -> Button:
        button = Button(
            "sign.accept",
            words,
            look=Look.PRIMARY,
            key="Ctrl+Enter",
            height=Size.BUTTON_SIGN,
        )
        button.setMinimumWidth(max(ACCEPT_WIDTH, button.sizeHint().width()))
        button.set_ready(False)
        button.clicked.connect(self.press_primary)
        return button

    def _head(self, title: str) -> QWidget:
        bar = Band()
        bar.row.addWidget(Icon("pen", side=Size.ICON, tone="accent", tile="accent_tint", tile_side=36))
        bar.row.addSpacing(12)
        bar.row.addWidget(named(Text(title, size=Type.TITLE, weight=Type.BOLD), "sign.title"), 1)
        self.back = Button("sign.cancel", self._back_words(), icon="back", key="Esc")
        self.back.clicked.connect(self.press_back)
        bar.row.addWidget(self.back)
        return bar

    def _halves(self, facts: tuple[tuple[str, str], ...]) -> QHBoxLayout:
        halves = QHBoxLayout()
        halves.setContentsMargins(EDGE, 24, EDGE, Size.GAP)
        halves.setSpacing(24)
        halves.addWidget(self._document(facts), 52)
        halves.addWidget(self._signing(), 48)
        return halves

    def _document(self, facts: tuple[tuple[str, str], ...]) -> QWidget:
        card = named(Card(padding=24), "sign.document", _("What is signed"))
        rows = QWidget()
        rows.setProperty("clear", True)
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for label, value in facts:
            column.addWidget(_Fact(label, value))
        column.addStretch(1)
        card.add(scrolled(rows), 1)
        return card

    def _signing(self) -> QWidget:
        title, remark = self.field.words()
        self._card = card = Card(title, remark=remark, padding=24)
        card.add(self.field, 1)
        self.field.who.setText(formats.joined(self._signer, f"{formats.local(formats.now()):%Y-%m-%d %H:%M}"))
        return card

    def _foot(self) -> QWidget:
        bar = Band(at_top=False)
        bar.row.addWidget(Icon("shield", side=Size.ICON, tone="good"))
        bar.row.addSpacing(10)
        words = _("What is signed is frozen, and any change would show.")
        if self.is_for_customer:
            words = _("Signed papers are sealed; you get one just like it, and any change would show.")
        bar.row.addWidget(Text(words, tone="muted"), 1)
        bar.row.addWidget(self.accept)
        return bar

    def _back_words(self) -> str:
        return _("Back to the advisor") if self.is_for_customer else _("Back without signing")

    # What the signer does

    def _given(self) -> None:
        title, remark = self.field.words()
        self._card.title.setText(title)
        self._card.remark.setText(remark)
        on_paper = self.field.is_on_paper
        self.back.say(_("Back to signing on the screen") if on_paper else self._back_words())
        self.accept.say(_("Accept the signed sheet") if on_paper else self._accept_words)
        self.accept.set_ready(not self.field.lacks())

    def press_back(self) -> None:
        """One step back: from paper to the screen, then to the advisor."""
        if self.field.is_on_paper:
            self.field.change_way()
        else:
            self.cancel()

    def press_primary(self) -> None:
        if self.is_over:
            return
        if self.field.lacks():
            self.field.say_missing()
            return
        # Before it goes: the desk may be locked then, and what follows is booked by who is at it now.
        self.accepted.emit(self.field.given())
        self.leave()


class _Fact(QWidget):
    """One line of what is signed: a small label, the value large enough to read across a counter."""

    def __init__(self, label: str, value: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 11)
        row.setSpacing(12)
        name = Text(label, size=Type.DATA, tone="muted")
        name.setFixedSize(LABEL_WIDTH, LABEL_HEIGHT)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Paragraph(value, size=Type.OBJECT), 1)
        self.setMinimumHeight(FACT_ROW + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        level = self.height() - 1
        drawn.line(drawn.painter_on(self), 0, level, self.width(), level)
