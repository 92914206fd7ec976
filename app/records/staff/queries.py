"""Who works here, as frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import inf
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk, Person
from app.kernel.clock import business_day
from app.records.staff.tables import Qualification, StaffMember, StaffRole
from app.trust.roles import Role

StaffId = NewType("StaffId", int)
# A certificate is renewed in weeks, not in a day.
WARNS_BEFORE = timedelta(days=30)
# Without them an order does not get from the agreement to the gate; the front desk the first manager runs too.
NEEDED_POSTS = (Role.FOREMAN, Role.TECHNICIAN, Role.QUALITY_INSPECTOR, Role.PARTS_CLERK, Role.CASHIER)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person of the staff with all their posts."""

    id: StaffId
    staff_no: str
    name: str
    roles: tuple[Role, ...]


class Validity(StrEnum):
    """How a certificate stands on a day."""

    VALID = "valid"
    ENDING = "ending"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class QualificationRow:
    """One certificate of a person; without `expires_on` it does not end."""

    id: int
    name: str
    is_high_voltage: bool
    expires_on: date | None

    def validity(self, *, on: date) -> Validity:
        """How it stands that day; it still holds on its last day, and warns from 30 days before."""
        if self.expires_on is None or self.expires_on > on + WARNS_BEFORE:
            return Validity.VALID
        return Validity.ENDING if self.expires_on >= on else Validity.EXPIRED


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person in service as the settings list them; `locked_until` is None for who may sign in now."""

    id: StaffId
    staff_no: str
    name: str
    mobile: str
    roles: tuple[Role, ...]
    failed_tries: int
    last_failed_at: datetime | None
    locked_until: datetime | None
    qualifications: tuple[QualificationRow, ...]


@dataclass(frozen=True, slots=True)
class StaffList:
    """Everyone in service, the instant, and the store's own date."""

    rows: tuple[StaffRow, ...]
    now: datetime
    today: date

    @property
    def unfilled(self) -> tuple[Role, ...]:
        """Posts without which no order gets through, and which nobody holds."""
        held = {role for row in self.rows for role in row.roles}
        return tuple(role for role in NEEDED_POSTS if role not in held)


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


def staff_list(desk: Desk) -> StaffList:
    """Everyone in service with phone, lock-out and certificates, by staff number."""
    now = desk.store.clock.now()
    with desk.look() as session:
        query = select(StaffMember).where(StaffMember.retired_at.is_(None))
        rows = {row.id: row for row in session.scalars(query)}
        certificates = _qualifications_in(session)
        listed = tuple(
            _staff_row(desk, member, rows[member.id], certificates.get(member.id, ()), now)
            for member in members_in(session)
        )
    return StaffList(listed, now, business_day(now, desk.store.utc_offset_minutes))


def _staff_row(
    desk: Desk, member: MemberRow, row: StaffMember, certificates: tuple[QualificationRow, ...], now: datetime
) -> StaffRow:
    left = desk.store.tries.seconds_left(row.id, row.failed_tries, elapsed=desk.store.clock.elapsed())
    until = datetime.max.replace(tzinfo=now.tzinfo) if left == inf else now + timedelta(seconds=left)
    return StaffRow(
        member.id, member.staff_no, member.name, row.mobile, member.roles, row.failed_tries, row.last_failed_at,
        until if left else None, certificates,
    )  # fmt: skip


def _qualifications_in(session: Session) -> dict[int, tuple[QualificationRow, ...]]:
    found: dict[int, tuple[QualificationRow, ...]] = {}
    for row in session.scalars(select(Qualification).order_by(Qualification.id)):
        certificate = QualificationRow(row.id, row.name, row.is_high_voltage, row.expires_on)
        found[row.member_id] = (*found.get(row.member_id, ()), certificate)
    return found


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
