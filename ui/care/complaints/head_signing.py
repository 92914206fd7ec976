"""The store head reads what is to be given above the manager's limit, and signs, on the advisor's own screen."""

from PySide6.QtWidgets import QWidget

from app.care.complaints.propose import Grant
from app.care.complaints.states import COMPENSATION_WORDS
from app.kernel.capitals import capitals
from app.kernel.language import _
from ui import formats
from ui.order.signing import SignatureSheet


class HeadSheet(SignatureSheet):
    """Never on the customer's screen: it is between the people of the house."""

    def __init__(self, over: QWidget, grant: Grant, *, name: str) -> None:
        super().__init__(
            over, title=_("Compensation above the manager's limit"), facts=_facts(grant), signer=name,
            accept_words=_("Sign for the compensation"),
        )  # fmt: skip

    def _place(self) -> QWidget:
        return self._over.window()


def _facts(grant: Grant) -> tuple[tuple[str, str], ...]:
    return (
        (_("The complaint"), grant.complaint_number),
        (_("Solution"), grant.solution),
        (_("Compensation"), _(COMPENSATION_WORDS[grant.compensation])),
        (_("Worth"), formats.joined(formats.money(grant.amount_fen), capitals(grant.amount_fen))),
    )
