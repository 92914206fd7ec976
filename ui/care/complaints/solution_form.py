"""The form of a solution: what is done, how it is explained, what is given, by whose word."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.care.complaints.propose import HeadSignature, Proposal, above_manager, no_head, propose
from app.care.complaints.queries import ComplaintId, ComplaintView
from app.care.complaints.states import COMPENSATION_WORDS, CompensationKind, ComplaintChannel
from app.kernel.language import _
from app.kernel.money import parse_yuan, yuan
from app.kernel.refusal import Refusal
from app.paper.content import Strokes
from app.trust.deeds import Deed
from ui import formats
from ui.care.complaints.step_form import FIELD, StepForm, chosen
from ui.widgets.field import LineField
from ui.widgets.typed import call

AMOUNT_WIDTH, HEAD_WIDTH = 160, 260


class SolutionForm(StepForm):
    """Above the manager's limit it says who heads the store and signs; the page then asks for the hand.

    Who may not ask the store head (`asks_head`), or where nobody is named as such, hears so under the amount at once.
    """

    key, deed = "solution", Deed.COMPLAINT_PROPOSE

    def __init__(self, asks_head: Callable[[], bool]) -> None:
        super().__init__(_("Solution"), _("It is kept as told to the customer now."))
        self._asks_head = asks_head
        self._limit_fen, self._head_name = 0, ""
        self.solution = self.lines("solution", _("What is done for the customer"), height=62)
        self.explanation = self.lines("explanation", _("How it is explained"), height=62)
        kinds = tuple((kind.value, _(COMPENSATION_WORDS[kind])) for kind in CompensationKind)
        self.kind = self.chips("compensation", _("Compensation"), kinds)
        self.amount = self.line("amount", _("Worth"), unit=_("yuan"))
        self.signer = LineField(f"{FIELD}head", _("Store head, who reads it and signs"))
        self.signer.editor.setReadOnly(True)
        call(self.signer.editor, "")
        self.by_way = self.channel("told_by", _("Told by"))
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        self.signer.setFixedWidth(HEAD_WIDTH)
        self.add_side_by_side(self.solution, self.explanation)
        self.add(self.kind)
        self.add_side_by_side(self.amount, self.signer, self.by_way)
        self.kind.editor.chosen_changed.connect(lambda _chosen: self._show_amount())
        self.amount.changed.connect(lambda _words: self._show_amount())

    def fill(self, view: ComplaintView) -> None:
        for field in (self.solution, self.explanation, self.amount):
            field.set_text("")
        self.kind.editor.show_chosen((CompensationKind.NONE.value,))
        self.follow(view)

    def follow(self, view: ComplaintView) -> None:
        self._limit_fen, self._head_name = view.manager_limit_fen, view.head_name
        self.signer.set_text(view.head_name)
        limit = _("above {limit} the store head signs").format(limit=formats.money(view.manager_limit_fen))
        self.kind.set_remark(limit)
        self._show_amount()

    def _show_amount(self) -> None:
        is_given = chosen(self.kind) != CompensationKind.NONE.value
        self.amount.setVisible(is_given)
        is_above = is_given and self._fen_or_none() > self._limit_fen
        self.signer.setVisible(is_above and self._asks_head() and bool(self._head_name))
        if is_above and not self._asks_head():
            self.amount.set_error(above_manager(self._limit_fen))
        elif is_above and not self._head_name:
            self.amount.set_error(no_head())

    def _fen_or_none(self) -> int:
        """What stands there so far; 0 while it cannot be read."""
        try:
            return parse_yuan(self.amount.text()) if self.amount.text().strip() else 0
        except Refusal:
            return 0

    def proposal(self) -> Proposal:
        """What stands in the form. Refuses: money.*."""
        kind = CompensationKind(chosen(self.kind))
        typed = self.amount.text().strip() if kind is not CompensationKind.NONE else ""
        fen = parse_yuan(typed, field=f"{FIELD}amount") if typed else 0
        channel = ComplaintChannel(chosen(self.by_way))
        return Proposal(self.solution.text(), self.explanation.text(), kind, fen, channel)

    def primary_words(self) -> str:
        return _("Told to the customer")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        needs_amount = chosen(self.kind) != CompensationKind.NONE.value
        checks = (
            (self.solution.text().strip(), (f"{FIELD}solution", self.solution.label.text())),
            (self.explanation.text().strip(), (f"{FIELD}explanation", self.explanation.label.text())),
            (not needs_amount or self.amount.text().strip(), (f"{FIELD}amount", _("What it is worth"))),
        )
        return tuple(lack for is_there, lack in checks if not is_there)

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        # Without a hand yet: whether one is needed the store says.
        return self.signed(complaint_id, (), "")

    def signed(self, complaint_id: ComplaintId, strokes: Strokes, shown: str) -> Callable[..., Any]:
        """The same with the store head's hand under what was shown."""
        head = HeadSignature(strokes, shown)
        return partial(propose, complaint_id=complaint_id, proposal=self.proposal(), head=head)

    def question(self, number: str) -> str:
        """What a manager agrees to."""
        proposal = self.proposal()
        return _("{number}: {kind} worth {amount} yuan for the customer").format(
            number=number, kind=_(COMPENSATION_WORDS[proposal.compensation]), amount=yuan(proposal.amount_fen)
        )

    def says(self, outcome: Any) -> str:
        return _("The solution is kept as told. Write down what the customer says to it.")

    def focus_first(self) -> None:
        self.solution.editor.setFocus()
