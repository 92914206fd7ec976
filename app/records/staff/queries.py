"""Who works here, as frozen rows."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk, Person
from app.records.staff.tables import Qualification, StaffMember, StaffRole
from app.trust.roles import Role

StaffId = NewType("StaffId", int)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person of the staff with all their posts."""

    id: StaffId
    staff_no: str
    name: str
    roles: tuple[Role, ...]


def members_in(session: Session, *roles: Role) -> tuple[MemberRow, ...]:
    """Everyone in service who holds any of `roles` (all, when none is named), by staff number."""
    posts: dict[int, list[Role]] = {}
    for member_id, role in session.execute(select(StaffRole.member_id, StaffRole.role)):
        posts.setdefault(member_id, []).append(role)
    people = select(StaffMember.id, StaffMember.staff_no, StaffMember.name).where(StaffMember.retired_at.is_(None))
    rows = [
        MemberRow(
            StaffId(row.id), row.staff_no, row.name, tuple(role for role in Role if role in posts.get(row.id, ()))
        )
        for row in session.execute(people.order_by(StaffMember.staff_no))
    ]
    return tuple(row for row in rows if not roles or set(roles) & set(row.roles))


def members(desk: Desk, *roles: Role) -> tuple[MemberRow, ...]:
    """Everyone in service who holds any of `roles`."""
    with desk.look() as session:
        return members_in(session, *roles)


def names_in(session: Session) -> dict[int, str]:
    """Id to name, retired people included: old papers and timelines name them."""
    return {row.id: row.name for row in session.execute(select(StaffMember.id, StaffMember.name))}


def person_of(row: MemberRow) -> Person:
    """The member as someone at a desk."""
    return Person(row.id, row.staff_no, row.name, frozenset(row.roles))


def has_high_voltage(session: Session, member_id: int, *, on: date) -> bool:
    """Whether the person may work on high voltage that day (R126)."""
    rows = session.scalars(
        select(Qualification.expires_on).where(Qualification.member_id == member_id, Qualification.is_high_voltage)
    )
    return any(expires is None or expires >= on for expires in rows)
