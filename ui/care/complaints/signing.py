"""Who signs by hand: a customer who is present the record, the store head what is given above the manager's limit."""

from PySide6.QtWidgets import QWidget

from app.care.complaints.propose import Grant
from app.care.complaints.record_to_sign import RecordToSign
from app.care.complaints.states import COMPENSATION_WORDS, RESPONSIBILITY_WORDS
from app.kernel.capitals import capitals
from app.kernel.language import _
from app.order.handover.explanation import GRADE_WORDS
from ui import formats
from ui.order.signing import SignatureSheet

Facts = tuple[tuple[str, str], ...]


class CustomerSheet(SignatureSheet):
    """On the customer's screen where there is one."""

    def __init__(self, over: QWidget, record: RecordToSign) -> None:
        super().__init__(
            over, title=_("Complaint record"), facts=_done(record), signer=record.content.party.customer_name,
            accept_words=_("Sign the record"),
        )  # fmt: skip


class HeadSheet(SignatureSheet):
    """Never on the customer's screen: it is between the people of the house."""

    is_for_customer = False

    def __init__(self, over: QWidget, grant: Grant) -> None:
        super().__init__(
            over, title=_("Compensation above the manager's limit"), facts=_granted(grant),
            signer=grant.head_name,
            accept_words=_("Sign for the compensation"),
        )  # fmt: skip

    def _place(self) -> QWidget:
        return self._over.window()


def _granted(grant: Grant) -> Facts:
    return (
        (_("The complaint"), grant.complaint_number),
        (_("Solution"), grant.solution),
        (_("Compensation"), _(COMPENSATION_WORDS[grant.compensation])),
        (_("Worth"), formats.joined(formats.money(grant.amount_fen), capitals(grant.amount_fen))),
    )


def _done(record: RecordToSign) -> Facts:
    """What D16 will hold: who it is about, what was claimed, found, solved, given and done, and how they find it."""
    content = record.content
    solution = content.solutions[-1]
    given = _(COMPENSATION_WORDS[solution.compensation])
    if solution.amount_fen:
        given = formats.joined(given, formats.money(solution.amount_fen))
    every = (
        (_("The complaint"), content.number),
        (_("About"), content.about),
        (_("Facts claimed"), content.claim),
        (_("Wish"), content.wish),
        (_("First reply"), content.reply),
        (_("Facts"), content.facts),
        (_("Heard"), content.heard),
        (_("Evidence"), content.evidence),
        (_("Cause"), content.cause),
        (_("Answers for it"), _(RESPONSIBILITY_WORDS[content.responsibility]) if content.responsibility else ""),
        (_("Explained"), solution.explanation),
        (_("Solution"), solution.solution),
        (_("Compensation"), given),
        (_("Their answer"), solution.answer),
        (_("Carried out"), solution.execution),
        (_("Prevention"), solution.preventive_measure),
        (_("Grade"), _(GRADE_WORDS[record.grade])),
        (_("Said"), record.words),
    )
    return tuple(fact for fact in every if fact[1])
