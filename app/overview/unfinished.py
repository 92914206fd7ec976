"""What the person at the desk typed and did not save: which form, whose car, how long ago."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from app.care.complaints.tables import Complaint
from app.desk import Desk
from app.drafts import FIELD_MARK, KeptField
from app.kernel.language import _, mark
from app.order.tables import ServiceOrder
from app.order.workflow import STEP_WORDS, Step
from app.records.staff.tables import StaffMember

# What a field is called on its form, by how its name begins; the longest beginning counts.
FIELD_WORDS: dict[str, str] = {
    "arrival.words": mark("Who has arrived"),
    "cancel.reason": mark("Why"),
    "charge.reason": mark("Why"),
    "complaint.answer": mark("What the customer said"),
    "complaint.amount": mark("Worth"),
    "complaint.authority_decision": mark("Decision of an authority"),
    "complaint.authority_due": mark("Its deadline"),
    "complaint.authority_reference": mark("Authority and its number"),
    "complaint.belongs": mark("Order, car or customer"),
    "complaint.cause": mark("Cause"),
    "complaint.claim": mark("What the customer complains about"),
    "complaint.concerns": mark("Order or plate"),
    "complaint.due_reason": mark("Why"),
    "complaint.evidence": mark("Evidence"),
    "complaint.execution": mark("What was done, and when"),
    "complaint.explanation": mark("How it is explained"),
    "complaint.facts": mark("Facts"),
    "complaint.heard": mark("Who was heard"),
    "complaint.main": mark("The one that goes on"),
    "complaint.name": mark("Complainant"),
    "complaint.phone": mark("Phone"),
    "complaint.preventive_measure": mark("Preventive measure"),
    "complaint.reason": mark("Why"),
    "complaint.received": mark("Complaint came"),
    "complaint.reply": mark("What the customer was told"),
    "complaint.solution": mark("What is done for the customer"),
    "complaint.wish": mark("What the customer wishes"),
    "complaint.words": mark("What the customer said"),
    "handover.follow_up": mark("Follow-up call"),
    "handover.next_service": mark("Next service on"),
    "handover.odometer": mark("Leaves with"),
    "handover.override": mark("Why it may leave all the same"),
    "inspection.remark": mark("Remark"),
    "inspection.skip_reason": mark("Why is this car not inspected?"),
    "inspection.value": mark("Measured value"),
    "let_go.odometer": mark("Leaves with"),
    "order.note": mark("Note"),
    "promise.answer": mark("What the customer said"),
    "promise.at": mark("New time"),
    "promise.reason": mark("Why"),
    "qc.reason": mark("Reason of the failure"),
    "qc.value": mark("Measured value"),
    "quote.other.name": mark("What for"),
    "quote.other.price": mark("Amount"),
    "quote.reason": mark("Claim reason"),
    "refund.amount": mark("Give back"),
    "refund.reason": mark("Why"),
    "reopen.reason": mark("Why"),
    "responsibility.reason": mark("What shows it"),
    "reverse.reason": mark("Why"),
    "settlement.amount": mark("Amount"),
    "settlement.invoice_number": mark("Invoice number"),
    "settlement.invoice_title": mark("Invoice title"),
    "settlement.reference": mark("Reference"),
    "settlement.rounding": mark("Round off"),
    "staff.name": mark("Full name"),
    "staff.phone": mark("Phone"),
    "staff.qualification.name": mark("Staff certificate"),
}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The fields of one place that were typed into, the newest first.

    `go` names the place of the window and what to open there; `title` the form, `about` the car or the person.
    """

    place: str
    go: tuple[str, str]
    title: str
    about: str
    fields: tuple[KeptField, ...]
    now: datetime

    @property
    def field(self) -> str:
        """What the field is called that was typed into last; empty where the form's title says enough."""
        name = self.fields[0].key.partition(FIELD_MARK)[2]
        found = max((begin for begin in FIELD_WORDS if name.startswith(begin)), key=len, default="")
        return _(FIELD_WORDS[found]) if found else ""

    @property
    def saved_at(self) -> datetime:
        """When the newest of it was typed."""
        return max(field.saved_at for field in self.fields)


def unfinished(desk: Desk) -> tuple[Unfinished, ...]:
    """Everything of the last week, place by place, the newest place first."""
    fields = sorted(desk.kept_fields(), key=_place)
    with desk.look() as session:
        now = desk.store.clock.now()
        places = [_told(session, place, tuple(of_it), now) for place, of_it in groupby(fields, _place)]
    return tuple(sorted((one for one in places if one), key=lambda one: one.saved_at, reverse=True))


def _place(field: KeptField) -> str:
    return field.key.partition(FIELD_MARK)[0]


def _told(session: Session, place: str, fields: tuple[KeptField, ...], now: datetime) -> Unfinished | None:
    """None for what belongs to something that is no longer there."""
    kind, _dot, which = place.partition(".")
    if kind == "order":
        number, _dot, part = which.partition(".")
        order = session.get(ServiceOrder, int(number))
        if order is None:
            return None
        title = _(STEP_WORDS[Step(part)]) if part in set(Step) else _("Order")
        about = " · ".join(filter(None, (order.number, order.plate, order.owner_name)))
        return Unfinished(place, ("order", order.number), title, about, fields, now)
    if kind == "complaint":
        return _of_complaint(session, place, which.partition(".")[0], fields, now)
    if kind == "board":
        return Unfinished(place, ("board", "arrived"), _("Arrival"), "", fields, now)
    section, _dot, member_id = which.partition(".")
    member = session.get(StaffMember, int(member_id)) if member_id.isdigit() else None
    title = _("Staff") if section == "staff" else _("Store")
    about = member.name if member else _("New person") if section == "staff" else ""
    return Unfinished(place, ("settings", section), title, about, fields, now)


def _of_complaint(
    session: Session, place: str, which: str, fields: tuple[KeptField, ...], now: datetime
) -> Unfinished | None:
    if which == "new":
        return Unfinished(place, ("complaint", which), _("New complaint"), "", fields, now)
    complaint = session.get(Complaint, int(which))
    if complaint is None:
        return None
    about = " · ".join(filter(None, (complaint.number, complaint.name)))
    return Unfinished(place, ("complaint", complaint.number), _("The complaint"), about, fields, now)
