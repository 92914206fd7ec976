"""Over the lines of a signed order: what was found since, what of it is put to the customer, how they answer."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.language import _, counted, mark
from app.kernel.refusal import Clash, Conflict, Refusal
from app.order.queries import OrderId
from app.order.quote.edit import SUPPLEMENTED
from app.order.supplement.answer import preview_supplement
from app.order.supplement.finding_words import CUT
from app.order.supplement.price import (
    Written,
    begin,
    give_up,
    send,
    take_back,
    take_in_finding,
    write_down,
)
from app.order.supplement.queries import FindingRow, SupplementRow, SupplementStanding
from app.order.supplement.raise_finding import drop_finding
from app.order.supplement.states import SupplementStatus
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.draft_sheet import DraftSheet
from ui.order.posts import done_by, may
from ui.order.reason_form import ReasonForm, danger
from ui.order.supplement.finding_line import LOW, FindingLine, quiet
from ui.order.supplement.leave_out import LeaveOut
from ui.order.supplement.signing import ask_signature
from ui.order.supplement.words import asked_words, finding_words, status_mark, sum_words
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.conflict import ConflictPanel
from ui.widgets.field import LineField
from ui.widgets.named import tip
from ui.widgets.page import Command, Notice
from ui.widgets.pill import Mark, Pill
from ui.widgets.shape import Shape
from ui.widgets.text import Paragraph
from ui.widgets.typed import keys_under
from ui.worker import Worker

NO_ANSWER = (mark("No answer by telephone"), mark("The customer wants to think about it"), mark("Offered by mistake"))
NOT_OFFERED = (mark("Not needed"), mark("Already covered by the agreed work"), mark("The customer knows of it"))


class MoreWork(Card):
    """`supplement`: not there before signing. Its words and its primary action go into the page's bar.

    `asked_form` names a form to open under the head, `said` a toast, `left` that the cursor goes back to the lines.
    """

    asked_form = Signal(str)
    said = Signal(object)
    left = Signal()

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(_("Additional work"), remark=" ")
        self._worker, self._order_id = worker, order_id
        self.standing: SupplementStanding | None = None
        self._dropped: FindingRow | None = None
        self._filled = self._promised = ""  # what the store had when the words in the fields were begun
        self.mark = Pill(Mark("", Shape.RING))
        self.begin = Button(
            "supplement.begin", _("Quote additional work"), icon="plus", key="F8", height=Size.BUTTON - 2
        )
        self.answer = Button("supplement.by_phone", _("Answered from afar…"), icon="phone", height=LOW)
        self.take_back = quiet("supplement.take_back", _("Change it"))
        self.give_up = quiet("supplement.end", _("End it…"))
        self.findings = QVBoxLayout()
        self.finding = LineField("supplement.finding", _("What was found, and why"))
        self.promise = LineField("supplement.promise", _("New promise"), placeholder=_("as before"), icon="clock")
        self.leave_out = LeaveOut(worker, order_id)
        self.asked = Paragraph()
        self._written = QWidget()
        self.drop_form = ReasonForm(
            worker, "supplement.drop", _("Not offered to the customer"), remark=" ", quick=NOT_OFFERED,
            save=danger("supplement.drop.save", _("Do not offer it")), keep=_("Let it wait"),
        )  # fmt: skip
        self.end_form = ReasonForm(
            worker, "supplement", _("End without an answer"), quick=NO_ANSWER, keep=_("Let it wait"),
            remark=_("Nothing of it is done; what was asked stands as put off."),
            save=danger("supplement.end.save", _("End it")),
        )  # fmt: skip
        self.conflict = ConflictPanel(lead=_("Nothing was saved. Choose what shall stand on the paper; it is kept."))
        self._booking = Booking(worker, self, self.begin, self.take_back)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self.head.insertWidget(1, self.mark)
        for button in (self.answer, self.take_back, self.give_up, self.begin):
            self.add_head(button)
        self.findings.setSpacing(4)
        self.column.addLayout(self.findings)
        fields = QHBoxLayout(self._written)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(Size.GAP)
        fields.addWidget(self.finding, 3, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.promise, 1, Qt.AlignmentFlag.AlignTop)
        for part in (self.asked, self._written, self.leave_out, self.drop_form, self.end_form, self.conflict):
            self.add(part)

    def _connect(self) -> None:
        self.begin.clicked.connect(self._begin)
        self.answer.clicked.connect(lambda: self.asked_form.emit("answer"))
        self.take_back.clicked.connect(lambda: self._do(partial(take_back, order_id=self._order_id)))
        self.give_up.clicked.connect(lambda: self.end_form.open(anew=False))
        self.finding.editor.editingFinished.connect(self._write)
        self.promise.editor.editingFinished.connect(self._write)
        self.leave_out.refused.connect(self._refused)
        self.leave_out.said.connect(self.said.emit)
        self.drop_form.save.clicked.connect(self._drop)
        self.end_form.save.clicked.connect(self._end)
        self.conflict.chosen.connect(self._choose)
        self.conflict.settled.connect(lambda: self._write(anew=True))
        for form in (self.drop_form, self.end_form):
            form.said.connect(self.said.emit)

    # What is shown

    def show_standing(self, found: SupplementStanding) -> None:
        """How the additional work of the order stands."""
        before, self.standing = self.standing, found
        row, may_ask = found.open, self._may(Deed.SUPPLEMENT_BEGIN)
        is_here = found.head.stage in SUPPLEMENTED
        is_draft, is_sent = _is(row, SupplementStatus.DRAFT), _is(row, SupplementStatus.SENT)
        # Beside the buttons of a question that is asked there is no room: its sums stand under them.
        said = _said(found) if may_ask else done_by(Deed.SUPPLEMENT_BEGIN)
        self.remark.setText("" if is_sent else sum_words(row) if row is not None else said)
        self.mark.setVisible(row is not None)
        if row is not None:
            self.mark.show_mark(status_mark(row))
        self._show_findings(found.waiting, can_drop=may_ask, can_take=may_ask and is_draft)
        self.asked.setText(asked_words(row) if row is not None and is_sent else "")
        self.asked.setVisible(is_sent)
        self._written.setVisible(is_draft)
        self.leave_out.setVisible(self.leave_out.show_standing(found) and is_draft)
        if row is not None and is_draft:
            self._fill_in(row, before.open if before else None)
            self._say_shortened(row, found)
        self.begin.setVisible(is_here and row is None and may_ask)
        self.answer.setVisible(is_sent and self._may(Deed.SUPPLEMENT_ANSWER))
        self.take_back.setVisible(is_sent and may_ask)
        self.give_up.setVisible(row is not None and may_ask)
        self.fold_to_head(row is None and not found.waiting)
        self.setVisible(is_here and (may_ask or row is not None or bool(found.waiting)))

    def _show_findings(self, waiting: tuple[FindingRow, ...], *, can_drop: bool, can_take: bool) -> None:
        self.findings.setContentsMargins(0, 0, 0, 6 if waiting and can_take else 0)
        while (item := self.findings.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for found in waiting:
            line = FindingLine(found, can_drop=can_drop, can_take=can_take)
            line.taken.connect(partial(self._take_in, found))
            line.dropped.connect(partial(self._open_drop, found))
            self.findings.addWidget(line)

    def findings_shown(self) -> tuple[str, ...]:
        """The findings that wait, as they stand here."""
        return tuple(line.words.text() for line in self.findChildren(FindingLine) if not line.isHidden())

    def _fill_in(self, row: SupplementRow, before: SupplementRow | None) -> None:
        """What stands in the store; words that are being typed stay."""
        is_new = before is None or before.id != row.id
        if is_new or self.finding.text().strip() in (self._filled, row.finding):
            self.finding.set_text(row.finding)
            self._filled = row.finding
        if is_new or not (self.promise.editor.hasFocus() or self.promise.error):
            # By its date: “tomorrow” would be another day when the words are read again.
            at = formats.local(row.new_promise_at) if row.new_promise_at else None
            self._promised = f"{at:%m-%d %H:%M}" if at else ""
            self.promise.set_text(self._promised)

    def _say_shortened(self, row: SupplementRow, found: SupplementStanding) -> None:
        """Long findings were cut to fit: it is said beside the field, and their own words stand in its tip."""
        mine = [one for one in found.findings if one.supplement_id == row.id]
        is_cut = CUT in row.finding and any(one.text not in row.finding for one in mine)
        self.finding.set_remark(_("shortened to fit, read it over") if is_cut else "")
        tip(self.finding.editor, "\n".join(map(finding_words, mine)) if is_cut else "")

    def _may(self, deed: Deed) -> bool:
        return may(self._worker, deed)

    @property
    def row(self) -> SupplementRow | None:
        """The one that is written or asked."""
        return self.standing.open if self.standing else None

    # The bar of the page

    @property
    def is_in_force(self) -> bool:
        """Whether the bar is this card's: the agreement is signed, and work may still be added."""
        return self.standing is not None and self.standing.head.stage in SUPPLEMENTED

    @property
    def is_asked(self) -> bool:
        """Whether the customer's answer to its lines is awaited."""
        return _is(self.row, SupplementStatus.SENT)

    def primary_words(self) -> str:
        """What Ctrl+Enter does now."""
        if _is(self.row, SupplementStatus.DRAFT) and self._may(Deed.SUPPLEMENT_SEND):
            return _("Put it to the customer")
        if _is(self.row, SupplementStatus.SENT) and self._may(Deed.SUPPLEMENT_SIGN):
            return _("The customer signs")
        return ""

    def missing(self) -> tuple[tuple[str, str], ...]:
        """What stands in its way."""
        found = self.standing
        if found is None or not self.primary_words():
            return ()
        is_written = bool(self.finding.text().strip()) and _is(self.row, SupplementStatus.DRAFT)
        lacks = (lack for lack in found.lacks if not (is_written and lack.field == "supplement.finding"))
        return tuple((lack.field, lack.name) for lack in lacks)

    def primary(self) -> None:
        """Put it to the customer, or let them sign."""
        if _is(self.row, SupplementStatus.DRAFT):
            write = (
                partial(_write_and_send, written=self._as_written(), seen=self._seen()) if self._is_typed() else send
            )
            self._do(partial(write, order_id=self._order_id))
        elif _is(self.row, SupplementStatus.SENT) and self.standing is not None:
            ask_signature(self, self._worker, self._booking, self.standing, said=self._signed, refused=self._refused)

    def _signed(self, notice: object) -> None:
        self.said.emit(notice)
        self.left.emit()

    def commands(self) -> tuple[Command, ...]:
        """For the palette."""
        if not self.is_in_force:
            return ()
        every = (
            (
                self.begin,
                Command(_("Quote additional work"), self._begin, key="F8", icon="plus", also="additional more"),
            ),
            (self.give_up, Command(_("End additional work"), lambda: self.end_form.open(anew=False), icon="cross")),
            (self.take_back, Command(_("Change additional work"), self.take_back.click, icon="back")),
        )
        offered = tuple(command for button, command in every if not button.isHidden())
        if self.row is None:
            return offered
        # While it is open, Ctrl+P is for its paper, not for the quotation's.
        return (*offered, Command(_("Print the additional work"), self.print, key="Ctrl+P", icon="print", also="D05"))

    def print(self) -> None:
        """Show its paper as it stands now, to read over or to print."""
        sheet = partial(preview_supplement, order_id=self._order_id)
        draft = DraftSheet(self, self._worker, title=_("Supplementary agreement, draft"), preview=sheet, may_print=True)
        draft.cancelled.connect(self.left.emit)

    def open_for(self, name: str) -> None:
        """Open the form that a field is in, for words that are put back; with two findings nobody knows for which."""
        waiting = self.standing.waiting if self.standing else ()
        if name == self.end_form.reason.editor.objectName():
            self.end_form.open(anew=False)
        elif name == self.drop_form.reason.editor.objectName() and len(waiting) == 1:
            self._open_drop(waiting[0])
        else:
            self.leave_out.open_for(name)

    def step_back(self) -> bool:
        """Esc; whether something was open here."""
        for form in (self.drop_form, self.end_form):
            if not form.isHidden():
                form.close_up()
                return True
        return self.leave_out.step_back() or self.conflict.close_up()

    # What the advisor does

    def _begin(self) -> None:
        self._do(partial(begin, order_id=self._order_id), done=lambda: self.finding.editor.setFocus())

    def _as_written(self) -> Written:
        return Written(self.finding.text().strip(), self.promise.text().strip())

    def _seen(self) -> Written:
        return Written(self._filled, self._promised)

    def _is_typed(self) -> bool:
        """Whether there is anything to keep: who only goes through the fields writes nothing into the audit."""
        return self._as_written() != self._seen()

    def _write(self, *, anew: bool = False) -> None:
        """Kept in passing, when the field is left: a refusal must not pull the cursor back."""
        row = self.row
        if row is None or not _is(row, SupplementStatus.DRAFT) or not (self.conflict.isHidden() or anew):
            return
        if not (anew or self._is_typed()):
            return
        seen = None if anew else self._seen()
        self._worker.do(
            self, partial(write_down, order_id=self._order_id, written=self._as_written(), seen=seen),
            refused=self._refused, saves=keys_under(self.finding, self.promise),
        )  # fmt: skip

    def _choose(self, clash: Clash, is_theirs: bool) -> None:
        if is_theirs:
            self.finding.set_text(clash.theirs)

    def _take_in(self, found: FindingRow) -> None:
        self._do(partial(take_in_finding, finding_id=found.id))

    def _open_drop(self, found: FindingRow) -> None:
        self.drop_form.open(anew=self._dropped != found)
        self._dropped = found
        self.drop_form.remark.setText(found.text)

    def _drop(self) -> None:
        if self._dropped is not None:
            deed = partial(drop_finding, finding_id=self._dropped.id, reason=self.drop_form.reason.text())
            self.drop_form.book_by(
                deed, said=_("It is not offered; the reason stands in the order."), done=self.drop_form.hide
            )

    def _end(self) -> None:
        deed = partial(give_up, order_id=self._order_id, reason=self.end_form.reason.text())
        self.end_form.book_by(deed, said=_("Ended without an answer; nothing of it is done."), done=self.end_form.hide)

    def _do(self, use_case: Callable[..., Any], *, done: Callable[[], object] = lambda: None) -> None:
        self._booking.do(use_case, done=lambda _none: done(), refused=self._refused, saves=())

    def _refused(self, refusal: Refusal) -> None:
        field = {"supplement.finding": self.finding, "supplement.promise": self.promise}.get(refusal.field or "")
        if isinstance(refusal, Conflict):
            self.conflict.ask(refusal.clashes, labels={"finding": self.finding.label.text()})
        elif field is not None:
            field.set_error(refusal.sentence)
        else:
            self.said.emit(Notice(refusal.sentence, "bad"))


def _is(row: SupplementRow | None, status: SupplementStatus) -> bool:
    return row is not None and row.status is status


def _said(found: SupplementStanding) -> str:
    agreed = sum(row.status is SupplementStatus.ACCEPTED for row in found.supplements)
    waiting = len(found.waiting)
    if waiting:
        return counted("{count} finding waits to be offered", "{count} findings wait to be offered", waiting)
    return _("{count} agreed so far").format(count=agreed) if agreed else _("done only once the customer agreed")


def _write_and_send(desk: Desk, order_id: int, *, written: Written, seen: Written) -> None:
    """What stands in the fields goes with it, also where the cursor has not left them."""
    write_down(desk, order_id, written=written, seen=seen)
    send(desk, order_id)
