"""The staff as rows: members, their posts, their qualifications."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row
from app.trust.roles import Role


class StaffMember(Row):
    """A person who works here. Retired, never deleted: papers name them."""

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_no: Mapped[str] = mapped_column(unique=True, info=IN_THE_OPEN)
    name: Mapped[str]
    mobile: Mapped[str] = mapped_column(default="")
    is_key_post: Mapped[bool] = mapped_column(default=False)
    pin_hash: Mapped[str] = mapped_column(default="")
    failed_tries: Mapped[int] = mapped_column(default=0)
    last_failed_at: Mapped[datetime | None]
    password_hash: Mapped[str] = mapped_column(default="")
    password_failed_tries: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class StaffRole(Row):
    """One post of one person."""

    __tablename__ = "staff_role"

    member_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)


class StoreHead(Row):
    """店总: one naming. The newest counts, an empty name says that there is none; no row is ever changed."""

    __tablename__ = "store_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    named_at: Mapped[datetime]
    named_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))


class Qualification(Row):
    """What a person is certified for; HV work and key posts ask for it."""

    __tablename__ = "qualification"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    name: Mapped[str]
    is_high_voltage: Mapped[bool] = mapped_column(default=False)
    expires_on: Mapped[date | None]
