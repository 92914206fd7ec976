"""A form that is booked only when a second person agrees: a reason, and under it whose agreement it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.queries import OrderId
from app.overview.order_view import OrderView
from app.trust.deeds import Deed
from ui.order.booking import Booking
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import LineField
from ui.widgets.named import named
from ui.widgets.page import Notice
from ui.widgets.step_up import StepUp
from ui.worker import Worker


@dataclass(frozen=True, slots=True)
class Words:
    """Its title, what it says of itself, its button; `quick` are reasons one touch away, as source texts."""

    title: str
    remark: str
    save: str
    quick: tuple[str, ...]


class AgreedForm(QWidget):
    """`done` once it is booked, `closed` when the form goes away; what was typed stays on a refusal.

    `place` is the prefix of its names, `asks` what the second person agrees to in one line, `books` the use case but
    for the approval (it refuses what cannot be read), `says` what is said afterwards of its outcome.
    """

    done = Signal()
    closed = Signal()
    said = Signal(object)

    def __init__(
        self,
        worker: Worker,
        place: str,
        deed: Deed,
        *,
        words: Words,
        asks: Callable[[], str],
        books: Callable[[], Callable[..., Any]],
        says: Callable[[Any], str],
    ) -> None:
        super().__init__()
        title, remark, save, quick = words.title, words.remark, words.save, words.quick
        self.place, self.deed = place, deed
        self._asks, self._books, self._says = asks, books, says
        named(self, self.place, title)
        self._worker = worker
        self._order_id, self.number = OrderId(0), ""
        self.card = Card(title, remark=remark, edge="bad")
        self.reason = LineField(f"{self.place}.reason", _("Why"))
        self.quick = Chips(f"{self.place}.quick", _("Quick choice"), [Chip(words, _(words)) for words in quick])
        self.save = Button(f"{self.place}.save", save, look=Look.DANGER, key="Ctrl+Enter")
        self.keep = Button(f"{self.place}.keep", _("Leave it"), key="Esc")
        self.step_up = StepUp(worker)
        self.booking = Booking(worker, self, self.save)
        self._build()
        self.quick.chosen_changed.connect(self._pick)
        self.save.clicked.connect(self.book)
        self.keep.clicked.connect(self.close_up)
        self.step_up.cancelled.connect(self._not_agreed)
        self.hide()

    def _build(self) -> None:
        for field in self.fields():
            self.card.add(field)
        self.card.add(self.reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.quick, 1)
        row.addWidget(self.keep)
        row.addWidget(self.save)
        self.card.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        column.addWidget(self.step_up)

    # What a form of its own says

    def fields(self) -> tuple[QWidget, ...]:
        """What stands above the reason."""
        return ()

    # What is done

    def come_up(self, view: OrderView) -> None:
        """Open for an order."""
        if view.head.id != self._order_id:
            self._order_id, self.number = view.head.id, view.head.number
            self.reason.set_text("")
            self.quick.show_chosen(())
        self.card.show()
        self.show()
        self.reason.editor.setFocus()

    def close_up(self) -> None:
        """Go away, or only take the question back that stands below; the order stays as it is."""
        if self.step_up.step_back():
            return
        self.hide()
        self.closed.emit()

    def book(self) -> None:
        """Try it alone, to hear what else is wrong; then ask for the agreement it takes."""
        if not self.step_up.isHidden():
            self.step_up.accept.click()
            return
        try:
            use_case = self._books()
        except Refusal as refusal:
            self.refused(refusal)
            return
        self.booking.do(use_case, done=self._booked, refused=partial(self._needs_agreement, use_case))

    def _needs_agreement(self, use_case: Callable[..., Any], refusal: Refusal) -> None:
        if refusal.code == "deed.needs_approval":
            # The panel repeats what matters; both together would leave no room for the order below.
            self.card.hide()
            self.step_up.ask(
                self.deed, self._asks(), use_case=use_case, done=self._booked, refused=self.refused
            )  # fmt: skip
        else:
            self.refused(refusal)

    def refused(self, refusal: Refusal) -> None:
        """Say under its field what is wrong; what belongs to none stands under the reason."""
        self.card.show()
        field = next((one for one in self.editable() if one.editor.objectName() == refusal.field), self.reason)
        field.set_error(refusal.sentence)
        field.editor.setFocus()

    def editable(self) -> tuple[LineField, ...]:
        """The fields under which a refusal can stand."""
        return (self.reason,)

    def _not_agreed(self) -> None:
        self.card.show()
        self.reason.editor.setFocus()

    def _pick(self, chosen: frozenset[str]) -> None:
        for words in chosen:
            self.reason.set_text(_(words))

    def _booked(self, outcome: Any) -> None:
        self.reason.set_text("")
        self.quick.show_chosen(())
        self.hide()
        self.said.emit(Notice(self._says(outcome)))
        self.done.emit()
