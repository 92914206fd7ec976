"""The password of who manages: given for what the PIN is not enough for, chosen, changed, set for who forgot it."""

from dataclasses import dataclass

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.change import check_not_own, in_service
from app.records.staff.queries import members_in
from app.records.staff.sign_in import Secret, known_by
from app.records.staff.tables import StaffMember
from app.trust.deeds import Deed
from app.trust.password import check_password, hash_password
from app.trust.pin import PEPPER, check_pin, hash_pin
from app.trust.proof import Proof
from app.trust.roles import has_password


@dataclass(frozen=True, slots=True)
class OwnSecrets:
    """What the person at the desk signs in and proves themselves with."""

    name: str
    may_have_password: bool
    has_password: bool


def own_secrets(desk: Desk) -> OwnSecrets:
    """How the person at the desk stands; who manages and has no password yet is asked to choose one."""
    with desk.look() as session:
        row = session.get(StaffMember, desk.person.id)
        is_set = row is not None and bool(row.password_hash)
    return OwnSecrets(desk.person.name, has_password(desk.person.roles), is_set)


def prove(desk: Desk, password: str, *, field: str = "password.own") -> Proof:
    """The person at the desk gives the password; what it answers is put into the desk.

    Refuses: sign_in.wrong, sign_in.locked, password.none.
    """
    known_by(
        desk, desk.person.staff_no, secret=password, kind=Secret.PASSWORD, field=field, right=Deed.PASSWORD_PROVED,
        wrong=Deed.PASSWORD_REFUSED,
    )  # fmt: skip
    return _proof(desk)


def change_own_password(desk: Desk, *, old: str, new: str) -> Proof:
    """Choose a password with the PIN, or another one with the old password. It counts as given.

    Refuses: password.length, password.simple, password.known, password.same, sign_in.wrong, sign_in.locked,
    deed.not_allowed.
    """
    kind = Secret.PASSWORD if own_secrets(desk).has_password else Secret.PIN
    if old == new:
        raise _same("password.new")
    check_password(new, known=(desk.person.name, desk.person.staff_no, old), field="password.new")
    password_hash = hash_password(new, desk.store.vault.secret(PEPPER))

    def write(member: StaffMember) -> None:
        member.password_hash, member.password_failed_tries = password_hash, 0

    wrong = Deed.PASSWORD_REFUSED if kind is Secret.PASSWORD else Deed.SIGN_IN_REFUSED
    known_by(
        desk, desk.person.staff_no, secret=old, kind=kind, field="password.own", right=Deed.PASSWORD_CHANGE,
        wrong=wrong, details={"by": kind.value}, writes=write,
    )  # fmt: skip
    return _proof(desk)


def change_own_pin(desk: Desk, *, old: str, new: str) -> None:
    """Another PIN, with the old one. Refuses: pin.length, pin.weak, pin.same, sign_in.wrong, sign_in.locked."""
    check_pin(new, field="password.new")
    if old == new:
        raise Refusal("pin.same", _("This is the old one. Choose another."), field="password.new")
    pin_hash = hash_pin(new, desk.store.vault.secret(PEPPER))

    def write(member: StaffMember) -> None:
        member.pin_hash = pin_hash

    known_by(
        desk, desk.person.staff_no, secret=old, field="password.own", right=Deed.PIN_CHANGE, wrong=Deed.SIGN_IN_REFUSED,
        writes=write,
    )  # fmt: skip


def set_password(desk: Desk, member_id: int, *, password: str) -> None:
    """Give another manager a password: a first one, or for one forgotten or locked.

    Refuses: staff.own_secret, password.post, password.length, password.simple, password.known, row.gone,
    deed.not_allowed, deed.needs_password.
    """
    check_not_own(desk, member_id, field="staff.password")
    with desk.look() as session:
        member = next((member for member in members_in(session) if member.id == member_id), None)
    if member is not None:
        if not has_password(frozenset(member.roles)):
            words = _("Only managers and administrators have a password.")
            raise Refusal("password.post", words, field="staff.password")
        check_password(password, known=(member.name, member.staff_no), field="staff.password")
    # Hashing takes its time on purpose: not while the database is held.
    password_hash = hash_password(password, desk.store.vault.secret(PEPPER))
    with desk.deed(Deed.PASSWORD_SET) as deed:
        row = in_service(deed, member_id)
        row.password_hash, row.password_failed_tries = password_hash, 0
        deed.note(member=member_id)
    desk.store.tries.forget(member_id, of=Secret.PASSWORD)


def _proof(desk: Desk) -> Proof:
    return Proof.given(desk.person.id, desk.seat, elapsed=desk.store.clock.elapsed())


def _same(field: str) -> Refusal:
    return Refusal("password.same", _("This is the old one. Choose another."), field=field)
