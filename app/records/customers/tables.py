"""Customers as rows."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row


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
    consents_to_survey: Mapped[bool] = mapped_column(default=False)
    consents_to_care: Mapped[bool] = mapped_column(default=False)
    preferences: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}
