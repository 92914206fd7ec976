"""The form that takes a waiting car off the board, in place above the lanes: why."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _, mark
from app.kernel.refusal import Refusal
from app.order.arrival.queries import ArrivalId
from app.order.arrival.take_away import take_away
from ui.order.booking import Booking
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import LineField
from ui.widgets.page import Notice
from ui.worker import Worker

REASONS = (mark("Entered by mistake"), mark("The customer has left again"), mark("Received under another plate"))


class TakeAwayForm(Card):
    """`closed` when the form goes away, with or without the car."""

    closed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker) -> None:
        remark = _("Plate, times and reason stay in the records.")
        super().__init__(_("Take it off the board"), remark=remark, edge="bad")
        self.arrival_id, self._car = ArrivalId(0), ""
        self.reason = LineField("arrival.reason", _("Why"))
        self.quick = Chips("arrival.quick", _("Quick choice"), [Chip(words, _(words)) for words in REASONS])
        self.save = Button("arrival.take_away", _("Take it away"), look=Look.DANGER, key="Ctrl+Enter")
        self.keep = Button("arrival.keep", _("It waits on"), key="Esc")
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

    def come_up(self, arrival_id: ArrivalId, car: str) -> None:
        """Open for a waiting car."""
        if arrival_id != self.arrival_id:
            self.arrival_id, self._car = arrival_id, car
            self.reason.set_text("")
            self.quick.show_chosen(())
        self.show()
        self.reason.editor.setFocus()

    def close_up(self) -> None:
        """Go away; the car waits on."""
        self.hide()
        self.closed.emit()

    def book(self) -> None:
        """Take it away."""
        deed = partial(take_away, arrival_id=self.arrival_id, reason=self.reason.text())
        self._booking.do(deed, done=lambda _none: self._gone(), refused=self._refused)

    def _pick(self, chosen: frozenset[str]) -> None:
        for words in chosen:
            self.reason.set_text(_(words))

    def _gone(self) -> None:
        self.said.emit(Notice(_("{car} waits no more.").format(car=self._car)))
        self.close_up()

    def _refused(self, refusal: Refusal) -> None:
        self.reason.set_error(refusal.sentence)
        self.reason.editor.setFocus()
