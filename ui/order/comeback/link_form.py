"""The form under the head of an order that makes it a comeback: the car's work that is still guaranteed, to tick."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.checkin.draft import BLANK
from app.order.comeback.guaranteed import GuaranteedLine
from app.order.comeback.link_later import link_later, linkable
from app.order.queries import OrderId
from app.overview.order_view import OrderView
from ui.order.booking import Booking
from ui.order.checkin.comeback_part import ComebackPart
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.page import Notice
from ui.widgets.text import Paragraph
from ui.worker import Worker


class LinkForm(Card):
    """`closed` when the form goes away; what was ticked stays on a refusal."""

    closed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker) -> None:
        remark = _("The order is then free for the customer until it is decided who answers for it.")
        super().__init__(_("Link to earlier work"), remark=remark)
        self._worker, self._order_id = worker, OrderId(0)
        self.lines = ComebackPart()
        self.nothing = Paragraph(
            _("No work of this car is guaranteed any more at this day and odometer."), tone="muted"
        )
        self.save = Button("comeback_link.save", _("Make it a comeback"), look=Look.PRIMARY, key="Ctrl+Enter")
        self.keep = Button("comeback_link.keep", _("Do not link it"), key="Esc")
        self._booking = Booking(worker, self, self.save)
        self.add(self.lines)
        self.add(self.nothing)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.save)
        self.column.addLayout(row)
        self.save.clicked.connect(self.book)
        self.keep.clicked.connect(self.close_up)
        self.hide()

    def come_up(self, view: OrderView) -> None:
        """Open for an order, with what its car could come back with."""
        if view.head.id != self._order_id:
            self._order_id = view.head.id
            self.lines.read(BLANK)
            self.lines.show_lines(())
        self.nothing.hide()
        self.show()
        self.keep.setFocus()
        self._worker.ask(self, partial(linkable, order_id=self._order_id), self._show)

    def _show(self, lines: tuple[GuaranteedLine, ...]) -> None:
        self.lines.show_lines(lines)
        self.nothing.setVisible(not lines)
        if lines and self.isVisible():
            self.lines.setFocus()

    def close_up(self) -> None:
        """Go away; the order stays as it is."""
        self.hide()
        self.closed.emit()

    def book(self) -> None:
        """Make it a comeback to what is ticked."""
        ticked = self.lines.write(BLANK).comeback_to
        link = partial(link_later, order_id=self._order_id, line_ids=ticked)
        self._booking.do(link, done=lambda _none: self._linked(), refused=self._refused)

    def _linked(self) -> None:
        self.hide()
        self._order_id = OrderId(0)
        self.said.emit(Notice(_("The order is a comeback now; its quote repeats the work.")))

    def _refused(self, refusal: Refusal) -> None:
        self.lines.set_error(refusal.sentence)
        if self.lines.checks:
            self.lines.setFocus()
