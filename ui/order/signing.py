"""The overlay in which someone signs: what they sign at the left, the signing field at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from ui import formats
from ui.order.cover import EDGE, Band, Cover
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.scrolled import scrolled
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Paragraph, Text

LABEL_WIDTH, LABEL_HEIGHT, FACT_ROW, ACCEPT_WIDTH = 132, 24, 44, 220


class SignatureSheet(Cover):
    """Covers the window of `over` until it is signed or given back.

    `facts` are (label, value) as the signer shall read them; `accepted` carries the strokes. Nothing of another
    customer is in sight, and every key of the window is kept away but Ctrl+Enter and Esc.
    """

    accepted = Signal(object)  # tuple[tuple[StrokePoint, ...], ...]

    def __init__(
        self,
        over: QWidget,
        *,
        title: str,
        facts: tuple[tuple[str, str], ...],
        signer: str,
        accept_words: str,
    ) -> None:
        super().__init__(over, "sign", title)
        self._signer = signer
        self.pad = SignaturePad()
        self.accept = self._accept_button(accept_words)
        self.error = named(Text(size=Type.DATA, tone="bad"), "sign.pad.error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(title))
        column.addLayout(self._halves(facts), 1)
        column.addWidget(self._foot())
        self.pad.changed.connect(self._written)
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
        back = Button("sign.cancel", _("Back to the advisor"), icon="back", key="Esc")
        back.clicked.connect(self.cancel)
        bar.row.addWidget(back)
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
        card = Card(_("Please sign here"), remark=_("Finger, pen or mouse"), padding=24)
        card.add(self.pad, 1)
        card.column.addSpacing(12)
        again = Button("sign.clear", _("Sign again"), icon="loop")
        again.clicked.connect(self._clear)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addWidget(again)
        row.addWidget(self.error, 1)
        who = formats.joined(self._signer, f"{formats.local(formats.now()):%Y-%m-%d %H:%M}")
        row.addWidget(named(Text(who, tone="muted", align=drawn.RIGHT), "sign.signer"))
        card.column.addLayout(row)
        return card

    def _foot(self) -> QWidget:
        bar = Band(at_top=False)
        bar.row.addWidget(Icon("shield", side=Size.ICON, tone="good"))
        bar.row.addSpacing(10)
        words = _("Signed papers are sealed; you get one just like it, and any change would show.")
        bar.row.addWidget(Text(words, tone="muted"), 1)
        bar.row.addWidget(self.accept)
        return bar

    # What the signer does

    def _written(self) -> None:
        self.accept.set_ready(self.pad.is_signed())
        if self.pad.is_signed():
            self._show_error("")

    def _show_error(self, words: str) -> None:
        self.error.setText(words)
        self.pad.set_wrong(bool(words))

    def _clear(self) -> None:
        self.pad.clear()
        self._show_error("")

    def press_primary(self) -> None:
        if self.is_over:
            return
        if not self.pad.is_signed():
            self._show_error(self.pad.lacks())
            return
        strokes = self.pad.strokes()
        self.leave()
        self.accepted.emit(strokes)


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
