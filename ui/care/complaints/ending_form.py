"""How a complaint ends otherwise: without agreement, merged into another one, withdrawn."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any

from app.care.complaints.end import close_without_agreement, merge, withdraw
from app.care.complaints.queries import ComplaintId, ComplaintView
from app.kernel.language import _, counted, mark
from app.trust.deeds import Deed
from ui.care.complaints.step_form import FIELD, StepForm


class Ending(StrEnum):
    """The three ways."""

    CLOSE = "close"
    MERGE = "merge"
    WITHDRAW = "withdraw"


ENDING_WORDS: dict[Ending, str] = {
    Ending.CLOSE: mark("Close without agreement"),
    Ending.MERGE: mark("Merge into another complaint"),
    Ending.WITHDRAW: mark("Withdraw the complaint"),
}
ENDING_DEEDS: dict[Ending, Deed] = {
    Ending.CLOSE: Deed.COMPLAINT_CLOSE,
    Ending.MERGE: Deed.COMPLAINT_MERGE,
    Ending.WITHDRAW: Deed.COMPLAINT_WITHDRAW,
}


class EndingForm(StepForm):
    """One form for the three: each asks why, two of them for one thing more."""

    key = "end"

    def __init__(self) -> None:
        super().__init__(" ", " ")
        self.set_edge("bad")
        self.ending = Ending.WITHDRAW
        self.main = self.line("main", _("Number of the complaint that goes on"), placeholder="TS2026000001")
        self.decision = self.lines("authority_decision", _("Decision of an authority, if there is one"), height=62)
        self.reason = self.lines("reason", _("Why"), height=62)
        for field in (self.main, self.decision, self.reason):
            self.add(field)

    @property
    def place(self) -> str:
        """Each of the three has a reason of its own."""
        return self.ending.value

    def ask(self, ending: Ending, view: ComplaintView) -> None:
        """Come up for one of the three."""
        self.ending = ending
        self.deed = ENDING_DEEDS[ending]
        self.title.setText(_(ENDING_WORDS[ending]))
        self.main.setVisible(ending is Ending.MERGE)
        self.decision.setVisible(ending is Ending.CLOSE)
        self.follow(view)

    def fill(self, view: ComplaintView) -> None:
        for field in (self.decision, self.reason):
            field.set_text("")
        self.main.set_text("")

    def follow(self, view: ComplaintView) -> None:
        tried = counted(
            "{count} attempt so far, at least {least}", "{count} attempts so far, at least {least}", view.attempts,
            least=view.least_attempts,
        )  # fmt: skip
        self.remark.setText(tried if self.ending is Ending.CLOSE else "")

    def primary_words(self) -> str:
        return _(ENDING_WORDS[self.ending])

    def lacks(self) -> tuple[tuple[str, str], ...]:
        checks = (
            (self.ending is not Ending.MERGE or self.main.text().strip(), (f"{FIELD}main", _("The one that goes on"))),
            (self.reason.text().strip(), (f"{FIELD}reason", _("Why"))),
        )
        return tuple(lack for is_there, lack in checks if not is_there)

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        reason = self.reason.text()
        if self.ending is Ending.MERGE:
            return partial(merge, complaint_id=complaint_id, into_number=self.main.text(), reason=reason)
        if self.ending is Ending.WITHDRAW:
            return partial(withdraw, complaint_id=complaint_id, reason=reason)
        return partial(
            close_without_agreement, complaint_id=complaint_id, reason=reason, authority_decision=self.decision.text()
        )

    def says(self, outcome: Any) -> str:
        return _("The complaint has ended.")

    def focus_first(self) -> None:
        (self.main if self.ending is Ending.MERGE else self.reason).editor.setFocus()
