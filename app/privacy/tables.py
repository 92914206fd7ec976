"""Requests for erasure as rows."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row


class Erasure(Row):
    """A person asked to be erased: when, when it was done, until when what the law wants kept is kept."""

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), unique=True)
    asked_at: Mapped[datetime]
    asked_of: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    done_at: Mapped[datetime | None]
    kept_until: Mapped[date | None]
    is_over: Mapped[bool] = mapped_column(default=False)
