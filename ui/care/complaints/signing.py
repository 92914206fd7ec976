"""Who signs by hand: a customer who is present the record, the store head what is given above the manager's limit."""

from PySide6.QtWidgets import QWidget

from app.care.complaints.propose import Grant
from app.care.complaints.queries import ComplaintView
from app.care.complaints.states import COMPENSATION_WORDS, CompensationKind
from app.kernel.capitals import capitals
from app.kernel.language import _
from ui import formats
from ui.order.signing import SignatureSheet

Facts = tuple[tuple[str, str], ...]


class CustomerSheet(SignatureSheet):
    """On the customer's screen where there is one."""

    def __init__(self, over: QWidget, view: ComplaintView) -> None:
        super().__init__(
            over, title=_("Complaint record"), facts=_done(view), signer=view.row.name,
            accept_words=_("Sign the record"),
        )  # fmt: skip


class HeadSheet(SignatureSheet):
    """Never on the customer's screen: it is between the people of the house."""

    is_for_customer = False

    def __init__(self, over: QWidget, grant: Grant, *, name: str) -> None:
        super().__init__(
            over, title=_("Compensation above the manager's limit"), facts=_granted(grant), signer=name,
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


def _done(view: ComplaintView) -> Facts:
    """What was claimed, solved, given and done."""
    solution = view.solution
    assert solution is not None, "nothing is verified before a solution was carried out"
    given = _(COMPENSATION_WORDS[solution.compensation])
    if solution.compensation is not CompensationKind.NONE:
        given = formats.joined(given, formats.money(solution.amount_fen))
    return (
        (_("The complaint"), view.row.number),
        (_("Facts claimed"), view.whole_claim),
        (_("Explained"), solution.explanation),
        (_("Solution"), solution.solution),
        (_("Compensation"), given),
        (_("Carried out"), solution.execution),
    )
