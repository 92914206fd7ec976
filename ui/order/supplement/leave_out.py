"""What of the agreed work is left out: a chip a line; work that failed a check asks for the reason first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, mark
from app.kernel.refusal import Refusal
from app.order.queries import OrderId
from app.order.supplement.finding_words import left_out
from app.order.supplement.price import take_out
from app.order.supplement.queries import Removable, SupplementStanding
from ui.order.reason_form import ReasonForm, danger
from ui.order.supplement.words import removable_words
from ui.theme import Type
from ui.widgets.chips import Chip, Chips
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

NOT_PUT_RIGHT = (mark("The customer has it done elsewhere"), mark("Put back as it was before the work"))


class LeaveOut(QWidget):
    """`supplement.out`; `refused` carries a refusal, `said` what is to be said."""

    said = Signal(object)
    refused = Signal(object)

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__()
        self._worker, self._order_id = worker, order_id
        self._choices: list[Removable] = []
        self._failed: Removable | None = None  # whose reason is asked for
        self.chips = Chips("supplement.out", _("Leave out of the agreed work"), (), many=True)
        self.reason = ReasonForm(
            worker, "supplement.failed", _("Leave failed work out"), remark=" ", quick=NOT_PUT_RIGHT,
            save=danger("supplement.failed.save", _("Leave it out")), keep=_("Put it right"),
        )  # fmt: skip
        self.why = named(Paragraph(size=Type.LABEL, tone="muted"), "supplement.failed.why")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(_("Leave out"), size=Type.LABEL, tone="muted"))
        row.addWidget(self.chips, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.why)
        column.addWidget(self.reason)
        self.chips.chosen_changed.connect(self._chosen)
        self.reason.save.clicked.connect(self._leave_failed_out)
        self.reason.said.connect(self.said.emit)

    def show_standing(self, found: SupplementStanding | None) -> bool:
        """The lines that could be left out, and those that are; whether there are any."""
        self._choices = [one for one in (found.removable if found else ()) if not one.why_not]
        self.chips.show_chips([Chip(str(one.line.id), removable_words(one)) for one in self._choices])
        self._show_chosen()
        return bool(self._choices)

    def _show_chosen(self) -> None:
        self.chips.show_chosen(tuple(str(one.line.id) for one in self._choices if one.is_out))
        why = "\n".join(left_out(one.line) for one in self._choices if one.is_out and one.line.taken_out_reason)
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def _chosen(self, chosen: frozenset[str]) -> None:
        """Not booked one at a time: who chooses two in one breath means both, and the desk keeps their order."""
        for one in self._choices:
            is_out = str(one.line.id) in chosen
            if is_out == one.is_out:
                continue
            if is_out and one.has_failed:
                self._ask_why(one)
            else:
                self._worker.do(self, self._deed(one, is_out=is_out), refused=self._not_out)

    def _ask_why(self, one: Removable) -> None:
        self._show_chosen()
        self.reason.remark.setText(removable_words(one))
        self.reason.open(anew=self._failed is None or self._failed.line.id != one.line.id)
        self._failed = one

    def _leave_failed_out(self) -> None:
        if self._failed is not None:
            deed = self._deed(self._failed, is_out=True, reason=self.reason.reason.text())
            words = _("It is left out; the reason stands over the lines the customer signs.")
            self.reason.book_by(deed, said=words, done=self.reason.hide)

    def _deed(self, one: Removable, *, is_out: bool, reason: str = "") -> Callable[..., None]:
        return partial(take_out, order_id=self._order_id, line_id=one.line.id, is_out=is_out, reason=reason)

    def _not_out(self, refusal: Refusal) -> None:
        self._show_chosen()
        self.refused.emit(refusal)

    def open_for(self, name: str) -> None:
        """Open the question again for words that are put back; of two failed lines nobody knows which."""
        failed = [one for one in self._choices if one.has_failed and not one.is_out]
        if name == self.reason.reason.editor.objectName() and len(failed) == 1:
            self._ask_why(failed[0])

    def step_back(self) -> bool:
        """Esc; whether the question was open."""
        if self.reason.isHidden():
            return False
        self.reason.close_up()
        return True
