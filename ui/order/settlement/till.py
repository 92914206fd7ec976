"""The till beside the bill: what was paid, what is open, the next payment, the invoice."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _, mark
from app.kernel.money import parse_yuan, yuan
from app.kernel.refusal import Refusal
from app.order.settlement.methods import INVOICE_WORDS, METHOD_WORDS, InvoiceState, PaymentMethod
from app.order.settlement.queries import BillRow, PaymentRow
from ui import formats
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.icon import Icon, draw_icon
from ui.widgets.money import Money
from ui.widgets.named import named
from ui.widgets.segmented import Segmented
from ui.widgets.text import Paragraph, Text

ROW, TILE, BAR = 42, 34, 6
ICONS = {
    PaymentMethod.WECHAT: "message",
    PaymentMethod.ALIPAY: "message",
    PaymentMethod.ON_ACCOUNT: "order",
    PaymentMethod.WARRANTY_CLAIM: "shield",
    PaymentMethod.INSURANCE_CLAIM: "shield",
    PaymentMethod.PACKAGE: "gift",
}
# What is taken at the till, in one word each: the six stand side by side.
SHORT_WORDS: dict[PaymentMethod, str] = {
    PaymentMethod.WECHAT: mark("WeChat"),
    PaymentMethod.ALIPAY: mark("Alipay"),
    PaymentMethod.CARD: mark("Card"),
    PaymentMethod.CASH: mark("Cash"),
    PaymentMethod.TRANSFER: mark("Bank"),
    PaymentMethod.ON_ACCOUNT: mark("Account"),
}


class PaymentList(QWidget):
    """The payments of a bill, oldest first, each with its time and who took it."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "settlement.payments", _("Payments"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._payments: tuple[PaymentRow, ...] = ()

    def show_payments(self, payments: Sequence[PaymentRow]) -> None:
        """Show these; none is said in words."""
        self._payments = tuple(payments)
        self.setFixedHeight(max(len(self._payments), 1) * ROW)
        said = (f"{_(METHOD_WORDS[paid.method])} {formats.money(paid.amount_fen)}" for paid in self._payments)
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        if not self._payments:
            drawn.text(painter, self.rect(), _("No payment yet"), tone="muted")
        for number, payment in enumerate(self._payments):
            self._draw(painter, payment, number * ROW)

    def _draw(self, painter: QPainter, payment: PaymentRow, top: int) -> None:
        tile = QRectF(0, top + (ROW - TILE) / 2, TILE, TILE)
        is_back = payment.amount_fen < 0
        drawn.box(painter, tile, fill="bad_tint" if is_back else "good_tint")
        icon = ICONS.get(payment.method, "wallet")
        tone = "bad" if is_back else "good"
        draw_icon(painter, icon, left=tile.left() + 8, middle=tile.center().y(), side=18, tone=tone)
        words = f"−{formats.amount(-payment.amount_fen)}" if is_back else formats.amount(payment.amount_fen)
        right = drawn.width_of(words, Type.BODY, Type.MEDIUM) + 8
        room = QRectF(TILE + 12, top, self.width() - TILE - 12 - right, ROW)
        drawn.text(painter, room.adjusted(0, 3, 0, -ROW / 2), _(METHOD_WORDS[payment.method]), weight=Type.MEDIUM)
        agreed = _("agreed: {name}").format(name=payment.approved_by) if payment.approved_by else ""
        parts = (payment.reference, payment.cashier) if is_back else (payment.cashier, payment.reference, agreed)
        who = formats.joined(formats.time_of_day(payment.paid_at), *parts)
        drawn.text(painter, room.adjusted(0, ROW / 2, 0, -3), who, size=Type.LABEL, tone="muted")
        amount = QRectF(0, top, self.width(), ROW)
        drawn.text(painter, amount, words, size=Type.BODY, weight=Type.MEDIUM, align=drawn.RIGHT)


class PaidBar(QWidget):
    """How much of the bill is paid, as a bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(BAR)
        self._paid, self._due = 0, 0

    def show_share(self, paid_fen: int, due_fen: int) -> None:
        """Paid of due."""
        self._paid, self._due = paid_fen, due_fen
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="neutral_tint", radius=BAR / 2)
        share = 1.0 if self._paid >= self._due else max(self._paid, 0) / self._due
        if share:
            drawn.box(painter, QRectF(0, 0, max(self.width() * share, BAR), BAR), fill="good", radius=BAR / 2)


CORRECTIONS: dict[str, tuple[str, str]] = {
    "reopen": (mark("Reopen…"), "loop"),
    "reverse": (mark("Reverse…"), "back"),
    "refund": (mark("Refund…"), "wallet"),
}


class PaidCard(Card):
    """What was paid and what is open of the bill in front. `corrected` carries the form that shall correct it."""

    corrected = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Payments taken"))
        self.payments, self.bar = PaymentList(), PaidBar()
        self.open_words = Text(_("To be paid"), tone="muted")
        self.open = Money("settlement.open")
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 8)
        row.addWidget(self.open_words)
        row.addStretch(1)
        row.addWidget(self.open)
        self.add(self.payments)
        self.add(_Line())
        self.column.addLayout(row)
        self.add(self.bar)
        self._offers = {name: self._button(name) for name in CORRECTIONS}
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 10, 0, 0)
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in self._offers.values():
            foot.addWidget(button)
        self.add(self._foot)

    def _button(self, name: str) -> Button:
        words, icon = CORRECTIONS[name]
        button = Button(f"settlement.{name}", _(words), look=Look.QUIET, icon=icon, height=Size.BUTTON_ROW)
        button.clicked.connect(lambda _checked=False: self.corrected.emit(name))
        return button

    def offer(self, names: Sequence[str]) -> None:
        """Which forms can be opened from here."""
        for name, button in self._offers.items():
            button.setVisible(name in names)
        self._foot.setVisible(bool(names))

    def show_bill(self, bill: BillRow) -> None:
        """Show this bill's payments."""
        self.payments.show_payments(bill.payments)
        is_paid = not bill.open_fen
        owed_fen = bill.on_account_fen
        paid_words = _("On account, still owed") if owed_fen else _("Paid in full")
        self.open_words.setText(paid_words if is_paid else _("To be paid"))
        self.open.show_fen(owed_fen or bill.paid_fen if is_paid else bill.open_fen)
        self.open.set_tone("good" if is_paid and not owed_fen else "warn")
        # What stands on account is covered, not paid.
        self.bar.show_share(bill.paid_fen - owed_fen, bill.due_fen - bill.credited_fen)


class TillCard(Card):
    """The next payment, and under it the invoice of the bill in front.

    `asked` carries method, fen, reference of a payment; `written` title and number of the invoice, and both as they
    were filled.
    """

    asked = Signal(object, int, str)
    written = Signal(str, str, tuple)

    def __init__(self) -> None:
        super().__init__(_("Next payment"))
        self._open_fen, self._is_typed = 0, False
        self._bill: BillRow | None = None
        self._seen = {"title": "", "number": ""}
        ways = [(way.value, _(words)) for way, words in SHORT_WORDS.items()]
        self.method = Segmented(
            "settlement.method", _("Method"), ways, chosen=PaymentMethod.WECHAT.value, height=34, even=False
        )
        self.amount = LineField("settlement.amount", _("Amount"), unit=_("yuan"), bold=True)
        self.reference = LineField("settlement.reference", _("Reference"), placeholder=_("Slip number, remark"))
        self.heading = LineField("settlement.invoice_title", _("Invoice title"))
        self.number = LineField("settlement.invoice_number", _("Invoice number"), placeholder=_("May follow later"))
        self.pay = Button("settlement.pay", _("Take payment"), key="F4", icon="wallet", height=Size.BUTTON_ROW)
        self._payment = self._build()
        self.method.chosen_changed.connect(lambda _key: self._say_what_is_asked())
        self.pay.clicked.connect(self.take)
        self.amount.editor.textEdited.connect(self._typed)
        for field in self.invoice_fields().values():
            field.editor.editingFinished.connect(self.keep_invoice)

    def _build(self) -> QWidget:
        self.add_head(self.pay)
        payment = QWidget()
        column = QVBoxLayout(payment)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.method)
        column.addLayout(_side_by_side(self.amount, self.reference))
        self.add(payment)
        self.column.addLayout(_side_by_side(self.heading, self.number))
        return payment

    def _say_what_is_asked(self) -> None:
        """What is put on account is asked for its reason; all else has a slip."""
        is_trusted = self.method.chosen == PaymentMethod.ON_ACCOUNT.value
        self.reference.label.setText(_("Why, and paid by when") if is_trusted else _("Reference"))
        self.reference.editor.setPlaceholderText(_("Reason, day") if is_trusted else _("Slip number, remark"))
        self.reference.clear_error()

    def _typed(self) -> None:
        self._is_typed = True

    def show_bill(self, bill: BillRow, *, can_pay: bool, can_write: bool, is_debt: bool) -> None:
        """Propose what is open, unless someone is typing another amount; what is being typed stays.

        `is_debt`: the list is signed, and what is paid now is taken off what stands on account.
        """
        paying = _("Pay it off") if is_debt else _("Next payment")
        self.title.setText(paying if can_pay else _("Invoice"))
        self.title.updateGeometry()
        if not can_pay and self._payment.isAncestorOf(QApplication.focusWidget() or self):
            # What is hidden gives its focus away, to anything: the invoice comes next.
            self.number.editor.setFocus()
        self._payment.setVisible(can_pay)
        self.pay.setVisible(can_pay)
        open_fen = bill.on_account_fen if is_debt else bill.open_fen
        if open_fen != self._open_fen or not self._is_typed:
            self._open_fen, self._is_typed = open_fen, False
            self.amount.set_text(yuan(open_fen) if open_fen else "")
        self._show_invoice(bill, can_write=can_write)

    def _show_invoice(self, bill: BillRow, *, can_write: bool) -> None:
        before, self._bill = self._bill, bill
        is_other = before is None or before.id != bill.id
        stands = {"title": bill.invoice_title, "number": bill.invoice_number}
        for name, field in self.invoice_fields().items():
            # What was typed and not kept stays, whatever someone else has written meanwhile.
            if is_other or field.text() == self._seen[name]:
                field.set_text(stands[name])
            if field.text().strip() == stands[name]:
                self._seen[name] = stands[name]
            field.editor.setEnabled(can_write)
        state = bill.invoice_state
        words = "" if state is InvoiceState.NOT_REQUESTED else _(INVOICE_WORDS[state])
        self.number.set_remark(words, tone="good" if state is InvoiceState.ISSUED else "faint")

    def take(self) -> None:
        """Read the fields and ask for the payment; what cannot be read is said under its field."""
        try:
            amount_fen = parse_yuan(self.amount.text(), field="settlement.amount")
        except Refusal as refusal:
            self.amount.set_error(refusal.sentence)
            self.amount.editor.setFocus()
            return
        self.asked.emit(PaymentMethod(self.method.chosen or ""), amount_fen, self.reference.text())

    def taken(self) -> None:
        """The payment is booked: the reference was its own."""
        self._is_typed = False
        self.reference.set_text("")

    def keep_invoice(self) -> None:
        """Ask to keep what is written, if it differs from what is kept."""
        typed = {name: field.text().strip() for name, field in self.invoice_fields().items()}
        if self._bill is not None and typed != self._seen:
            self.written.emit(typed["title"], typed["number"], (self._seen["title"], self._seen["number"]))

    def invoice_fields(self) -> dict[str, LineField]:
        """The two fields of the invoice by what they are called where it is booked."""
        return {"title": self.heading, "number": self.number}

    def choose(self, name: str, theirs: str, *, is_theirs: bool) -> None:
        """What they wrote is seen now, whichever is kept."""
        self._seen[name] = theirs
        if is_theirs:
            self.invoice_fields()[name].set_text(theirs)


class WhoElse(Card):
    """Said where the till would be: whose post it is."""

    def __init__(self, words: str) -> None:
        super().__init__(fill="hover")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Icon("lock", side=18))
        row.addWidget(named(Paragraph(words, size=Type.DATA, tone="muted"), "order.done_by"), 1)
        self.column.addLayout(row)


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.line(drawn.painter_on(self), 0, 4, self.width(), 4)


def _side_by_side(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return row
