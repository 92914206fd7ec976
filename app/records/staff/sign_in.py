"""A person shows who they are by PIN: at the start, at a second signature, after the lock."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import select

from app.desk import Desk, Detail, Person
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.queries import members_in, person_of
from app.records.staff.tables import StaffMember
from app.trust import pin as pins
from app.trust.deeds import Deed

NOBODY = Person(0, "", "", frozenset())
NOTHING: Mapping[str, Detail] = MappingProxyType({})


def sign_in(desk: Desk, staff_no: str, *, pin: str, field: str = "signin.pin") -> Person:
    """The person whose PIN it is; success and failure both stand in the audit.

    Refuses: sign_in.wrong (the same words for an unknown person), sign_in.locked.
    """
    return known_by_pin(desk, staff_no, pin=pin, field=field, right=Deed.SIGN_IN, wrong=Deed.SIGN_IN_REFUSED)


def known_by_pin(
    desk: Desk,
    staff_no: str,
    *,
    pin: str,
    field: str,
    right: Deed,
    wrong: Deed,
    details: Mapping[str, Detail] = NOTHING,
) -> Person:
    """The person whose PIN it is; the try is entered in the audit as `right` or `wrong`, with `details`.

    Refuses: as `sign_in`.
    """
    with desk.look() as session:
        row = session.scalar(
            select(StaffMember).where(StaffMember.staff_no == staff_no, StaffMember.retired_at.is_(None))
        )
        people = {member.staff_no: person_of(member) for member in members_in(session)}
    if row is None:
        pins.matches(_NO_HASH, pin)
        raise _wrong(field)
    until = pins.locked_until(row.failed_tries, row.last_failed_at)
    if until is not None and desk.store.clock.now() < until:
        raise Refusal("sign_in.locked", _locked(row.failed_tries), field=field)
    is_right = pins.matches(row.pin_hash, pin)
    with desk.by(people[staff_no]).deed(right if is_right else wrong) as deed:
        member = deed.get(StaffMember, row.id)
        member.failed_tries = 0 if is_right else member.failed_tries + 1
        member.last_failed_at = None if is_right else deed.now
        deed.note(**details)
    if not is_right:
        raise _wrong(field)
    return people[staff_no]


def _wrong(field: str) -> Refusal:
    return Refusal("sign_in.wrong", _("That is not the PIN. Try again."), field=field)


def _locked(failures: int) -> str:
    if failures >= pins.MOST_TRIES:
        return _("Too many wrong PINs. A manager must release this person.")
    minutes = 2 ** (failures - pins.FREE_TRIES)
    return _("Too many wrong PINs. Wait {minutes} min, then try again.").format(minutes=minutes)


# A hash of nothing anybody knows: an unknown person costs the same time as a wrong PIN.
_NO_HASH = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
