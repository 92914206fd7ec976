"""The reasons in the audit that may name a person: forgotten with them, the chain stays whole (R19, R121)."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.care.complaints.tables import Complaint
from app.order.arrival.tables import Arrival
from app.order.tables import ServiceOrder
from app.records.customers.tables import Customer
from app.records.vehicles.tables import Vehicle
from app.trust import typed_words
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry, AuditWords

# Deeds that are done to no order: by which detail they say whom they were about.
_ABOUT = {
    Deed.DATA_COPY.value: "customer",
    Deed.ARRIVAL_TAKE_AWAY.value: "arrival",
    Deed.COMPLAINT_CLOSE.value: "complaint",
    Deed.COMPLAINT_MERGE.value: "complaint",
    Deed.COMPLAINT_WITHDRAW.value: "complaint",
}


def forget_reasons(session: Session, customer_id: int, order_ids: Sequence[int]) -> None:
    """Blank what was typed for the audit of a person's visits and complaints, of arrivals with their car, of copies of
    their data."""
    complaints = select(Complaint.id).where(Complaint.customer_id == customer_id)
    theirs = {
        "customer": {customer_id}, "arrival": _without_visit(session, customer_id),
        "complaint": set(session.scalars(complaints)),
    }  # fmt: skip
    seqs = list(session.scalars(select(AuditEntry.seq).where(AuditEntry.order_id.in_(order_ids))))
    others = select(AuditEntry.seq, AuditEntry.deed, AuditEntry.details).where(AuditEntry.deed.in_(_ABOUT))
    for seq, deed, details in session.execute(others):
        about = _ABOUT[deed]
        if msgspec.json.decode(details).get(about) in theirs[about]:
            seqs.append(seq)
    typed_words.forget(session, seqs)


def blanked_for_nobody(session: Session) -> tuple[int, ...]:
    """Entries of visits whose reason is gone although their customer was never erased: nobody may do that."""
    blanked = (
        select(AuditWords.seq)
        .join(AuditEntry, AuditEntry.seq == AuditWords.seq)
        .join(ServiceOrder, ServiceOrder.id == AuditEntry.order_id)
        .join(Customer, Customer.id == ServiceOrder.customer_id)
        .where(AuditWords.words == "", Customer.erased_at.is_(None))
        .order_by(AuditWords.seq)
    )
    return tuple(session.scalars(blanked))


def _without_visit(session: Session, customer_id: int) -> set[int]:
    """Arrivals of their car that became no visit: their words go as well."""
    plates = select(Vehicle.plate).where(Vehicle.customer_id == customer_id, Vehicle.plate != "")
    theirs = set(session.scalars(select(Arrival.id).where(Arrival.order_id.is_(None), Arrival.plate.in_(plates))))
    session.execute(update(Arrival).where(Arrival.id.in_(theirs)).values(words="", taken_away_reason=""))
    return theirs
