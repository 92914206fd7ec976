"""Until when the car is promised: typed as people say it, or one of the usual times at a touch."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.checkin.form import CheckinForm
from app.order.typed_promise import read_promise, usual_promises
from ui import formats
from ui.order.checkin.column import side_by_side
from ui.widgets.check import Check
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import LineField

Now = Callable[[], datetime]


class PromisePart(QWidget):
    """`checkin.promised_at`. The instant is kept, not its words: “tomorrow” of a draft must not move with the day."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._now: Now | None = None
        self._offset = 480
        self._promised_at: datetime | None = None
        self._usual: dict[str, datetime] = {}
        self.field = LineField("checkin.promised_at", _("Promised for"), icon="clock", placeholder="17:30", bold=True)
        self.urgent = Check("checkin.urgent", _("Urgent"))
        self.chips = Chips("checkin.promise", _("Usual times"), ())
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 25, 0, 0)
        column.addWidget(self.urgent, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(side_by_side(self.field, beside))
        whole.addWidget(self.chips)
        self.field.editor.textEdited.connect(self._typed)
        self.field.editor.editingFinished.connect(self.tidy)
        self.chips.chosen_changed.connect(self._chosen)
        self.urgent.toggled.connect(lambda _on: self.changed.emit())

    def tell_time(self, now: Now, utc_offset_minutes: int) -> None:
        """The store's clock, known once the page has asked."""
        self._now, self._offset = now, utc_offset_minutes
        self.offer()

    def offer(self) -> None:
        """The usual times, as they lie ahead now."""
        if self._now is None:
            return
        now = self._now()
        self._usual = {at.isoformat(): at for at in usual_promises(now, utc_offset_minutes=self._offset)}
        words = [formats.promised(at, now=now) for at in self._usual.values()]
        # The first is said as people say it, the others with their day.
        self.chips.show_chips(
            [Chip(key, said) for key, said in zip(self._usual, [_("In two hours"), *words[1:]], strict=True)]
        )
        self._show_chip()

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands here."""
        return replace(form, promised_at=self._promised_at, is_urgent=self.urgent.isChecked())

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form."""
        self.urgent.setChecked(form.is_urgent)
        self._set(form.promised_at)

    def tidy(self) -> None:
        """When the field is left: the promise as it is written, or what is wrong with it."""
        if self._now is None or not self.field.text().strip():
            return
        if self._promised_at is None:
            self._say_fault()
        else:
            self.field.set_text(formats.promised(self._promised_at, now=self._now()))
            self._warn_if_past()

    def clear_errors(self) -> None:
        """Take the red line away."""
        self.field.clear_error()

    def _typed(self, words: str) -> None:
        self._promised_at = None
        if self._now is not None and words.strip():
            try:
                self._promised_at = self._read(words, self._now())
            except Refusal:
                self._promised_at = None
        self._show_chip()
        self.changed.emit()

    def _read(self, words: str, now: datetime) -> datetime:
        return read_promise(words, now=now, utc_offset_minutes=self._offset, field="checkin.promised_at")

    def _say_fault(self) -> None:
        if self._now is None:
            return
        try:
            self._read(self.field.text(), self._now())
        except Refusal as refusal:
            self.field.set_error(refusal.sentence)

    def _warn_if_past(self) -> None:
        if self._promised_at is not None and self._now is not None and self._promised_at <= self._now():
            self.field.set_error(_("This time is past. Choose a later one."))

    def _chosen(self, keys: frozenset[str]) -> None:
        self._set(self._usual.get(next(iter(keys), "")))
        self.changed.emit()

    def _set(self, promised_at: datetime | None) -> None:
        self._promised_at = promised_at
        words = ""
        if promised_at is not None and self._now is not None:
            words = formats.promised(promised_at, now=self._now())
        self.field.set_text(words)
        self._show_chip()

    def _show_chip(self) -> None:
        key = self._promised_at.isoformat() if self._promised_at else ""
        self.chips.show_chosen([key] if key in self._usual else [])
