"""A second person agrees on the spot: one who may, who is not the one who asks, and whose PIN it is (SEP2)."""

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.queries import MemberRow, members
from app.records.staff.sign_in import Secret, known_by
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.roles import Role, approvers_for, needs_password, together, words


def approvers(desk: Desk, deed: Deed) -> tuple[MemberRow, ...]:
    """Who in service may agree to this deed when the person at the desk asks; never that person."""
    posts = approvers_for(deed, asker=desk.person.roles)
    return tuple(member for member in members(desk, *posts) if member.id != desk.person.id) if posts else ()


def whose(desk: Desk, deed: Deed) -> str:
    """In words, whose agreement it takes from whom; two posts together are both named."""
    posts = words(approvers_for(deed, asker=desk.person.roles))
    both = together(deed)
    if not approvers(desk, deed):
        return _("Nobody else here may agree to it. It takes: {posts}.").format(posts=posts)
    if both - desk.person.roles:
        said = _("{both} do it together: you ask, and who agrees is a {posts}.")
        return said.format(both=_(" and ").join(words((role,)) for role in Role if role in both), posts=posts)
    return _("It takes the agreement of: {posts}. Not of the person who asks.").format(posts=posts)


def step_up(desk: Desk, deed: Deed, staff_no: str, *, pin: str, field: str = "step_up.pin") -> Approval:
    """The second person's agreement, to be handed to `desk.deed`; both a right and a wrong PIN stand in the audit.

    For the deeds that need a password `pin` is theirs. Refuses: step_up.self, step_up.not_allowed, sign_in.wrong,
    sign_in.locked, password.none.
    """
    if staff_no == desk.person.staff_no:
        raise Refusal("step_up.self", _("Who asks cannot agree: another person gives their PIN."), field=field)
    if all(member.staff_no != staff_no for member in approvers(desk, deed)):
        raise Refusal(
            "step_up.not_allowed",
            _("This person may not agree to it. It takes: {posts}.").format(
                posts=words(approvers_for(deed, asker=desk.person.roles))
            ),
            field=field,
        )
    kind = Secret.PASSWORD if needs_password(deed) else Secret.PIN
    person = known_by(
        desk, staff_no, secret=pin, kind=kind, field=field, right=Deed.STEP_UP, wrong=Deed.STEP_UP_REFUSED,
        details={"agrees_to": deed.value, "asked_by": desk.person.id},
    )  # fmt: skip
    return Approval(deed, person.id, person.staff_no, by_password=kind is Secret.PASSWORD)
