"""Which complaints are a person's: those linked to them, and unlinked ones that bear their name."""

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.care.complaints.tables import Complaint
from app.records.customers.tables import Customer


def surely_theirs(session: Session, customer_id: int) -> tuple[int, ...]:
    """Linked, or linked to nobody with their very name and telephone: what may be given out as theirs."""
    same = exists().where(
        Customer.id == customer_id, Customer.name == Complaint.name, Customer.mobile == Complaint.phone
    )
    unlinked = and_(Complaint.customer_id.is_(None), Complaint.phone != "", same)
    return tuple(session.scalars(select(Complaint.id).where(or_(Complaint.customer_id == customer_id, unlinked))))


def theirs_by_name(session: Session, customer: Customer) -> tuple[int, ...]:
    """Linked to nobody, by the very name, and no other phone: what is erased with them."""
    by_name = (Complaint.customer_id.is_(None), Complaint.name == customer.name)
    query = select(Complaint.id).where(*by_name, Complaint.phone.in_(("", customer.mobile)))
    return tuple(session.scalars(query))


def perhaps_theirs(session: Session, customer: Customer) -> tuple[str, ...]:
    """Numbers of those that bear their name or telephone and are linked to nobody: whose they are is to be said."""
    if customer.erased_at is not None:
        return ()
    same = Complaint.name == customer.name
    if customer.mobile:
        same = or_(same, Complaint.phone == customer.mobile)
    query = select(Complaint.number).where(Complaint.customer_id.is_(None), same)
    return tuple(session.scalars(query.order_by(Complaint.id)))
