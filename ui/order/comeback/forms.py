"""The two forms of a comeback under the head of its order: who answers for it; the customer shall pay."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _, mark
from app.kernel.refusal import Refusal
from app.order.comeback.decide import charge_comeback, decide_responsibility
from app.order.queries import OrderId
from app.order.responsibility import RESPONSIBILITY_WORDS, ReworkResponsibility
from app.overview.order_view import OrderView
from app.trust.deeds import Deed
from ui.order.booking import Booking
from ui.order.comeback.words import standing
from ui.order.correction.agreed_form import AgreedForm, Words
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import Field, LineField
from ui.widgets.page import Notice
from ui.worker import Worker

CHOICES = tuple(one for one in ReworkResponsibility if one is not ReworkResponsibility.UNDECIDED)


class ResponsibilityForm(Card):
    """Who answers for a comeback and why; `closed` when the form goes away, what was typed stays on a refusal."""

    closed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker) -> None:
        remark = _("Within three days. Until then, and unless it is against the customer, the rework is free.")
        super().__init__(_("Who answers for the comeback"), remark=remark)
        self._order_id = OrderId(0)
        chips = [Chip(one.value, _(RESPONSIBILITY_WORDS[one])) for one in CHOICES]
        self.choice = Chips("responsibility.choice", _("Who answers for it"), chips)
        self.choice_field = Field("responsibility.choice", _("Who answers for it"), self.choice, boxed=False)
        self.reason = LineField("responsibility.reason", _("What shows it"))
        self.save = Button("responsibility.save", _("Write the decision down"), look=Look.PRIMARY, key="Ctrl+Enter")
        self.keep = Button("responsibility.keep", _("Record it later"), key="Esc")
        self._booking = Booking(worker, self, self.save)
        self.add(self.choice_field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        row.addWidget(self.keep)
        row.addWidget(self.save)
        self.column.addLayout(row)
        self.save.clicked.connect(self.book)
        self.keep.clicked.connect(self.close_up)
        self.hide()

    def come_up(self, view: OrderView) -> None:
        """Open for an order, with what was decided before."""
        comeback = view.comeback
        if view.head.id != self._order_id and comeback is not None:
            self._order_id = view.head.id
            is_decided = comeback.responsibility is not ReworkResponsibility.UNDECIDED
            self.choice.show_chosen((comeback.responsibility.value,) if is_decided else ())
            self.reason.set_text(comeback.reason)
        if comeback is not None:
            self.reason.set_remark(standing(comeback, now=view.now))
        self.show()
        self.choice.setFocus()

    def close_up(self) -> None:
        """Go away; the order stays as it is."""
        self.hide()
        self.closed.emit()

    def book(self) -> None:
        """Write the decision down."""
        chosen = next(iter(self.choice.chosen), ReworkResponsibility.UNDECIDED.value)
        decide = partial(
            decide_responsibility, order_id=self._order_id, responsibility=ReworkResponsibility(chosen),
            reason=self.reason.text(),
        )  # fmt: skip
        self._booking.do(decide, done=lambda _none: self._decided(), refused=self._refused)

    def _decided(self) -> None:
        self.hide()
        self._order_id = OrderId(0)
        self.said.emit(Notice(_("It is written down who answers for the comeback.")))

    def _refused(self, refusal: Refusal) -> None:
        field = self.choice_field if refusal.field == "responsibility.choice" else self.reason
        field.set_error(refusal.sentence)
        field.editor.setFocus()


class ChargeForm(AgreedForm):
    """The customer shall pay for a comeback after all; a manager agrees (R072)."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            worker,
            "charge",
            Deed.COMEBACK_CHARGE,
            words=Words(
                _("Charge the comeback"),
                _("After it lines may be given to the customer to pay; they sign for them as ever."),
                _("Charge the comeback"),
                (mark("The customer wants more than the rework"), mark("Wear that has nothing to do with it")),
            ),
            asks=self.question,
            books=self.use_case,
            says=self.booked_words,
        )

    def question(self) -> str:
        """What the second person agrees to."""
        return _("Charge the comeback {number}: {reason}").format(number=self.number, reason=self.reason.text().strip())

    def use_case(self) -> Callable[..., None]:
        """What is booked, but for the approval."""
        return partial(charge_comeback, order_id=self._order_id, reason=self.reason.text())

    def booked_words(self, outcome: None) -> str:
        """What is said afterwards."""
        return _("Lines of {number} may be given to the customer to pay now.").format(number=self.number)
