"""The overlay in which someone signs: what they sign at the left, the signing field at the right."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.kernel.language import _
from ui import formats
from ui.keys import is_command, sequence_of
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Paragraph, Text

BAR, EDGE, LABEL_WIDTH, LABEL_HEIGHT, FACT_ROW, ACCEPT_WIDTH = 72, 32, 132, 24, 44, 220


class SignatureSheet(QWidget):
    """Covers the window of `over` until it is signed or given back.

    `facts` are (label, value) as the signer shall read them; `accepted` carries the strokes. Nothing of another
    customer is in sight, and every key of the window is kept away but Ctrl+Enter and Esc.
    """

    accepted = Signal(object)  # tuple[tuple[StrokePoint, ...], ...]
    cancelled = Signal()

    def __init__(
        self,
        over: QWidget,
        *,
        title: str,
        facts: tuple[tuple[str, str], ...],
        signer: str,
        accept_words: str,
    ) -> None:
        super().__init__(over.window())
        named(self, "sign", title)
        self._over, self._window, self._is_done = over, over.window(), False
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
        self._cover()

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        self._window.installEventFilter(self)
        self._over.installEventFilter(self)
        app = QApplication.instance()
        if app is not None:
            # Installed later than the window's own watch, so it hears of each key first.
            app.installEventFilter(self)
        self.show()
        self.raise_()
        self.accept.setFocus()

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
        button.clicked.connect(self._accept)
        return button

    def _head(self, title: str) -> QWidget:
        bar = _Band()
        bar.row.addWidget(Icon("pen", side=Size.ICON, tone="accent", tile="accent_tint", tile_side=36))
        bar.row.addSpacing(12)
        bar.row.addWidget(named(Text(title, size=Type.TITLE, weight=Type.BOLD), "sign.title"), 1)
        back = Button("sign.cancel", _("Back to the advisor"), icon="back", key="Esc")
        back.clicked.connect(self._cancel)
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
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(rows)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.add(area, 1)
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
        bar = _Band(at_top=False)
        bar.row.addWidget(Icon("shield", side=Size.ICON, tone="good"))
        bar.row.addSpacing(10)
        words = _("Signed papers are sealed; you get one just like it, and any change would show.")
        bar.row.addWidget(Text(words, tone="muted"), 1)
        bar.row.addWidget(self.accept)
        return bar

    # What the signer does

    def _written(self) -> None:
        self.accept.set_ready(not self.pad.is_empty())
        if not self.pad.is_empty():
            self._show_error("")

    def _show_error(self, words: str) -> None:
        self.error.setText(words)
        self.pad.set_wrong(bool(words))

    def _clear(self) -> None:
        self.pad.clear()
        self._show_error("")

    def _accept(self) -> None:
        if self._is_done:
            return
        if self.pad.is_empty():
            self._show_error(_("Please write your name in the field first."))
            return
        strokes = self.pad.strokes()
        self._leave()
        self.accepted.emit(strokes)

    def _cancel(self) -> None:
        if not self._is_done:
            self._leave()
            self.cancelled.emit()

    def _leave(self) -> None:
        self._is_done = True
        self.hide()
        self.deleteLater()

    # The window below is out of reach

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._is_done:
            return False
        if kind == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        elif kind == QEvent.Type.Hide and watched is self._over:
            self._cancel()  # locked meanwhile: nobody signs over the sign-in page
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        sequence = sequence_of(event)
        if sequence == "Ctrl+Enter":
            self._accept()
        elif sequence == "Esc":
            self._cancel()
        return is_command(sequence)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside the sheet; Qt also asks while it hides us."""
        if self._is_done:
            return super().focusNextPrevChild(next)
        stops = [
            child
            for child in self.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
        ]
        now = self.focusWidget()
        at = stops.index(now) if now in stops else 0
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), self.rect(), fill="canvas", radius=0)


class _Band(QWidget):
    """The bar above or below the sheet."""

    def __init__(self, *, at_top: bool = True) -> None:
        super().__init__()
        self._at_top = at_top
        self.setFixedHeight(BAR)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(EDGE, 0, EDGE, 0)
        self.row.setSpacing(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, QRectF(self.rect()), fill="surface", radius=0)
        level = self.height() - 1 if self._at_top else 0
        drawn.line(painter, 0, level, self.width(), level, "line")


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
