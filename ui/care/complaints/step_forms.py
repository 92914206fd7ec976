"""The forms of the steps: first reply, investigation, the customer's answer, what was done, whether it is good now."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from app.care.complaints.carry_out import carry_out, record_answer_to_solution
from app.care.complaints.end import GOOD_GRADES, verify
from app.care.complaints.investigate import Findings, investigate, lacks_of
from app.care.complaints.queries import ComplaintId, ComplaintView
from app.care.complaints.record_to_sign import CustomerSignature, RecordToSign, record_to_sign
from app.care.complaints.reply import record_reply
from app.care.complaints.states import (
    RESPONSIBILITY_WORDS,
    ComplaintChannel,
    ComplaintResponsibility,
    ComplaintState,
)
from app.kernel.language import _
from app.kernel.refusal import Clash
from app.order.handover.explanation import GRADE_WORDS, Grade
from app.trust.deeds import Deed
from ui.care.complaints.step_form import FIELD, StepForm, chosen
from ui.widgets.check import Check
from ui.widgets.field import LineField, LinesField

NOT_REACHED, ACCEPTED, REFUSED = "not_reached", "accepted", "refused"


class ReplyForm(StepForm):
    """What the customer was told first."""

    key, deed = "reply", Deed.COMPLAINT_REPLY

    def __init__(self) -> None:
        super().__init__(_("First reply"))
        self.words = self.lines("reply", _("What the customer was told"))
        self.add(self.words)

    def fill(self, view: ComplaintView) -> None:
        self.words.set_text("")

    def primary_words(self) -> str:
        return _("Keep the reply")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        return () if self.words.text().strip() else ((f"{FIELD}reply", _("What the customer was told")),)

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        return partial(record_reply, complaint_id=complaint_id, words=self.words.text())

    def says(self, outcome: Any) -> str:
        return _("The reply is kept. Now find out what happened.")

    def focus_first(self) -> None:
        self.words.editor.setFocus()


class FindingsForm(StepForm):
    """What was found; read again it can be mended until a solution is told."""

    key, deed = "findings", Deed.COMPLAINT_INVESTIGATE

    def __init__(self) -> None:
        super().__init__(_("Investigation"), _("No solution without it."))
        self.seen = Findings()
        facts = self.lines("facts", _("Facts"), placeholder=_("What happened, in which order"))
        heard, evidence = self.line("heard", _("Who was heard")), self.line("evidence", _("Evidence"))
        evidence.editor.setPlaceholderText(_("photographs, readings, papers, recordings"))
        cause = self.lines("cause", _("Cause"), height=62)
        self.fields: dict[str, LineField | LinesField] = {
            "facts": facts, "heard": heard, "evidence": evidence, "cause": cause,
        }  # fmt: skip
        options = tuple((one.value, _(RESPONSIBILITY_WORDS[one])) for one in ComplaintResponsibility)
        self.responsibility = self.chips("responsibility", _("Who answers for it"), options)
        self.add(facts)
        self.add_side_by_side(heard, evidence)
        self.add(cause)
        self.add(self.responsibility)

    def fill(self, view: ComplaintView) -> None:
        self.seen = Findings(view.facts, view.heard, view.evidence, view.cause, view.responsibility)
        for name, field in self.fields.items():
            field.set_text(str(getattr(self.seen, name)))
        self.responsibility.editor.show_chosen((view.responsibility.value,) if view.responsibility else ())

    def typed(self) -> Findings:
        """What stands in the form."""
        words = {name: field.text() for name, field in self.fields.items()}
        key = chosen(self.responsibility)
        return Findings(**words, responsibility=ComplaintResponsibility(key) if key else None)

    def primary_words(self) -> str:
        return _("The investigation is done")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        return tuple((lack.field, lack.name) for lack in lacks_of(self.typed()))

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        return partial(investigate, complaint_id=complaint_id, findings=self.typed(), seen=self.seen)

    def says(self, outcome: Any) -> str:
        return _("The investigation is kept. Now find a solution and tell the customer.")

    def focus_first(self) -> None:
        self.fields["facts"].editor.setFocus()

    def labels(self) -> dict[str, str]:
        every = {name: field.label.text() for name, field in self.fields.items()}
        return {**every, "responsibility": self.responsibility.label.text()}

    def say_of(self, name: str, words: str) -> str:
        return _(RESPONSIBILITY_WORDS[ComplaintResponsibility(words)]) if name == "responsibility" and words else words

    def take(self, clash: Clash, *, is_theirs: bool) -> None:
        if clash.name == "responsibility":
            theirs = ComplaintResponsibility(clash.theirs) if clash.theirs else None
            self.seen = replace(self.seen, responsibility=theirs)
            key = clash.theirs if is_theirs else clash.mine
            self.responsibility.editor.show_chosen((key,) if key else ())
        else:
            self.seen = replace(self.seen, **{clash.name: clash.theirs})
            self.fields[clash.name].set_text(clash.theirs if is_theirs else clash.mine)


class AnswerForm(StepForm):
    """Whether the customer takes the solution."""

    key, deed = "answer", Deed.COMPLAINT_ANSWER

    def __init__(self) -> None:
        super().__init__(_("The customer's answer"))
        options = ((ACCEPTED, _("Takes it")), (REFUSED, _("Does not take it")))
        self.taken = self.chips("taken", _("The customer"), options)
        self.words = self.lines("answer", _("What the customer said"))
        self.add(self.taken)
        self.add(self.words)

    def fill(self, view: ComplaintView) -> None:
        self.taken.editor.show_chosen(())
        self.words.set_text("")

    def primary_words(self) -> str:
        return _("Keep the answer")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        checks = (
            (chosen(self.taken), (f"{FIELD}taken", _("Whether the customer takes it"))),
            (self.words.text().strip(), (f"{FIELD}answer", _("What the customer said"))),
        )
        return tuple(lack for is_there, lack in checks if not is_there)

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        return partial(
            record_answer_to_solution, complaint_id=complaint_id, is_accepted=chosen(self.taken) == ACCEPTED,
            words=self.words.text(),
        )  # fmt: skip

    def says(self, outcome: Any) -> str:
        return _("The answer is kept.")

    def focus_first(self) -> None:
        self.taken.editor.setFocus()


class CarryOutForm(StepForm):
    """What was done of the solution, and what keeps it from happening again."""

    key, deed = "carry_out", Deed.COMPLAINT_EXECUTE

    def __init__(self) -> None:
        super().__init__(_("Carried out"))
        self._is_ours = False
        self.done = self.lines("execution", _("What was done, and when"))
        self.measure = self.lines("preventive_measure", _("Preventive measure"))
        self.add(self.done)
        self.add(self.measure)

    def fill(self, view: ComplaintView) -> None:
        self.done.set_text("")
        self.measure.set_text("")
        self.follow(view)

    def follow(self, view: ComplaintView) -> None:
        self._is_ours = view.responsibility is ComplaintResponsibility.STORE
        self.measure.set_remark(_("asked for: the store answers for it") if self._is_ours else "")

    def primary_words(self) -> str:
        return _("It is carried out")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        checks = (
            (self.done.text().strip(), (f"{FIELD}execution", self.done.label.text())),
            (
                not self._is_ours or self.measure.text().strip(),
                (f"{FIELD}preventive_measure", _("Preventive measure")),
            ),
        )
        return tuple(lack for is_there, lack in checks if not is_there)

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        return partial(
            carry_out, complaint_id=complaint_id, execution=self.done.text(), preventive_measure=self.measure.text()
        )

    def says(self, outcome: Any) -> str:
        return _("It is kept. Somebody the complaint is not about now asks the customer whether it is good.")

    def focus_first(self) -> None:
        self.done.editor.setFocus()


class VerifyForm(StepForm):
    """Whether it is good now, in the five grades; or that nobody was reached."""

    key, deed = "verify", Deed.COMPLAINT_VERIFY

    def __init__(self) -> None:
        super().__init__(_("Verification"), _("The first two grades close it."))
        self.by_way = self.channel("contact_by", _("Contact by"))
        grades = tuple((grade.value, _(GRADE_WORDS[grade])) for grade in Grade)
        self.grade = self.chips("grade", _("Is it good now?"), (*grades, (NOT_REACHED, _("Not reached"))))
        self.words = self.lines("words", _("What the customer said"), height=62)
        self.is_here = Check(f"{FIELD}is_here", _("The customer is here and signs the record"))
        for field in (self.by_way, self.grade, self.words, self.is_here):
            self.add(field)
        for chips in (self.by_way, self.grade):
            chips.editor.chosen_changed.connect(lambda _chosen: self._offer_signature())

    def fill(self, view: ComplaintView) -> None:
        self.grade.editor.show_chosen(())
        self.words.set_text("")
        self.is_here.setChecked(False)
        self._offer_signature()

    def _offer_signature(self) -> None:
        """Only who stands at the desk can sign, and there is a record to sign only when it closes."""
        closes = chosen(self.grade) in GOOD_GRADES
        self.is_here.setVisible(closes and chosen(self.by_way) == ComplaintChannel.COUNTER.value)

    @property
    def is_signed(self) -> bool:
        """Whether the customer signs the record."""
        return self.is_here.isChecked() and not self.is_here.isHidden()

    def primary_words(self) -> str:
        return _("Keep the contact")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        return () if chosen(self.grade) else ((f"{FIELD}grade", _("A grade")),)

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        return self.signed(complaint_id, None)

    def to_sign(self, complaint_id: ComplaintId) -> Callable[..., RecordToSign]:
        """What a customer who is present reads first."""
        return partial(
            record_to_sign, complaint_id=complaint_id, channel=ComplaintChannel(chosen(self.by_way)),
            grade=Grade(chosen(self.grade)), words=self.words.text(),
        )  # fmt: skip

    def signed(self, complaint_id: ComplaintId, customer: CustomerSignature | None) -> Callable[..., Any]:
        """The same with the customer's hand under what was shown, if they are present."""
        key = chosen(self.grade)
        return partial(
            verify, complaint_id=complaint_id, channel=ComplaintChannel(chosen(self.by_way)),
            grade=None if key == NOT_REACHED else Grade(key), words=self.words.text(), customer=customer,
        )  # fmt: skip

    def says(self, outcome: Any) -> str:
        if outcome is ComplaintState.CLOSED_SATISFIED:
            return _("Closed. Its record is issued.")
        if outcome is ComplaintState.INVESTIGATING:
            return _("Not good yet: it is investigated anew.")
        return _("The contact is kept.")

    def focus_first(self) -> None:
        self.grade.editor.setFocus()
