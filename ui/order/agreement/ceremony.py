"""The signing ceremony, turned to the customer: the deal at the left, consents and signature at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.agreement.queries import AgreementStanding
from app.paper.content import Given
from ui import formats
from ui.order.agreement.consents import ConsentCard
from ui.order.agreement.deal import CUSTOMER, CUSTOMER_WIDE
from ui.order.agreement.document import DocumentCard
from ui.order.agreement.risks import RiskCard
from ui.order.cover import EDGE, Band
from ui.order.customer_cover import CustomerCover
from ui.order.on_paper import OnPaper
from ui.order.signing_field import SigningField
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.pill import Kind
from ui.widgets.text import Text

EDGE_WIDE, COLUMN_GAP, ABOVE, ACCEPT_WIDTH, TILE = 96, 24, 24, 220, 36


class Ceremony(CustomerCover):
    """`accepted` carries consents and signatures; it stays until `leave`, so that a refusal costs nobody theirs.

    Safety items that were declined are signed for by themselves, after the agreement: a second signature.
    With a pen on paper both stand on the one sheet.
    `paper_asked` and `privacy_asked`: the customer wants to read the whole of it.
    """

    accepted = Signal(object, object)  # Consents, tuple of one or two times what was given
    paper_asked = Signal()
    privacy_asked = Signal()

    def __init__(self, over: QWidget, standing: AgreementStanding, *, on_paper: OnPaper | None = None) -> None:
        super().__init__(over, "sign", _("Please read and sign"), signer=standing.signer)
        self.standing, self.is_busy = standing, False
        self._first: Given | None = None
        self.document, self.consents, self.field = DocumentCard(), ConsentCard(), SigningField(on_paper)
        self.pad = self.field.pad
        self.risks = RiskCard()
        self.changed = Banner("sign.changed", kind=Kind.WARN, closable=False)
        self.accept = Button(
            "sign.accept", _("Agree and sign"), look=Look.PRIMARY, key="Ctrl+Enter", height=Size.BUTTON_SIGN
        )
        self.accept.setMinimumWidth(max(ACCEPT_WIDTH, self.accept.sizeHint().width()))
        self.initial, self.store_name = Initial(), Text(size=Type.BODY, weight=Type.MEDIUM)
        self.order_number = Text(size=Type.LABEL, tone="muted")
        self._build()
        self._connect()
        self.show_standing(standing)
        self.come_up(self.consents.e_signature.check)

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self._inside = QVBoxLayout()
        self._inside.setSpacing(12)
        self._inside.addWidget(self.changed)
        halves = QHBoxLayout()
        halves.setSpacing(COLUMN_GAP)
        self._left = QStackedWidget()
        self._left.addWidget(self.document)
        self._left.addWidget(self.risks)
        halves.addWidget(self._left, 52)
        halves.addLayout(self._right(), 48)
        self._inside.addLayout(halves, 1)
        column.addLayout(self._inside, 1)
        column.addWidget(self._foot())

    def _head(self) -> Band:
        self._bar = Band()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        left = QHBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.initial)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self.store_name)
        words.addWidget(self.order_number)
        words.addStretch(1)
        left.addLayout(words, 1)
        right = QHBoxLayout()
        right.addStretch(1)
        self._back = Button("sign.cancel", _("Back to the advisor"), icon="back", key="Esc")
        self._back.clicked.connect(self.press_back)
        right.addWidget(self._back)
        title = Text(_("Please read and sign"), size=Type.TITLE, weight=Type.BOLD, align=drawn.CENTRE)
        named(title, "sign.title")
        grid.addLayout(left, 0, 0)
        grid.addWidget(title, 0, 1)
        grid.addLayout(right, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self._bar.row.addLayout(grid, 1)
        return self._bar

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Size.GAP)
        column.addWidget(self.consents)
        title, remark = self.field.words()
        self._signing = card = Card(title, remark=remark, padding=24)
        card.add(self.field, 1)
        column.addWidget(card, 1)
        return column

    def _foot(self) -> Band:
        self._end = Band(at_top=False)
        self._end.row.addWidget(Icon("shield", side=Size.ICON, tone="good"))
        self._end.row.addSpacing(10)
        words = _("Signed papers are sealed; you get one just like it, and any change would show.")
        self._end.row.addWidget(Text(words, tone="muted"), 1)
        self._end.row.addWidget(self.accept)
        return self._end

    def _connect(self) -> None:
        self.accept.clicked.connect(self.press_primary)
        self.field.changed.connect(self._given)
        self.consents.changed.connect(self._say_ready)
        self.consents.privacy_asked.connect(self.privacy_asked.emit)
        self.document.paper_asked.connect(self.paper_asked.emit)

    # What is shown

    def show_standing(self, standing: AgreementStanding) -> None:
        """The text to sign."""
        self.standing = standing
        self.initial.say(standing.store.name)
        self.store_name.setText(standing.store.name)
        self.order_number.setText(formats.joined(_("Service agreement"), standing.head.number))
        self.field.who.setText(formats.joined(standing.signer, f"{formats.local(standing.now):%Y-%m-%d %H:%M}"))
        self.document.show_standing(standing)
        self.risks.show_lines(standing.declined_safety)
        self._show_step()

    def show_changed(self, standing: AgreementStanding, sentence: str) -> None:
        """The text is another one: nothing given for the old one counts for it."""
        self.set_busy(False)
        self._first = None
        self.consents.clear()
        if self.field.is_on_paper:
            self.field.change_way()
        self.field.clear()
        self.show_standing(standing)
        self.changed.say(sentence)
        self.consents.e_signature.check.setFocus()

    def show_refusal(self, refusal: Refusal) -> None:
        """The sentence stands where it belongs; ticks and strokes stay."""
        self.set_busy(False)
        for consent in self.consents.every():
            if consent.check.objectName() == refusal.field:
                self._go_to_first()
                consent.set_error(refusal.sentence)
                consent.check.setFocus()
                return
        self.field.show_error(refusal.sentence)

    def set_busy(self, is_busy: bool) -> None:
        """While it is being sealed nothing can be pressed twice."""
        self.is_busy = is_busy
        self.accept.setEnabled(not is_busy)
        self.field.setEnabled(not is_busy)
        self._show_step()

    @property
    def is_about_risks(self) -> bool:
        """Whether the agreement is signed on the screen and the declined safety items are in front."""
        return self._first is not None

    def _show_step(self) -> None:
        is_second = self.is_about_risks
        self._left.setCurrentWidget(self.risks if is_second else self.document)
        self.consents.setVisible(not is_second)
        self.field.offer_paper(not is_second)
        self._back.say(self._back_words())
        again = _("Please sign once more: you know the risk")
        title, remark = self.field.words()
        self._signing.title.setText(again if is_second else title)
        self._signing.remark.setText(remark)
        words = _("I know the risk, sign") if is_second else _("Agree and sign")
        if self.field.is_on_paper:
            words = _("Accept the signed sheet")
        self.accept.say(_("Being sealed…") if self.is_busy else words)
        self._say_ready()

    def _back_words(self) -> str:
        if self.is_about_risks:
            return _("Back to the agreement")
        return _("Back to signing on the screen") if self.field.is_on_paper else _("Back to the advisor")

    # What the customer does

    def press_primary(self) -> None:
        """Agree and sign; what is missing is said where it is."""
        if self.is_over or self.is_busy:
            return
        missing = self.consents.first_missing()
        if missing is not None:
            missing.set_error(_("Please tick this first, if you agree."))
            missing.check.setFocus()
        elif self.field.lacks():
            self.field.say_missing()
        elif self.standing.declined_safety and self._first is None and not self.field.is_on_paper:
            self._first = self.field.given()
            self.field.clear()
            self._show_step()
            self.accept.setFocus()
        else:
            self.accepted.emit(self.consents.consents(), self._hands())

    def _hands(self) -> tuple[Given, ...]:
        """One signature, and one more where safety items were declined."""
        last = self.field.given()
        if self.field.is_on_paper and self.standing.declined_safety:
            return last, last
        return (last,) if self._first is None else (self._first, last)

    def press_back(self) -> None:
        """One step back: to the agreement, from paper to the screen, then to the advisor; nothing is half signed."""
        if self.is_busy:
            return
        if self.is_about_risks:
            self._go_to_first()
        elif self.field.is_on_paper:
            self.field.change_way()
        else:
            self.cancel()

    def take_back(self) -> None:
        if not self.is_busy:
            self.cancel()

    def _go_to_first(self) -> None:
        """The agreement again, as it was signed on the screen."""
        if self._first is not None:
            first, self._first = self._first, None
            self.field.show_error("")
            self.pad.show_strokes(first.strokes)
            self._show_step()

    def _given(self) -> None:
        """Whoever signs on paper agrees to no electronic signature."""
        self.consents.ask_e_signature(not self.field.is_on_paper)
        self._show_step()

    def _say_ready(self) -> None:
        self.accept.set_ready(self.consents.is_complete() and not self.field.lacks())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= Size.WIDE_FROM
        edge = EDGE_WIDE if is_wide else EDGE
        self._inside.setContentsMargins(edge, ABOVE, edge, Size.GAP)
        for bar in (self._bar, self._end):
            bar.row.setContentsMargins(edge, 0, edge, 0)
        self.document.show_scale(CUSTOMER_WIDE if is_wide else CUSTOMER)


class Initial(QWidget):
    """The store's first character on its colour."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setFixedSize(TILE, TILE)

    def say(self, name: str) -> None:
        """Another store."""
        self._words = name[:1]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="accent")
        drawn.text(
            painter, self.rect(), self._words, size=Type.TITLE, weight=Type.BOLD, tone="on_accent", align=drawn.CENTRE
        )
