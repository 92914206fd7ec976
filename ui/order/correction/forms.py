"""Reopen, reverse, refund: what each is called, what it asks, what it books."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.language import _, mark
from app.kernel.money import parse_yuan, yuan
from app.kernel.refusal import Refusal
from app.order.correction.reopen import reopen
from app.order.correction.reverse import reverse_settlement
from app.order.settlement.methods import METHOD_WORDS
from app.order.settlement.queries import BillRow, PaymentId, PaymentRow, bills
from app.order.settlement.refund import check_refund, refund
from app.overview.order_view import OrderView
from app.trust.deeds import Deed
from ui import formats
from ui.order.correction.agreed_form import AgreedForm, Words
from ui.order.settlement.payer_tabs import payer_words
from ui.widgets.choice import Choice
from ui.widgets.field import Field, LineField
from ui.worker import Worker

PAYMENT_WIDTH, AMOUNT_WIDTH = 420, 160


class ReopenForm(AgreedForm):
    """Back to work before settlement; the certificate is void (T13)."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            worker,
            "reopen",
            Deed.ORDER_REOPEN,
            words=Words(
                _("Reopen: back to work"),
                _("The certificate becomes void, the checks begin anew. Manager and inspector together."),
                _("Reopen the order"),
                (mark("A fault was found before leaving"), mark("A part was forgotten"), mark("A value was wrong")),
            ),
            asks=self.question,
            books=self.use_case,
            says=self.booked_words,
        )

    def question(self) -> str:
        """What the second person agrees to."""
        return _("Reopen {number}: {reason}").format(number=self.number, reason=self.reason.text().strip())

    def use_case(self) -> Callable[..., None]:
        """What is booked, but for the approval."""
        return partial(reopen, order_id=self._order_id, reason=self.reason.text())

    def booked_words(self, outcome: None) -> str:
        """What is said afterwards."""
        return _("{number} is in work again.").format(number=self.number)


class ReverseForm(AgreedForm):
    """The settlement taken back before the car has left (T14)."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            worker,
            "reverse",
            Deed.SETTLEMENT_REVERSE,
            words=Words(
                _("Reverse the settlement"),
                _("All payments are taken back by a paper of its own; the signed list stays as it is."),
                _("Reverse the settlement"),
                (mark("Wrong way of paying"), mark("Wrong amount"), mark("More work is needed")),
            ),
            asks=self.question,
            books=self.use_case,
            says=self.booked_words,
        )

    def question(self) -> str:
        """What the second person agrees to."""
        return _("Reverse the settlement of {number}: {reason}").format(
            number=self.number, reason=self.reason.text().strip()
        )

    def use_case(self) -> Callable[..., str]:
        """What is booked, but for the approval."""
        return partial(reverse_settlement, order_id=self._order_id, reason=self.reason.text())

    def booked_words(self, outcome: str) -> str:
        """What is said afterwards."""
        return _("Reversed: {number}. The order can be settled anew.").format(number=outcome)


class RefundForm(AgreedForm):
    """Money given back on a payment."""

    def __init__(self, worker: Worker) -> None:
        self.payment = Field("refund.payment", _("Of which payment"), Choice(placeholder=_("None left")), boxed=False)
        self.amount = LineField("refund.amount", _("Give back"), unit=_("yuan"), bold=True)
        self._payments: dict[str, PaymentRow] = {}
        super().__init__(
            worker,
            "refund",
            Deed.SETTLEMENT_REFUND,
            words=Words(
                _("Refund"),
                _("A paper of its own with a minus; the signed list stays as it is."),
                _("Give the money back"),
                (mark("Work was not done"), mark("Charged too much"), mark("Goodwill")),
            ),
            asks=self.question,
            books=self.use_case,
            says=self.booked_words,
        )
        self.payment.editor.chosen_changed.connect(lambda _key: self._propose())

    def fields(self) -> tuple[QWidget, ...]:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.payment.setFixedWidth(PAYMENT_WIDTH)
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        row.addWidget(self.payment, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.amount, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        return (holder,)

    def editable(self) -> tuple[LineField, ...]:
        return (self.amount, self.reason)

    def come_up(self, view: OrderView) -> None:
        """The payments are read first; the newest is proposed whole."""
        super().come_up(view)
        self._worker.ask(self, partial(bills, order_id=view.head.id), self._show_bills)

    def _show_bills(self, found: tuple[BillRow, ...]) -> None:
        left = [(bill, one) for bill in found for one in bill.payments if one.is_refundable]
        self._payments = {str(one.id): one for _bill, one in left}
        self.payment.editor.show_options([(str(one.id), _said(bill, one)) for bill, one in left])
        if self.payment.editor.chosen is None and left:
            self.payment.editor.show_chosen(str(left[-1][1].id))
        self.save.set_ready(bool(left))
        self._propose()

    def _propose(self) -> None:
        chosen = self._payments.get(self.payment.editor.chosen or "")
        self.amount.set_text(yuan(chosen.left_fen) if chosen is not None else "")

    def question(self) -> str:
        """What the second person agrees to."""
        return _("Give back ¥{amount} of {number}: {reason}").format(
            amount=yuan(parse_yuan(self.amount.text(), field="refund.amount")), number=self.number,
            reason=self.reason.text().strip(),
        )  # fmt: skip

    def use_case(self) -> Callable[..., Any]:
        """What is booked, but for the approval."""
        chosen = self._payments.get(self.payment.editor.chosen or "")
        if chosen is None:
            raise Refusal(
                "refund.payment", _("Of this payment nothing can be given back any more."), field="refund.payment"
            )
        amount_fen = parse_yuan(self.amount.text(), field="refund.amount")
        # Said under the field before a second person is troubled.
        check_refund(chosen, amount_fen)
        return partial(refund, payment_id=PaymentId(chosen.id), amount_fen=amount_fen, reason=self.reason.text())

    def booked_words(self, outcome: str) -> str:
        """What is said afterwards."""
        return _("Refunded: {number}").format(number=outcome)


def _said(bill: BillRow, payment: PaymentRow) -> str:
    when = f"{formats.local(payment.paid_at):%m-%d %H:%M}"
    left = _("{amount} left").format(amount=formats.money(payment.left_fen))
    return formats.joined(payer_words(bill.payer), _(METHOD_WORDS[payment.method]), when, left)
