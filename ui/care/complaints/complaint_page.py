"""One complaint: the step that is due with its form, beside it clocks and facts, under it what was said and done."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.care.complaints.complaint_content import preview_complaint
from app.care.complaints.propose import Grant, grant_to_sign
from app.care.complaints.queries import (
    ComplaintId,
    ComplaintView,
    complaint_of_number,
    complaint_view,
    open_complaint_of_order,
)
from app.care.complaints.record_to_sign import CustomerSignature, RecordToSign
from app.care.complaints.states import ComplaintState
from app.kernel.language import _
from app.kernel.refusal import Clash, Conflict, Refusal
from app.paper.content import Given
from app.privacy.people import show_complainant_phone
from app.records.staff.queries import members
from app.trust.deeds import Deed
from ui.care.complaints.beside import commands_beside
from ui.care.complaints.cards import ClockCard, FactsCard, ToldCard
from ui.care.complaints.complaint_head import ComplaintHead
from ui.care.complaints.ending_form import Ending
from ui.care.complaints.form_slot import FormSlot
from ui.care.complaints.progress import Progress
from ui.care.complaints.signing import CustomerSheet, HeadSheet
from ui.care.complaints.step_form import StepForm
from ui.dress import dressed_popup
from ui.order.booking import Booking
from ui.order.draft_sheet import DraftSheet
from ui.order.paper_deeds import PaperDeeds
from ui.order.paper_sheet import PaperSheet
from ui.order.posts import may
from ui.order.side_column import card_column, side_column
from ui.theme import Size
from ui.widgets.conflict import ConflictPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Notice, Page
from ui.widgets.promise_clock import TICK_MS
from ui.widgets.step_up import StepUp
from ui.widgets.text import Link
from ui.worker import Worker

NEW, OF_ORDER = "new", "of"
RIGHT_WIDTH = 372


class ComplaintPage(Page):
    """Opened by a complaint's number, or by `new`, with an order's number behind it."""

    slices = frozenset({"complaints", "store", "staff"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self.view: ComplaintView | None = None
        self._id: ComplaintId | None = None
        self._is_new = False
        self._comes_up = False  # the cursor is wanted on the page once it is read
        self.slot = FormSlot(worker)
        self.head = ComplaintHead()
        self.steps = Progress()
        self.conflict, self.step_up = ConflictPanel(), StepUp(worker)
        self.clocks, self.facts, self.told = ClockCard(), FactsCard(), ToldCard()
        self.deeds = PaperDeeds(worker, self)
        self.sheet = PaperSheet(worker, self.deeds)
        self.booking = Booking(worker, self)
        self.nothing = EmptyState(
            "complaint.none", icon="message", title=_("No complaint is open"),
            words=_("Open one from the list of complaints, or write a new one down with Ctrl+N."),
        )  # fmt: skip
        self._build()
        self._connect()

    def _build(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(Size.GAP)
        body.addWidget(card_column(self.conflict, self.step_up, self.slot, self.told), 1)
        self._right = side_column(self.clocks, self.facts, width=RIGHT_WIDTH)
        body.addWidget(self._right)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, Size.GAP)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.steps)
        column.addSpacing(Size.GAP // 2)
        column.addLayout(body, 1)
        self._gates = QStackedLayout(self)
        for gate in (self.nothing, inside, self.sheet):
            self._gates.addWidget(gate)

    def _connect(self) -> None:
        self.slot.changed.connect(self.bar_changed.emit)
        self.slot.begun_before.connect(self._say_begun_before)
        self.conflict.chosen.connect(self._choose)
        self.conflict.settled.connect(self.slot.focus_first)
        self.step_up.cancelled.connect(self.slot.focus_first)
        self.head.more.clicked.connect(self._show_more)
        self.head.draft.clicked.connect(self.print_page)
        self.facts.order_asked.connect(lambda number: self.go.emit("order", number))
        self.facts.complaint_asked.connect(self.open)
        self.facts.phone_asked.connect(self.show_number)
        self.sheet.closed.connect(self._sheet_closed)
        self.deeds.said.connect(self.say.emit)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)

    # Which one

    def open(self, what: object) -> None:
        """A complaint's number; `new`, or `new` and what it concerns; `of` and an order. An open paper is closed."""
        if self._shows_sheet():
            self.sheet.close_up()
        self._comes_up = True
        kind, _blank, concerns = str(what).partition(" ")
        if kind == NEW:
            self._begin_new(concerns)
        elif kind == OF_ORDER:
            self.ask_latest(partial(open_complaint_of_order, number=concerns), self._found)
        else:
            self.ask_latest(partial(complaint_of_number, number=kind), self._found)

    def _begin_new(self, concerns: str) -> None:
        if not self._is_new:
            self._leave_one()
            self._is_new = True
        self.worker.ask(self, members, self.slot.entry.show_staff)
        self.title = _("New complaint")
        self.head.show_new(self.title)
        for widget in (self._right, self.told):
            widget.hide()
        self.steps.show_step(0)
        self._gates.setCurrentIndex(1)
        self.slot.begin_new(concerns=concerns)

    def _say_begun_before(self) -> None:
        self.toast(_("A complaint you began stands here still. Write it down, or empty it, first."), kind="info")

    def _found(self, complaint_id: ComplaintId) -> None:
        if complaint_id != self._id:
            self._leave_one()
            self._id = complaint_id
        self.refresh()

    def _leave_one(self) -> None:
        self.view, self._id, self._is_new = None, None, False
        self.facts.number_shown = ""
        self.step_up.step_back()
        self.conflict.close_up()
        self.slot.leave()

    def refresh(self) -> None:
        if self._id is not None:
            # Not `ask_latest`: what was asked to be opened must not be dropped for it.
            self.worker.ask(self, partial(complaint_view, complaint_id=self._id), self._show)

    def tick(self) -> None:
        """Time has passed: the clocks are read again, what is typed stays."""
        if self.isVisible():
            self.refresh()

    def _show(self, view: ComplaintView) -> None:
        if view.row.id != self._id:
            return
        had_cursor, self._comes_up = self._comes_up or self._has_cursor(), False
        self._show_view(view)
        if had_cursor and self.isVisible() and not self._has_cursor():
            self.take_focus()

    def _has_cursor(self) -> bool:
        focused = QApplication.focusWidget()
        return focused not in (None, self) and focused.isVisible() and self.isAncestorOf(focused)

    def _show_view(self, view: ComplaintView) -> None:
        self.view = view
        self.title = view.row.number
        self.head.show_view(view, has_record=self._has_record(), has_more=bool(self._own_commands()))
        self.steps.show_view(view)
        self.clocks.show_view(view)
        self.facts.show_view(view, may_call=may(self.worker, Deed.CONTACT_SHOW))
        self.told.show_view(view)
        for widget in (self._right, self.told):
            widget.show()
        if not self._shows_sheet():
            self._gates.setCurrentIndex(1)
        self.slot.show_view(view)
        self.bar_changed.emit()

    def ask_form(self, key: str, ending: Ending | None = None) -> None:
        """Put another form in the place of the step that is due: to mend, or to end it otherwise."""
        if self.view is not None:
            self.step_up.step_back()
            self.slot.ask(key, self.view, ending=ending)

    def take_focus(self) -> None:
        if self.slot.form is not None:
            self.slot.focus_first()
        else:
            goes_on = self.facts.findChild(Link, "complaint.main_link")
            (self.head.draft if self._has_record() else goes_on or self).setFocus()

    # Booked

    def primary_words(self) -> str:
        form = self.slot.form
        return form.primary_words() if form is not None and not self._shows_sheet() else ""

    def primary_name(self) -> str:
        return "complaint.save"

    def missing(self) -> tuple[tuple[str, str], ...]:
        return self.slot.form.lacks() if self.slot.form is not None and self.primary_words() else ()

    def primary(self) -> None:
        form = self.slot.form
        if form is None:
            return
        try:
            use_case = self.slot.entry.opens() if self._id is None else form.books(self._id)
        except Refusal as refusal:
            self.show_refusal(refusal)
            return
        if self._id is not None and form is self.slot.verification and self.slot.verification.is_signed:
            self._ask_customer(self._id)
        else:
            self._book(form, use_case)

    def _book(self, form: StepForm, use_case: Callable[..., Any]) -> None:
        self.booking.do(
            use_case, done=partial(self._done, form), refused=partial(self._refused, form, use_case), saves=(form,)
        )

    def _done(self, form: StepForm, outcome: Any) -> None:
        self.slot.booked()
        if self._is_new:
            self.toast(_("{number} is written down; its clocks run.").format(number=outcome))
            self._leave_one()
            self.open(outcome)
        else:
            self.toast(form.says(outcome))
            self._comes_up = True
            self.refresh()

    def _refused(self, form: StepForm, use_case: Callable[..., Any], refusal: Refusal) -> None:
        if isinstance(refusal, Conflict):
            self.conflict.ask(refusal.clashes, labels=form.labels(), say=form.say_of)
        elif refusal.code == "deed.needs_approval" and self.view is not None:
            self.step_up.ask(
                Deed.COMPLAINT_COMPENSATE, self.slot.solution.question(self.view.row.number), use_case=use_case,
                done=partial(self._done, form), refused=self.show_refusal,
            )  # fmt: skip
        elif refusal.code == "signature.too_short" and self._id is not None:
            look = partial(grant_to_sign, complaint_id=self._id, proposal=self.slot.solution.proposal())
            self.worker.ask(self, look, self._ask_head)
        else:
            self.show_refusal(refusal)

    def _choose(self, clash: Clash, is_theirs: bool) -> None:
        if self.slot.form is not None:
            self.slot.form.take(clash, is_theirs=is_theirs)
        self.bar_changed.emit()

    # Signed by hand: by the customer who is present, above the manager's limit by the store head

    def _ask_customer(self, complaint_id: ComplaintId) -> None:
        self.worker.ask(self, self.slot.verification.to_sign(complaint_id), partial(self._customer_reads, complaint_id))

    def _customer_reads(self, complaint_id: ComplaintId, record: RecordToSign) -> None:
        form = self.slot.verification
        if complaint_id != self._id or self.slot.form is not form:
            return
        sheet = CustomerSheet(self, record)
        sheet.accepted.connect(
            lambda given: self._book(form, form.signed(complaint_id, CustomerSignature(given.strokes, record.digest)))
        )
        sheet.cancelled.connect(self.slot.focus_first)

    def _ask_head(self, grant: Grant) -> None:
        sheet = HeadSheet(self, grant)
        sheet.accepted.connect(lambda given: self._head_signed(grant, given))
        sheet.cancelled.connect(self.slot.focus_first)

    def _head_signed(self, grant: Grant, given: Given) -> None:
        solution = self.slot.solution
        if self._id is not None:
            self._book(solution, solution.signed(self._id, given.strokes, grant.digest))

    # Papers, telephone, further commands

    def _shows_sheet(self) -> bool:
        return self._gates.currentWidget() is self.sheet

    def _has_record(self) -> bool:
        """One that was merged has none: it goes on as the other."""
        return self.view is not None and self.view.row.state is not ComplaintState.MERGED

    def print_page(self) -> None:
        """The issued record, to be printed once more; before that a draft of it."""
        if self._shows_sheet():
            self.sheet.print_page()
        elif self.view is not None and self.view.papers:
            self._gates.setCurrentWidget(self.sheet)
            self.sheet.open(self.view.papers[-1])
            self.bar_changed.emit()
        elif self._id is not None and self._has_record():
            preview = partial(preview_complaint, complaint_id=self._id)
            sheet = DraftSheet(self, self.worker, title=_("Complaint record"), preview=preview, may_print=True)
            sheet.cancelled.connect(self.slot.focus_first)

    def _sheet_closed(self) -> None:
        self._gates.setCurrentIndex(1)
        self.take_focus()
        self.bar_changed.emit()

    def show_number(self) -> None:
        """The complainant's number, whole: one click, one entry of the audit."""
        if self._id is not None:
            look = partial(show_complainant_phone, complaint_id=self._id)
            self.worker.do(self, look, done=self._number_shown, refused=self.show_refusal)

    def _number_shown(self, words: str) -> None:
        if not self.isVisible():
            return
        self.facts.number_shown = words
        QApplication.clipboard().setText(words.replace(" ", ""))
        self.say.emit(Notice(_("{phone} copied.").format(phone=words)))
        if self.view is not None:
            self.facts.show_view(self.view, may_call=True)
            if not self._has_cursor():
                self.take_focus()

    def leave(self) -> bool:
        """A number that was shown is masked again, also for the same person when they unlock the desk."""
        self._hide_number()
        return super().leave()

    def _hide_number(self) -> None:
        if self.facts.number_shown and self.view is not None:
            self.facts.number_shown = ""
            self.facts.show_view(self.view, may_call=may(self.worker, Deed.CONTACT_SHOW))

    def _own_commands(self) -> tuple[Command, ...]:
        return commands_beside(self.worker, self.view, self.ask_form) if self.view is not None else ()

    def _show_more(self) -> None:
        menu = dressed_popup(QMenu(self))
        for command in self._own_commands():
            menu.addAction(command.words).triggered.connect(lambda _on=False, deed=command.deed: deed())
        menu.popup(self.head.more.mapToGlobal(self.head.more.rect().bottomLeft()))

    def commands(self) -> tuple[Command, ...]:
        new = Command("", lambda: self.open(NEW), key="Ctrl+N")
        if self.view is None:
            return (new,)
        phone = Command(_("Show and copy the number"), self.show_number, icon="phone", also="phone call")
        can_call = self.view.has_phone and may(self.worker, Deed.CONTACT_SHOW)
        return (new, *([phone] if can_call else ()), *self._own_commands())

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        if self._shows_sheet():
            return (("PgDn", _("next page")), ("Ctrl+P", _("print")), ("Esc", _("close")))
        next_field = (("Tab", _("next field")),) if self.slot.form is not None else ()
        return (*next_field, ("Ctrl+P", _("the record"))) if self._has_record() else next_field

    def has_bar(self) -> bool:
        return self._is_new or self.view is not None

    def step_back(self) -> bool:
        if self._shows_sheet():
            self.sheet.close_up()
            return True
        if self.step_up.step_back() or self.conflict.close_up():
            return True
        return self.view is not None and self.slot.step_back(self.view)

    def put_back(self, place: str, name: str, words: str) -> bool:
        """A draft of a form that is not in sight brings that form up first."""
        which = place.rpartition(".")[2]
        ending = Ending(which) if which in set(Ending) else None
        key = self.slot.ending.key if ending else which
        if self.view is not None and key in ("entry", "findings", "end", "link"):
            form = self.slot.form
            if form is not self.slot.forms[key] or form.place != which:
                self.ask_form(key, ending)
        return super().put_back(place, name, words)

    def forget(self, place: str) -> None:
        self.slot.forget(place)
