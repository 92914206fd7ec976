"""People as the privacy page lists them: masked, with their consents and what they asked."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.care.complaints.tables import Complaint
from app.desk import Desk
from app.order.tables import ServiceOrder
from app.order.workflow import OPEN_STAGES
from app.privacy.tables import Erasure
from app.privacy.their_complaints import perhaps_theirs
from app.records.customers.consents import ConsentRow, consents_in
from app.records.customers.phone import masked, shown
from app.records.customers.tables import Customer
from app.search.find import find
from app.search.index import SearchKind
from app.trust.deeds import Deed

A_LIST = 60


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A customer with the telephone masked; `asked_at` when erasure was asked for, `erased_at` when it was done."""

    id: int
    customer_no: str
    name: str
    phone: str
    is_company: bool
    orders: int
    open_orders: int
    asked_at: datetime | None
    erased_at: datetime | None
    kept_until: date | None
    consents: tuple[ConsentRow, ...]
    unlinked: tuple[str, ...] = ()  # complaints that may be theirs, and are nobody's so far


@dataclass(frozen=True, slots=True)
class People:
    """The list and the instant it was read."""

    rows: tuple[PersonRow, ...]
    now: datetime


def people(desk: Desk, typed: str = "") -> People:
    """Who was touched last, or who is found for the words; at most sixty. Refuses: deed.not_allowed."""
    desk.require(Deed.CONSENT_GIVE)
    with desk.look() as session:
        rows = _found(session, typed) if typed.strip() else _newest(session)
        return People(tuple(_row(session, row) for row in rows), desk.store.clock.now())


def show_contact(desk: Desk, customer_id: int) -> str:
    """The whole telephone number, which stands masked everywhere else; each look is an entry of the audit.

    Refuses: row.gone, deed.not_allowed.
    """
    with desk.deed(Deed.CONTACT_SHOW) as deed:
        customer = deed.get(Customer, customer_id)
        deed.note(customer=customer_id)
        return shown(customer.mobile) if customer.mobile else ""


def show_phone_of(desk: Desk, order_id: int) -> str:
    """The number that was agreed for this visit, whole, to be called; each look is an entry of the audit.

    Refuses: row.gone, deed.not_allowed.
    """
    with desk.deed(Deed.CONTACT_SHOW, order_id=order_id) as deed:
        return shown(deed.get(ServiceOrder, order_id).owner_phone)


def show_complainant_phone(desk: Desk, complaint_id: int) -> str:
    """The number of who complains, whole, to be called; each look is an entry of the audit.

    Refuses: row.gone, deed.not_allowed.
    """
    with desk.deed(Deed.CONTACT_SHOW) as deed:
        complaint = deed.get(Complaint, complaint_id)
        deed.order_id = complaint.order_id
        deed.note(complaint=complaint_id)
        return shown(complaint.phone)


def _newest(session: Session) -> list[Customer]:
    asked = select(Customer).join(Erasure, Erasure.customer_id == Customer.id).where(Erasure.done_at.is_(None))
    waiting = list(session.scalars(asked.order_by(Erasure.asked_at)))
    rest = session.scalars(select(Customer).order_by(Customer.id.desc()).limit(A_LIST))
    return [*waiting, *(row for row in rest if row not in waiting)][:A_LIST]


def _found(session: Session, typed: str) -> list[Customer]:
    ids = [hit.subject_id for hit in find(session, typed, limit=A_LIST) if hit.kind is SearchKind.CUSTOMER]
    number = session.scalars(select(Customer).where(Customer.customer_no == typed.strip().upper()))
    rows = {row.id: row for row in session.scalars(select(Customer).where(Customer.id.in_(ids)))}
    return list({row.id: row for row in (*number, *(rows[one] for one in ids if one in rows))}.values())


def _row(session: Session, row: Customer) -> PersonRow:
    asked = session.scalar(select(Erasure).where(Erasure.customer_id == row.id))
    return PersonRow(
        id=row.id,
        customer_no=row.customer_no,
        name=row.name,
        phone=masked(row.mobile),
        is_company=row.is_company,
        orders=_count(session, ServiceOrder.customer_id == row.id),
        open_orders=_count(session, ServiceOrder.customer_id == row.id, ServiceOrder.stage.in_(OPEN_STAGES)),
        asked_at=asked.asked_at if asked else None,
        erased_at=row.erased_at,
        kept_until=asked.kept_until if asked else None,
        consents=consents_in(session, row.id),
        unlinked=perhaps_theirs(session, row),
    )


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(ServiceOrder.id)).where(*conditions)) or 0
