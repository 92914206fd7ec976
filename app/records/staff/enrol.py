"""Take a person into service, with posts and PIN."""

from dataclasses import dataclass
from datetime import date

from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.tables import Qualification, StaffMember, StaffRole
from app.trust.pin import PEPPER, check_pin, hash_pin
from app.trust.roles import Role


@dataclass(frozen=True, slots=True)
class Certified:
    """One qualification, and the day it ends."""

    name: str
    is_high_voltage: bool = False
    expires_on: date | None = None


def enrol(
    deed: DeedInProgress,
    staff_no: str,
    *,
    name: str,
    roles: tuple[Role, ...],
    pin: str,
    pin_hash: str | None = None,
    password_hash: str = "",
    mobile: str = "",
    is_key_post: bool = False,
    qualifications: tuple[Certified, ...] = (),
) -> int:
    """Add a member and answer the id. `pin_hash` spares hashing when many share a PIN (the demo store).

    Refuses: staff.name, pin.length, pin.weak.
    """
    if not name.strip():
        raise Refusal("staff.name", _("Give the person a name."), field="first_run.manager")
    check_pin(pin)
    member = deed.add(
        StaffMember(
            staff_no=staff_no,
            name=name.strip(),
            mobile=mobile,
            is_key_post=is_key_post,
            pin_hash=pin_hash or hash_pin(pin, deed.store.vault.secret(PEPPER)),
            password_hash=password_hash,
        )
    )
    deed.session.add_all(StaffRole(member_id=member.id, role=role) for role in roles)
    deed.session.add_all(
        Qualification(member_id=member.id, name=q.name, is_high_voltage=q.is_high_voltage, expires_on=q.expires_on)
        for q in qualifications
    )
    return member.id
