"""The forms that open under the head of an order, one at a time, and when each of them is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _, mark
from app.order.comeback.decide import CHARGED_IN
from app.order.quote.edit import SUPPLEMENTED
from app.order.workflow import Flag, Stage
from app.overview.order_view import OrderView
from app.trust.deeds import Deed
from ui.order.posts import may
from ui.order.strip import Strip
from ui.widgets.page import Command
from ui.worker import Worker

BEFORE_WORK = (Stage.CHECKED_IN, Stage.QUOTED, Stage.AUTHORIZED)
PAID = (Stage.IN_WORK, Stage.IN_QC, Stage.COMPLETED, Stage.SETTLED, Stage.DELIVERED, Stage.CLOSED)
STILL_HERE = (*BEFORE_WORK, Stage.IN_WORK, Stage.IN_QC, Stage.COMPLETED, Stage.SETTLED)


class Form(Protocol):
    """What such a form can do."""

    closed: SignalInstance
    said: SignalInstance

    def come_up(self, view: OrderView) -> None: ...
    def close_up(self) -> None: ...
    def book(self) -> None: ...
    def isHidden(self) -> bool: ...
    def hide(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FormPlace:
    """A form by module and class (made when first opened), the words that offer it, and when it is offered.

    `flag` is one the order must bear, `without` one it must not.
    """

    module: str
    name: str
    words: str
    deed: Deed
    stages: tuple[Stage, ...]
    key: str = ""
    icon: str = ""
    also: str = ""
    flag: Flag | None = None
    without: Flag | None = None


FORMS: dict[str, FormPlace] = {
    "promise": FormPlace(
        "ui.order.promise", "PromiseForm", mark("Move the promise"), Deed.PROMISE_MOVE, STILL_HERE, "Ctrl+M",
        "calendar", "promise delay",
    ),
    "finding": FormPlace(
        "ui.order.supplement.finding_form", "FindingForm", mark("Report a further finding"), Deed.SUPPLEMENT_RAISE,
        SUPPLEMENTED, "Ctrl+B", "triangle", "finding additional more",
    ),
    "answer": FormPlace(
        "ui.order.supplement.answer_form", "AnswerForm", mark("Write down the customer's answer"),
        Deed.SUPPLEMENT_ANSWER, SUPPLEMENTED, "", "phone", "answer call message additional", Flag.SUPPLEMENT_PENDING,
    ),
    "cancel": FormPlace(
        "ui.order.cancel", "CancelForm", mark("Cancel the order"), Deed.ORDER_CANCEL, BEFORE_WORK, "", "cross", "cancel"
    ),
    "reopen": FormPlace(
        "ui.order.correction.forms", "ReopenForm", mark("Reopen the order"), Deed.ORDER_REOPEN, (Stage.COMPLETED,), "",
        "loop", "reopen rework",
    ),
    "reverse": FormPlace(
        "ui.order.correction.forms", "ReverseForm", mark("Reverse the settlement"), Deed.SETTLEMENT_REVERSE,
        (Stage.SETTLED,), "", "back", "reverse settlement",
    ),
    "refund": FormPlace(
        "ui.order.correction.forms", "RefundForm", mark("Refund"), Deed.SETTLEMENT_REFUND, PAID, "", "wallet",
        "refund money back",
    ),
    "comeback_link": FormPlace(
        "ui.order.comeback.link_form", "LinkForm", mark("Link to earlier work"), Deed.COMEBACK_LINK,
        (Stage.CHECKED_IN, Stage.QUOTED), "", "loop", "comeback link", None, Flag.IS_COMEBACK,
    ),
    "responsibility": FormPlace(
        "ui.order.comeback.forms", "ResponsibilityForm", mark("Who answers for the comeback"), Deed.COMEBACK_DECIDE,
        (*STILL_HERE, Stage.DELIVERED, Stage.CLOSED), "", "loop", "comeback responsibility", Flag.IS_COMEBACK,
    ),
    "charge": FormPlace(
        "ui.order.comeback.forms", "ChargeForm", mark("Charge the comeback"), Deed.COMEBACK_CHARGE,
        CHARGED_IN, "", "wallet", "comeback charge price", Flag.IS_COMEBACK,
    ),
}  # fmt: skip


class OrderForms(QObject):
    """Holds them in the column under the head. `changed` when one comes or goes, `closed` when one was left."""

    changed = Signal()
    closed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker, column: QVBoxLayout, owner: QWidget) -> None:
        super().__init__(owner)
        self._worker, self._column = worker, column
        self._made: dict[str, Form] = {}
        self._at = column.count()

    def open(self, name: str, view: OrderView) -> None:
        """Open one and put the others away."""
        self.put_away()
        self._form(name).come_up(view)
        self.changed.emit()

    def _form(self, name: str) -> Form:
        if name not in self._made:
            place = FORMS[name]
            form = cast("Form", getattr(import_module(place.module), place.name)(self._worker))
            form.closed.connect(self.closed.emit)
            form.said.connect(self.said.emit)
            self._made[name] = form
            self._column.insertWidget(self._at, Strip(cast("QWidget", form)))
        return self._made[name]

    def put_away(self) -> None:
        """None is open."""
        for form in self._made.values():
            form.hide()

    def is_open(self, name: str) -> bool:
        """Whether this one is in sight."""
        return name in self._made and not self._made[name].isHidden()

    @property
    def open_one(self) -> Form | None:
        """The one in sight."""
        return next((form for form in self._made.values() if not form.isHidden()), None)

    def is_offered(self, name: str, view: OrderView) -> bool:
        """Whether the order stands where it makes sense, and the person at the desk may do it."""
        place = FORMS[name]
        fits = place.flag is None or place.flag in view.head.flags
        fits = fits and (place.flag is not Flag.IS_COMEBACK or view.comeback is not None)
        fits = fits and place.without not in view.head.flags
        return fits and view.head.stage in place.stages and may(self._worker, place.deed)

    def commands(self, view: OrderView, open_form: Callable[[str], Callable[[], object]]) -> tuple[Command, ...]:
        """What is offered now, for the palette and the menu."""
        return tuple(
            Command(_(place.words), open_form(name), key=place.key, icon=place.icon, also=place.also)
            for name, place in FORMS.items()
            if self.is_offered(name, view)
        )
