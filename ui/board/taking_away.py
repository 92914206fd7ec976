"""The form that takes a waiting car off the board, in place above the lanes: why."""

from functools import partial

from app.kernel.language import _, mark
from app.order.arrival.queries import ArrivalId
from app.order.arrival.take_away import take_away
from ui.order.reason_form import ReasonForm, danger
from ui.worker import Worker

REASONS = (mark("Entered by mistake"), mark("The customer has left again"), mark("Received under another plate"))


class TakeAwayForm(ReasonForm):
    """`closed` when the form goes away, with or without the car."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            worker, "arrival", _("Take it off the board"), quick=REASONS, keep=_("It waits on"),
            remark=_("Plate, times and reason stay in the records."),
            save=danger("arrival.take_away", _("Take it away")),
        )  # fmt: skip
        self.arrival_id, self._car = ArrivalId(0), ""
        self.save.clicked.connect(self.book)

    def come_up(self, arrival_id: ArrivalId, car: str) -> None:
        """Open for a waiting car."""
        is_other = arrival_id != self.arrival_id
        self.arrival_id, self._car = arrival_id, car
        self.open(anew=is_other)

    def book(self) -> None:
        """Take it away."""
        deed = partial(take_away, arrival_id=self.arrival_id, reason=self.reason.text())
        self.book_by(deed, said=_("{car} waits no more.").format(car=self._car), done=self.close_up)
