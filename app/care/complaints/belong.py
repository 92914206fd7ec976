"""Whose a complaint is, said afterwards: a copy of a person's data and their erasure find it then (R121)."""

from sqlalchemy import select

from app.care.complaints.end import lower_where_nobody_complains
from app.care.complaints.queries import ComplaintId
from app.care.complaints.register import customer_of, find_again, named_by
from app.care.complaints.states import OPEN_STATES, ComplaintState
from app.care.complaints.steps import begin
from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.moves import raise_flag
from app.order.workflow import Flag
from app.records.customers.consents import check_not_erased
from app.records.customers.tables import Customer
from app.trust.deeds import Deed

FIELD = "complaint.belongs"
# One that was merged goes on as another: that one is said whose it is.
NOT_MERGED = tuple(state for state in ComplaintState if state is not ComplaintState.MERGED)


def link_complaint(desk: Desk, complaint_id: ComplaintId, *, typed: str) -> str:
    """Say whose it is by an order, a plate, a VIN, a customer's number or whole telephone number; answers their name.

    Also of one that has ended, whose record stays as it was issued. An order or a car that is named becomes what it is
    about. Refuses: complaint.whose, consent.erased, complaint.state.
    """
    with desk.deed(Deed.COMPLAINT_CHANGE) as deed:
        row = begin(deed, complaint_id, *NOT_MERGED)
        customer = _customer_called(deed, typed)
        if customer is None:
            order, vehicle = named_by(deed, typed)
            customer = customer_of(deed, order, vehicle)
            before = row.order_id
            row.order_id = deed.order_id = order.id if order is not None else row.order_id
            row.vehicle_id = vehicle.id if vehicle is not None else row.vehicle_id
            if row.order_id != before and row.order_id is not None and row.state in OPEN_STATES:
                raise_flag(deed, row.order_id, Flag.OPEN_CASE, reason=row.number)
                lower_where_nobody_complains(deed, before)
        if customer is None:
            raise _whose()
        check_not_erased(customer)
        row.customer_id = customer.id
        find_again(deed, row)
        deed.note(customer=customer.id)
        return customer.name


def _customer_called(deed: DeedInProgress, typed: str) -> Customer | None:
    """The one of this number or telephone; two who share a telephone are told apart by their numbers."""
    words = "".join(typed.split()).upper()
    if not words:
        raise _whose()
    by_either = (Customer.customer_no == words) | (Customer.mobile == words)
    found = deed.session.scalars(select(Customer).where(by_either).limit(2)).all()
    if len(found) > 1:
        raise _whose()
    return found[0] if found else None


def _whose() -> Refusal:
    return Refusal(
        "complaint.whose",
        _("This names no one customer. Type an order's or a customer's number, a plate or a telephone number."),
        field=FIELD,
    )
