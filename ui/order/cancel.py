"""The form that ends an order before any work was dispatched, in place under the head: why."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _, mark
from app.kernel.refusal import Refusal
from app.order.cancel import cancel
from app.order.queries import OrderId
from app.overview.order_view import OrderView
from ui.order.booking import Booking
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import LineField
from ui.widgets.page import Notice
from ui.worker import Worker

REASONS = (
    mark("The customer does not want the work"),
    mark("Too expensive"),
    mark("The customer comes another day"),
    mark("Opened by mistake"),
)


class CancelForm(Card):
    """`cancelled` once the order is ended, `closed` when the form goes away."""

    cancelled = Signal()
    closed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker) -> None:
        remark = _("Only before work is dispatched; this cannot be undone.")
        super().__init__(_("Cancel the order"), remark=remark, edge="bad")
        self._order_id, self._number = OrderId(0), ""
        self.reason = LineField("cancel.reason", _("Why"))
        self.quick = Chips("cancel.quick", _("Quick choice"), [Chip(words, _(words)) for words in REASONS])
        self.save = Button("cancel.save", _("Cancel the order"), look=Look.DANGER, key="Ctrl+Enter")
        self.keep = Button("cancel.keep", _("Keep it"), key="Esc")
        self._booking = Booking(worker, self, self.save)
        self.add(self.reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.quick, 1)
        row.addWidget(self.keep)
        row.addWidget(self.save)
        self.column.addLayout(row)
        self.quick.chosen_changed.connect(self._pick)
        self.save.clicked.connect(self.book)
        self.keep.clicked.connect(self.close_up)
        self.hide()

    def come_up(self, view: OrderView) -> None:
        """Open for an order."""
        if view.head.id != self._order_id:
            self._order_id, self._number = view.head.id, view.head.number
            self.reason.set_text("")
            self.quick.show_chosen(())
        self.show()
        self.reason.editor.setFocus()

    def close_up(self) -> None:
        """Go away; the order stays as it is."""
        self.hide()
        self.closed.emit()

    def book(self) -> None:
        """End the order."""
        deed = partial(cancel, order_id=self._order_id, reason=self.reason.text())
        self._booking.do(deed, done=lambda _none: self._cancelled(), refused=self._refused)

    def _pick(self, chosen: frozenset[str]) -> None:
        for words in chosen:
            self.reason.set_text(_(words))

    def _cancelled(self) -> None:
        self.hide()
        self.said.emit(Notice(_("Order {number} is cancelled.").format(number=self._number)))
        self.cancelled.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.reason.set_error(refusal.sentence)
        self.reason.editor.setFocus()
