"""A form that asks why, and books: a reason, some of them one touch away, under a head that says what it does."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _
from app.kernel.refusal import Refusal
from ui.order.booking import Booking
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import LineField
from ui.widgets.page import Notice
from ui.worker import Worker


class ReasonForm(Card):
    """`closed` when the form goes away; what was typed stays on a refusal.

    `place` is the prefix of its names; `quick` are reasons as source texts; `save` and `keep` the words of its buttons.
    """

    closed = Signal()
    said = Signal(object)

    def __init__(
        self, worker: Worker, place: str, title: str, *, remark: str, quick: tuple[str, ...], save: Button, keep: str
    ) -> None:
        super().__init__(title, remark=remark, edge="bad")
        self.reason = LineField(f"{place}.reason", _("Why"))
        self.quick = Chips(f"{place}.quick", _("Quick choice"), [Chip(words, _(words)) for words in quick])
        self.save, self.keep = save, Button(f"{place}.keep", keep, key="Esc")
        self._booking = Booking(worker, self, self.save)
        self.add(self.reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.quick, 1)
        row.addWidget(self.keep)
        row.addWidget(self.save)
        self.column.addLayout(row)
        self.quick.chosen_changed.connect(self._pick)
        self.keep.clicked.connect(self.close_up)
        self.hide()

    def open(self, *, anew: bool) -> None:
        """Come up; `anew` without what was typed for another."""
        if anew:
            self.reason.set_text("")
            self.quick.show_chosen(())
        self.show()
        self.reason.editor.setFocus()

    def close_up(self) -> None:
        """Go away; nothing is changed."""
        self.hide()
        self.closed.emit()

    def book_by(self, deed: Callable[..., Any], *, said: str, done: Callable[[], None]) -> None:
        """Book it; then say so and call `done`. A refusal stands under the reason."""

        def booked(_none: object) -> None:
            self.said.emit(Notice(said))
            done()

        self._booking.do(deed, done=booked, refused=self._refused)

    def _pick(self, chosen: frozenset[str]) -> None:
        for words in chosen:
            self.reason.set_text(_(words))

    def _refused(self, refusal: Refusal) -> None:
        self.reason.set_error(refusal.sentence)
        self.reason.editor.setFocus()


def danger(name: str, words: str) -> Button:
    """The button that does it: red, by Ctrl+Enter."""
    return Button(name, words, look=Look.DANGER, key="Ctrl+Enter")
