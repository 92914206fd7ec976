"""Where the form of the step stands that is due, or of what was asked for in its place; one at a time."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.care.complaints.not_about_you import not_by_you
from app.care.complaints.queries import ComplaintView, known_of_order
from app.care.complaints.states import ComplaintState
from app.desk import Desk
from app.trust.deeds import Deed
from ui.care.complaints.ending_form import Ending, EndingForm
from ui.care.complaints.entry_form import EntryForm
from ui.care.complaints.link_form import LinkForm
from ui.care.complaints.put_aside import Aside, filled, put_back, put_back_kept, typed_in
from ui.care.complaints.solution_form import SolutionForm
from ui.care.complaints.step_form import StepForm
from ui.care.complaints.step_forms import AnswerForm, CarryOutForm, FindingsForm, ReplyForm, VerifyForm
from ui.care.complaints.words import next_words
from ui.order.posts import done_by, may, person
from ui.widgets.banner import Banner
from ui.widgets.pill import Kind
from ui.widgets.typed import MARK, stand_in
from ui.worker import Worker

NEW_PLACE = "complaint.new"
FORM_OF: dict[ComplaintState, str] = {
    ComplaintState.REGISTERED: "reply",
    ComplaintState.INVESTIGATING: "findings",
    ComplaintState.SOLUTION_PROPOSED: "solution",
    ComplaintState.VERIFYING: "verify",
}


class FormSlot(QWidget):
    """`changed` when something was typed or another form came. A form keeps what was typed while it is away.

    `begun_before` when a new complaint was asked for and one that was begun stands there still.
    Whose post does not include the step reads whose it is.
    """

    changed = Signal()
    begun_before = Signal()

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self.form: StepForm | None = None
        self.asked = ""  # what was asked for in place of the step that is due
        self.entry, self.solution, self.ending = (
            EntryForm(),
            SolutionForm(partial(may, worker, Deed.COMPLAINT_GRANT)),
            EndingForm(),
        )
        self.verification, self.link = VerifyForm(), LinkForm()
        every = (ReplyForm(), FindingsForm(), self.solution, AnswerForm(), CarryOutForm(), self.verification)
        self.forms: dict[str, StepForm] = {form.key: form for form in (self.entry, *every, self.ending, self.link)}
        self._filled: dict[str, Aside] = {}  # the forms, with what they were filled with
        self._aside: dict[str, Aside] = {}  # what was typed, by its place
        self.whose = Banner("complaint.whose", kind=Kind.INFO, icon="lock", closable=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.whose, *self.forms.values()):
            column.addWidget(widget)
        for form in self.forms.values():
            filled(form)
            form.changed.connect(self.changed.emit)
        self.hide()

    def begin_new(self, *, concerns: str) -> None:
        """The form for a complaint that is not written down yet: the one that was begun before, if there is one."""
        self.whose.hide()
        stand_in(self.entry, NEW_PLACE)
        if not self.entry.begin_new(concerns=concerns):
            self.begun_before.emit()
        elif not self.entry.is_begun:
            self._worker.ask(self, _kept_new, partial(self._begun_in_another_window, concerns))
        if concerns:
            self._worker.ask(self, partial(known_of_order, number=concerns), partial(self.entry.show_known, concerns))
        self._bring_up(self.entry)

    def _begun_in_another_window(self, concerns: str, kept: dict[str, str]) -> None:
        """The store keeps one that was begun before this window was opened."""
        if not kept or self.entry.is_begun or self.entry.property("draft_place") != NEW_PLACE:
            return
        if any(key.endswith(self.entry.claim.editor.objectName()) for key in kept):
            self.entry.empty()
        put_back_kept(self.entry, kept)
        if concerns and self.entry.concerns.text() != concerns:
            self.begun_before.emit()

    def show_view(self, view: ComplaintView) -> None:
        """The form that is due, or that was asked for; filled when it first comes up for this complaint."""
        if not view.row.is_open and self.asked != self.link.key:
            self.asked = ""
        form = self.forms.get(self.asked or _due(view))
        self.whose.hide()
        if form is None:
            self.put_away()
        elif why_not := self._why_not(form, view):
            self.put_away()
            self.whose.say(next_words(view.row), why_not)
            self.show()
        else:
            self._fill(form, view)
            self._bring_up(form)

    def _why_not(self, form: StepForm, view: ComplaintView) -> str:
        """Whose it is, if it is not for who is at the desk."""
        me = person(self._worker)
        if form in (self.verification, self.ending) and me is not None and me.id in view.about_ids:
            return not_by_you(form.deed)
        return "" if may(self._worker, form.deed) else done_by(form.deed)

    def _fill(self, form: StepForm, view: ComplaintView) -> None:
        if form.key in self._filled:
            form.follow(view)
            return
        # Filled in no place: neither what was typed of another complaint nor what is kept of this one is given up.
        stand_in(form, "")
        form.fill(view)
        self._filled[form.key] = filled(form)
        place = f"complaint.{view.row.id}.{form.place}"
        stand_in(form, place)
        if place in self._aside:
            aside = self._aside.pop(place)
            put_back(form, aside)
            form.saw(aside.seen, aside.names)

    def ask(self, key: str, view: ComplaintView, *, ending: Ending | None = None) -> None:
        """Put another form in the place of the step that is due."""
        if ending is not None:
            if ending is not self.ending.ending:
                self._put_aside(self.ending)
            self.ending.ask(ending, view)
        self.asked = key
        self.show_view(view)
        self.focus_first()

    def step_back(self, view: ComplaintView) -> bool:
        """Back to the step that is due; whether something else stood there."""
        was_asked = bool(self.asked)
        self.asked = ""
        if was_asked:
            self.show_view(view)
        return was_asked

    def booked(self) -> None:
        """What stands in the form is saved: it begins anew when it comes up again."""
        if self.form is not None:
            self._filled.pop(self.form.key, None)
            self.form.booked()
        self.asked = ""
        self.put_away()

    def leave(self) -> None:
        """Another complaint comes; what was typed of this one stands there again when it comes back."""
        for key in tuple(self._filled):
            self._put_aside(self.forms[key])
        self.asked = ""
        self.put_away()

    def _put_aside(self, form: StepForm) -> None:
        if form.key in self._filled:
            place = str(form.property("draft_place"))
            self._aside[place] = typed_in(form, filled_with=self._filled.pop(form.key), seen=form.seen)

    def forget(self, place: str) -> None:
        """What was typed there was discarded: it does not come back."""
        self._aside.pop(place, None)
        if place == NEW_PLACE:
            self.entry.forget_begun()

    def put_away(self) -> None:
        """No form is in sight."""
        if self.form is not None:
            self.form.hide()
            self.form = None
        self.hide()
        self.changed.emit()

    def _bring_up(self, form: StepForm) -> None:
        is_other = self.form is not form
        if is_other and self.form is not None:
            self.form.hide()
        self.form = form
        form.show()
        self.show()
        if is_other and self.isVisible():
            form.focus_first()
        self.changed.emit()

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        if self.form is not None:
            self.form.focus_first()


def _kept_new(desk: Desk) -> dict[str, str]:
    """What the store keeps of a new complaint that was begun, by the keys of its fields."""
    place = f"{NEW_PLACE}{MARK}"
    return {field.key: field.words for field in desk.kept_fields() if field.key.startswith(place)}


def _due(view: ComplaintView) -> str:
    if view.row.state is ComplaintState.EXECUTING:
        return "answer" if view.row.waits_for_answer else "carry_out"
    return FORM_OF.get(view.row.state, "")
