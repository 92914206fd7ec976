"""The form that moves the promise, in place under the head: when, why, how the customer was told, what they said."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, mark
from app.kernel.refusal import Clash, Conflict, Refusal
from app.order.queries import OrderId
from app.order.typed_promise import move_to_typed
from app.overview.order_view import OrderView
from ui import formats
from ui.order.booking import Booking
from ui.theme import Size, Type
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.conflict import ConflictPanel
from ui.widgets.field import LineField
from ui.widgets.page import Notice
from ui.widgets.text import Text
from ui.worker import Worker

SHORTCUTS = (("+1h", mark("+1 hour")), ("+2h", mark("+2 hours")), ("17:00", mark("Today 17:00")), ("today+1", ""))
CHANNELS = (
    ("phone", mark("Telephone")),
    ("wechat", mark("WeChat")),
    ("in_person", mark("In person")),
    ("sms", mark("Text message")),
)


class PromiseForm(Card):
    """`moved` once the time is moved, `closed` when the form goes away; what was typed stays on a refusal."""

    moved = Signal()
    closed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker) -> None:
        super().__init__(_("Move the promise"), remark=_("The customer is told the same reason."))
        self._order_id = OrderId(0)
        # The promise that stands before the eyes of who moves it, and the moment it was read.
        self._seen_at: datetime | None = None
        self._now: datetime | None = None
        example = _("17:00, tomorrow 11:00, 11-25 9:30")
        self.at = LineField("promise.at", _("New time"), placeholder=example, icon="clock")
        self.reason = LineField("promise.reason", _("Why"), placeholder=_("a part is late, a further fault, …"))
        self.answer = LineField("promise.answer", _("What the customer said"))
        self.channel = Chips("promise.channel", _("Told by"), [Chip(key, _(words)) for key, words in CHANNELS])
        self.quick = Chips("promise.quick", _("Quick choice"), _shortcuts(), wraps=False)
        self.save = Button("promise.save", _("Move the promise"), look=Look.PRIMARY, key="Ctrl+Enter")
        self.cancel = Button("promise.cancel", _("Leave it"), key="Esc")
        self.conflict = ConflictPanel(lead=_("Nothing was saved. Leave their time, or move the promise once more."))
        self._fields = QWidget()  # in whose place the question stands, with both times in it
        self._booking = Booking(worker, self, self.save)
        self._build()
        self.quick.chosen_changed.connect(self._pick)
        self.save.clicked.connect(self.book)
        self.cancel.clicked.connect(self.close_up)
        self.conflict.chosen.connect(self._choose)
        self.hide()

    def _build(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(Size.GAP)
        for field, stretch in ((self.at, 4), (self.reason, 6), (self.answer, 5)):
            fields.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self._fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(fields)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.quick)
        row.addSpacing(16)
        row.addWidget(Text(_("Told by"), size=Type.LABEL, tone="muted"))
        row.addWidget(self.channel, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        inside.addLayout(row)
        self.add(self._fields)
        self.add(self.conflict)

    def come_up(self, view: OrderView) -> None:
        """Open for an order; the present time stands in the field, ready to be typed over."""
        if view.head.id != self._order_id:
            self._order_id = view.head.id
            for field in (self.reason, self.answer):
                field.set_text("")
        self.at.set_text("")
        self._now = view.now
        self._see(view.head.promised_at)
        self._end_question()
        self.quick.show_chosen(())
        self.channel.show_chosen(("phone",))
        self.show()
        self.at.editor.setFocus()

    def close_up(self) -> None:
        """Go away without a change."""
        self.hide()
        self.closed.emit()

    def _see(self, promised_at: datetime) -> None:
        self._seen_at = promised_at
        self.at.set_remark(_("now {time}").format(time=self._said(promised_at)))

    def _said(self, at: datetime) -> str:
        return formats.promised(at, now=self._now or at)

    def _pick(self, chosen: frozenset[str]) -> None:
        for key in chosen:
            self.at.set_text(_("tomorrow 11:00") if key == "today+1" else key)

    def book(self) -> None:
        """Move the promise as typed."""
        words = dict(CHANNELS)
        channel = ", ".join(_(words[key]) for key in sorted(self.channel.chosen))
        move = partial(
            move_to_typed, order_id=self._order_id, typed=self.at.text(), reason=self.reason.text(), channel=channel,
            answer=self.answer.text(), seen_at=self._seen_at,
        )  # fmt: skip
        self._booking.do(move, done=lambda _at: self._moved(), refused=self._refused)

    def _moved(self) -> None:
        self.hide()
        self.said.emit(Notice(_("The promise is moved, and it is written down how the customer was told.")))
        self.moved.emit()

    def _choose(self, clash: Clash, is_theirs: bool) -> None:
        """Theirs is saved already; one's own is what the next press moves it to."""
        self._see(datetime.fromisoformat(clash.theirs))
        if is_theirs:
            self.at.set_text("")
            self.close_up()
        else:
            self._end_question()
            self.save.setFocus()

    def _end_question(self) -> None:
        self.conflict.close_up()
        self._fields.show()

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, Conflict):
            labels = {"promised_at": self.at.label.text()}
            said = lambda _name, words: self._said(datetime.fromisoformat(words))  # noqa: E731
            self._fields.hide()
            self.conflict.ask(refusal.clashes, labels=labels, say=said)
            return
        field = {"promise.at": self.at, "promise.reason": self.reason}.get(refusal.field or "")
        if field is None:
            self.said.emit(Notice(refusal.sentence, "bad"))
            return
        field.set_error(refusal.sentence)
        field.editor.setFocus()


def _shortcuts() -> list[Chip]:
    return [Chip(key, _(words) if words else _("Tomorrow 11:00")) for key, words in SHORTCUTS]
