"""A person shows who they are by PIN: at the start, at a second signature, after the lock."""

from collections.abc import Mapping
from math import ceil, inf
from types import MappingProxyType

from sqlalchemy import select

from app.desk import Desk, Detail, Person
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.queries import members_in, person_of
from app.records.staff.tables import StaffMember
from app.trust import pin as pins
from app.trust.deeds import Deed
from app.trust.pin import PEPPER

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
    row, person = _member(desk, staff_no)
    pepper = desk.store.vault.read(PEPPER) or b""
    if row is None or person is None:
        pins.matches(pins.NO_HASH, pin, pepper)
        with desk.by(NOBODY).deed(wrong) as deed:
            deed.note(unknown=True, **details)
        raise _wrong(field)
    if pins.is_mixed(row.pin_hash) and not pepper:
        raise Refusal(
            "sign_in.no_secret",
            _("The secret by which PINs are checked is not on this PC. Bring it from the old one or from a backup."),
            field=field,
        )
    tries, elapsed = desk.store.tries, desk.store.clock.elapsed()
    left = tries.seconds_left(row.id, row.failed_tries, elapsed=elapsed)
    if left:
        raise Refusal("sign_in.locked", _locked(left), field=field)
    is_right = pins.matches(row.pin_hash, pin, pepper)
    # Hashing takes its time on purpose: not while the database is held.
    anew = pins.hash_pin(pin, desk.store.vault.secret(PEPPER)) if is_right and not pins.is_mixed(row.pin_hash) else None
    with desk.by(person).deed(right if is_right else wrong) as deed:
        member = deed.get(StaffMember, row.id)
        member.failed_tries = 0 if is_right else member.failed_tries + 1
        member.last_failed_at = None if is_right else deed.now
        member.pin_hash = anew or member.pin_hash
        deed.note(**details)
    if not is_right:
        tries.failed(row.id, elapsed=elapsed)
        raise _wrong(field)
    tries.forget(row.id)
    return person


def _member(desk: Desk, staff_no: str) -> tuple[StaffMember | None, Person | None]:
    """Who has this number and is in service."""
    with desk.look() as session:
        row = session.scalar(
            select(StaffMember).where(StaffMember.staff_no == staff_no, StaffMember.retired_at.is_(None))
        )
        people = {member.staff_no: person_of(member) for member in members_in(session)}
    return row, people.get(staff_no)


def _wrong(field: str) -> Refusal:
    return Refusal("sign_in.wrong", _("That is not the PIN. Try again."), field=field)


def _locked(seconds: float) -> str:
    if seconds == inf:
        return _("Too many wrong PINs. A manager must release this person.")
    return _("Too many wrong PINs. Wait {minutes} min, then try again.").format(minutes=ceil(seconds / 60))
