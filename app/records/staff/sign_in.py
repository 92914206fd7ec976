"""A person shows who they are by PIN: at the start, at a second signature, after the lock; by password for more."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from math import ceil, inf
from types import MappingProxyType

from sqlalchemy import select

from app.desk import Desk, Detail, Person
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.queries import members_in, person_of
from app.records.staff.tables import StaffMember
from app.trust import password as passwords
from app.trust import pin as pins
from app.trust.deeds import Deed
from app.trust.pin import PEPPER

NOBODY = Person(0, "", "", frozenset())
NOTHING: Mapping[str, Detail] = MappingProxyType({})


class Secret(StrEnum):
    """What a person knows; each has failures and waits of its own, so that the right PIN forgives no wrong password."""

    PIN = "pin"
    PASSWORD = "password"


def sign_in(desk: Desk, staff_no: str, *, pin: str, field: str = "signin.pin") -> Person:
    """The person whose PIN it is; success and failure both stand in the audit.

    Refuses: sign_in.wrong (the same words for an unknown person), sign_in.locked.
    """
    return known_by(desk, staff_no, secret=pin, field=field, right=Deed.SIGN_IN, wrong=Deed.SIGN_IN_REFUSED)


def known_by(
    desk: Desk,
    staff_no: str,
    *,
    secret: str,
    kind: Secret = Secret.PIN,
    field: str,
    right: Deed,
    wrong: Deed,
    details: Mapping[str, Detail] = NOTHING,
    writes: Callable[[StaffMember], object] | None = None,
) -> Person:
    """The person whose PIN or password it is; the try is entered in the audit as `right` or `wrong`, with `details`.

    `writes` is done with the member in the transaction of the right one. Refuses: as `sign_in`; password.none.
    """
    row, person = _member(desk, staff_no)
    pepper = desk.store.vault.read(PEPPER) or b""
    if row is None or person is None:
        pins.matches(pins.NO_HASH, secret, pepper)
        with desk.by(NOBODY).deed(wrong) as deed:
            deed.note(unknown=True, **details)
        raise _wrong(kind, field)
    _check_can_tell(row, kind, pepper, field)
    tries, elapsed = desk.store.tries, desk.store.clock.elapsed()
    left = tries.seconds_left(row.id, failed_tries(row, kind), elapsed=elapsed, of=kind)
    if left:
        raise Refusal("sign_in.locked", _locked(kind, left), field=field)
    is_right = _is_it(row, kind, secret, pepper)
    # Hashing takes its time on purpose: not while the database is held.
    is_old = kind is Secret.PIN and not pins.is_mixed(row.pin_hash)
    anew = pins.hash_pin(secret, desk.store.vault.secret(PEPPER)) if is_right and is_old else None
    with desk.by(person).deed(right if is_right else wrong) as deed:
        member = deed.get(StaffMember, row.id)
        _count(member, kind, is_right=is_right)
        if kind is Secret.PIN:
            member.last_failed_at = None if is_right else deed.now
        member.pin_hash = anew or member.pin_hash
        if is_right and writes is not None:
            writes(member)
        deed.note(**details)
    if not is_right:
        tries.failed(row.id, elapsed=elapsed, of=kind)
        raise _wrong(kind, field)
    tries.forget(row.id, of=kind)
    return person


def failed_tries(row: StaffMember, kind: Secret) -> int:
    """How often in a row it was wrong."""
    return row.failed_tries if kind is Secret.PIN else row.password_failed_tries


def _count(member: StaffMember, kind: Secret, *, is_right: bool) -> None:
    count = 0 if is_right else failed_tries(member, kind) + 1
    if kind is Secret.PIN:
        member.failed_tries = count
    else:
        member.password_failed_tries = count


def _is_it(row: StaffMember, kind: Secret, secret: str, pepper: bytes) -> bool:
    if kind is Secret.PIN:
        return pins.matches(row.pin_hash, secret, pepper)
    return passwords.is_password(row.password_hash, secret, pepper)


def _check_can_tell(row: StaffMember, kind: Secret, pepper: bytes, field: str) -> None:
    """Refuses: sign_in.no_secret, password.none."""
    if kind is Secret.PASSWORD and not row.password_hash:
        raise Refusal(
            "password.none",
            _("{name} has no password yet: they choose one under Settings, Staff.").format(name=row.name),
            field=field,
        )
    if (kind is Secret.PASSWORD or pins.is_mixed(row.pin_hash)) and not pepper:
        raise Refusal(
            "sign_in.no_secret",
            _("The secret by which PINs are checked is not on this PC. Bring it from the old one or from a backup."),
            field=field,
        )


def _member(desk: Desk, staff_no: str) -> tuple[StaffMember | None, Person | None]:
    """Who has this number and is in service."""
    with desk.look() as session:
        row = session.scalar(
            select(StaffMember).where(StaffMember.staff_no == staff_no, StaffMember.retired_at.is_(None))
        )
        people = {member.staff_no: person_of(member) for member in members_in(session)}
    return row, people.get(staff_no)


def _wrong(kind: Secret, field: str) -> Refusal:
    if kind is Secret.PASSWORD:
        return Refusal("sign_in.wrong", _("That is not the password. Try again."), field=field)
    return Refusal("sign_in.wrong", _("That is not the PIN. Try again."), field=field)


def _locked(kind: Secret, seconds: float) -> str:
    if kind is Secret.PASSWORD:
        if seconds == inf:
            return _("Too many wrong passwords. Another manager must set a new one.")
        return _("Too many wrong passwords. Wait {minutes} min, then try again.").format(minutes=ceil(seconds / 60))
    if seconds == inf:
        return _("Too many wrong PINs. A manager must release this person.")
    return _("Too many wrong PINs. Wait {minutes} min, then try again.").format(minutes=ceil(seconds / 60))
