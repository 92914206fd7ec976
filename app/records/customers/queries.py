"""Customers as frozen rows."""

from dataclasses import dataclass
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.records.customers.tables import Customer

CustomerId = NewType("CustomerId", int)


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """托修方 as the desk sees it."""

    id: CustomerId
    customer_no: str
    name: str
    is_company: bool
    contact_name: str
    mobile: str
    preferred_channel: str
    preferences: str


_COLUMNS = tuple(getattr(Customer, name) for name in CustomerRow.__dataclass_fields__)


def customer(desk: Desk, customer_id: int) -> CustomerRow:
    """One customer."""
    with desk.look() as session:
        return customer_in(session, customer_id)


def customer_in(session: Session, customer_id: int) -> CustomerRow:
    """One customer, inside an open session."""
    return CustomerRow(*session.execute(select(*_COLUMNS).where(Customer.id == customer_id)).one())
