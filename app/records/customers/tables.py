"""Customers as rows."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row
from app.records.customers.consent_kinds import ConsentKind, ConsentWay


class Customer(Row):
    """托修方: a person or a company; party to the agreement."""

    __tablename__ = "customer"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_no: Mapped[str] = mapped_column(unique=True)
    is_company: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str]
    contact_name: Mapped[str] = mapped_column(default="")
    gender: Mapped[str] = mapped_column(default="")
    birthday: Mapped[date | None]
    mobile: Mapped[str] = mapped_column(default="", index=True)
    uscc: Mapped[str] = mapped_column(default="")
    preferred_channel: Mapped[str] = mapped_column(default="phone")
    preferences: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Consent(Row):
    """One consent from when it was given to when it was taken back; `paper_number` names the paper that proves it."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    kind: Mapped[ConsentKind]
    given_at: Mapped[datetime]
    given_way: Mapped[ConsentWay]
    paper_number: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_way: Mapped[ConsentWay | None]
