"""The form that ends an order before any work was dispatched, in place under the head: why."""

from functools import partial

from PySide6.QtCore import Signal

from app.kernel.language import _, mark
from app.order.cancel import cancel
from app.order.queries import OrderId
from app.overview.order_view import OrderView
from ui.order.reason_form import ReasonForm, danger
from ui.worker import Worker

REASONS = (
    mark("The customer does not want the work"),
    mark("Too expensive"),
    mark("The customer comes another day"),
    mark("Opened by mistake"),
)


class CancelForm(ReasonForm):
    """`cancelled` once the order is ended, `closed` when the form goes away."""

    cancelled = Signal()

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            worker, "cancel", _("Cancel the order"), quick=REASONS, keep=_("Keep it"),
            remark=_("Only before work is dispatched; this cannot be undone."),
            save=danger("cancel.save", _("Cancel the order")),
        )  # fmt: skip
        self._order_id, self._number = OrderId(0), ""
        self.save.clicked.connect(self.book)

    def come_up(self, view: OrderView) -> None:
        """Open for an order."""
        is_other = view.head.id != self._order_id
        self._order_id, self._number = view.head.id, view.head.number
        self.open(anew=is_other)

    def book(self) -> None:
        """End the order."""
        deed = partial(cancel, order_id=self._order_id, reason=self.reason.text())
        self.book_by(deed, said=_("Order {number} is cancelled.").format(number=self._number), done=self._cancelled)

    def _cancelled(self) -> None:
        self.hide()
        self.cancelled.emit()
