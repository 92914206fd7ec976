"""The form in which it is said afterwards whose a complaint is, and what it is about."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.care.complaints.belong import link_complaint
from app.care.complaints.queries import ComplaintId, ComplaintView
from app.kernel.language import _
from app.trust.deeds import Deed
from ui.care.complaints.step_form import FIELD, StepForm


class LinkForm(StepForm):
    """One field: an order, a car or a customer."""

    key, deed = "link", Deed.COMPLAINT_CHANGE

    def __init__(self) -> None:
        super().__init__(_("Whose it is"), _("A copy of their data and their erasure find it then."))
        self.belongs = self.line(
            "belongs", _("Order, car or customer"), placeholder=_("order number, plate, VIN, customer number, phone")
        )
        self.add(self.belongs)

    def fill(self, view: ComplaintView) -> None:
        self.belongs.set_text("")
        self.follow(view)

    def follow(self, view: ComplaintView) -> None:
        now = _("now: {name}").format(name=view.customer) if view.customer else _("nobody on record so far")
        self.belongs.set_remark(now)

    def primary_words(self) -> str:
        return _("Say whose it is")

    def lacks(self) -> tuple[tuple[str, str], ...]:
        return () if self.belongs.text().strip() else ((f"{FIELD}belongs", self.belongs.label.text()),)

    def books(self, complaint_id: ComplaintId) -> Callable[..., Any]:
        return partial(link_complaint, complaint_id=complaint_id, typed=self.belongs.text())

    def says(self, outcome: Any) -> str:
        return _("It is kept as a complaint of {name}.").format(name=outcome)

    def focus_first(self) -> None:
        self.belongs.editor.setFocus()
