"""The staff changes: someone joins, takes another post, gets a new PIN, leaves. Papers keep their names."""

from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, select

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.seen import what_i_wrote
from app.records.staff.enrol import enrol
from app.records.staff.tables import StaffMember, StaffRole
from app.trust.deeds import Deed
from app.trust.pin import PEPPER, check_pin, hash_pin
from app.trust.roles import Role


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a form says of someone in service; posts in the order of `Role`."""

    name: str
    mobile: str
    roles: tuple[Role, ...]


def join(desk: Desk, *, name: str, mobile: str, roles: tuple[Role, ...], pin: str) -> int:
    """Take someone into service under the next staff number; answers the id.

    Refuses: staff.name, staff.roles, pin.length, pin.weak, deed.not_allowed.
    """
    _check_form(name, roles)
    check_pin(pin, field="staff.pin")
    # Hashing takes its time on purpose: not while the database is held.
    pin_hash = hash_pin(pin, desk.store.vault.secret(PEPPER))
    with desk.deed(Deed.STAFF_SAVE) as deed:
        count = deed.session.scalar(select(func.count(StaffMember.id))) or 0
        staff_no = f"S{count + 1:02d}"
        member_id = enrol(deed, staff_no, name=name, roles=roles, pin=pin, pin_hash=pin_hash, mobile=mobile.strip())
        deed.note(member=member_id, roles=" ".join(roles))
    return member_id


def change_member(
    desk: Desk, member_id: int, *, name: str, mobile: str, roles: tuple[Role, ...], seen: Particulars | None = None
) -> None:
    """Another name, phone or post: what differs from `seen`, which the form was filled from; all of it without.

    Refuses: staff.name, staff.roles, staff.last_manager, row.gone, row.changed (a `Conflict`).
    """
    _check_form(name, roles)
    with desk.deed(Deed.STAFF_SAVE) as deed:
        member = in_service(deed, member_id)
        held = deed.session.scalars(select(StaffRole.role).where(StaffRole.member_id == member_id)).all()
        written = what_i_wrote(
            _as_fields(Particulars(name.strip(), mobile.strip(), roles)),
            seen=None if seen is None else _as_fields(seen),
            stands=_as_fields(Particulars(member.name, member.mobile, tuple(held))),
        )
        member.name, member.mobile = written.get("name", member.name), written.get("mobile", member.mobile)
        if "roles" in written:
            roles = tuple(Role(word) for word in written["roles"].split())
            deed.session.execute(delete(StaffRole).where(StaffRole.member_id == member_id))
            deed.session.add_all(StaffRole(member_id=member_id, role=role) for role in roles)
        _check_a_manager_stays(deed)
        deed.note(member=member_id, roles=" ".join(roles))


def reset_pin(desk: Desk, member_id: int, *, pin: str) -> None:
    """Give someone else a new PIN and end their lock-out. Refuses: staff.own_secret, pin.length, pin.weak, row.gone."""
    check_not_own(desk, member_id, field="staff.pin")
    check_pin(pin, field="staff.pin")
    pin_hash = hash_pin(pin, desk.store.vault.secret(PEPPER))
    with desk.deed(Deed.PIN_SET) as deed:
        member = in_service(deed, member_id)
        member.pin_hash, member.failed_tries, member.last_failed_at = pin_hash, 0, None
        deed.note(member=member_id)
    desk.store.tries.forget(member_id)


def retire(desk: Desk, member_id: int) -> None:
    """Someone leaves: they cannot sign in any more. Refuses: staff.self, staff.last_manager, row.gone."""
    if member_id == desk.person.id:
        raise Refusal("staff.self", _("Nobody retires themselves: another manager does it."))
    with desk.deed(Deed.STAFF_SAVE) as deed:
        in_service(deed, member_id).retired_at = deed.now
        _check_a_manager_stays(deed)
        deed.note(member=member_id, retired=True)


def in_service(deed: DeedInProgress, member_id: int) -> StaffMember:
    """The member, unless someone retired them meanwhile. Refuses: row.gone."""
    member = deed.get(StaffMember, member_id)
    if member.retired_at is not None:
        raise Refusal("row.gone", _("This record is no longer there. Press F5 and look again."))
    return member


def check_not_own(desk: Desk, member_id: int, *, field: str) -> None:
    """One's own is changed with the old one, so that a desk left open gives nothing away. Refuses: staff.own_secret."""
    if member_id == desk.person.id:
        words = _("Your own one you change with the old one: press Ctrl+K and choose “Change my PIN”.")
        raise Refusal("staff.own_secret", words, field=field)


def _as_fields(said: Particulars) -> dict[str, str]:
    """Posts as one word after another, in the order of `Role`: two people who chose the same wrote the same."""
    return {**asdict(said), "roles": " ".join(role for role in Role if role in said.roles)}


def _check_form(name: str, roles: tuple[Role, ...]) -> None:
    if not name.strip():
        raise Refusal("staff.name", _("Give the person a name."), field="staff.name")
    if not roles:
        raise Refusal("staff.roles", _("Choose at least one post."), field="staff.roles")


def _check_a_manager_stays(deed: DeedInProgress) -> None:
    deed.session.flush()
    query = (
        select(func.count(StaffRole.member_id))
        .join(StaffMember, StaffMember.id == StaffRole.member_id)
        .where(StaffRole.role == Role.SERVICE_MANAGER, StaffMember.retired_at.is_(None))
    )
    if not deed.session.scalar(query):
        raise Refusal("staff.last_manager", _("The store keeps at least one manager."), field="staff.roles")
