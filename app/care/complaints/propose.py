"""The solution with its explanation and compensation is told to the customer, by whose word it may be given (R112)."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.care.complaints.limits import Granting, granting
from app.care.complaints.not_about_you import check_not_about
from app.care.complaints.queries import ComplaintId
from app.care.complaints.states import CompensationKind, ComplaintChannel, ComplaintState
from app.care.complaints.steps import begin, written
from app.care.complaints.tables import Complaint, ComplaintSolution
from app.desk import DeedInProgress, Desk, Person
from app.kernel.digest import canonical, sha256
from app.kernel.language import _
from app.kernel.money import yuan
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width
from app.paper.content import Strokes
from app.paper.strokes import check_strokes
from app.records.staff.store_head import HeadRow, head_in
from app.records.store.rules import COMPENSATION_ALONE, COMPENSATION_MANAGER, rule_in
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.roles import Role


@dataclass(frozen=True, slots=True)
class HeadSignature:
    """The store head's hand; `shown` is the digest of what they read (`grant_to_sign`)."""

    strokes: Strokes
    shown: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A solution as it was typed; the amount in fen is what the compensation is worth, 0 for none."""

    solution: str
    explanation: str
    compensation: CompensationKind = CompensationKind.NONE
    amount_fen: int = 0
    channel: ComplaintChannel = ComplaintChannel.PHONE


@dataclass(frozen=True, slots=True)
class Grant:
    """What the store head reads before signing."""

    complaint_number: str
    solution: str
    compensation: CompensationKind
    amount_fen: int
    head_name: str  # who reads it

    @property
    def digest(self) -> str:
        """Of all that is read."""
        return sha256(canonical(self))


def propose(
    desk: Desk, complaint_id: ComplaintId, *, proposal: Proposal, approval: Approval | None = None,
    head: HeadSignature | None = None,
) -> None:  # fmt: skip
    """Book a solution that is told to the customer now; the third clock stops.

    A compensation beyond the limit of who prepares it is a deed of its own, to which a manager agrees who is not the
    one who asks (SEP2); beyond the manager's limit a manager asks and the store head signs who was named as such.

    Refuses: complaint.solution, complaint.explanation, complaint.long, complaint.amount, complaint.above_manager,
    complaint.about_you (SEP3), complaint.no_head, complaint.head, signature.too_short, complaint.changed,
    complaint.state, deed.needs_approval.
    """
    solution, explanation = _checked_words(proposal)
    _check_amount(proposal)
    whose = granted_by(desk, proposal.amount_fen)
    what = {
        Granting.ALONE: Deed.COMPLAINT_PROPOSE,
        Granting.MANAGER: Deed.COMPLAINT_COMPENSATE,
        Granting.STORE_HEAD: Deed.COMPLAINT_GRANT,
    }[whose]
    with desk.deed(what, approval=approval if whose is Granting.MANAGER else None) as deed:
        row = begin(deed, complaint_id, ComplaintState.SOLUTION_PROPOSED)
        if proposal.amount_fen:
            _check_granter(deed, row, approval if whose is Granting.MANAGER else None, what)
        who = _head_signed(deed, row, proposal, head) if whose is Granting.STORE_HEAD else None
        signed = head if who is not None else None
        deed.add(
            ComplaintSolution(
                complaint_id=row.id, ordinal=_count(deed.session, row.id) + 1, solution=solution,
                explanation=explanation, compensation=proposal.compensation, amount_fen=proposal.amount_fen,
                told_at=deed.now, told_channel=proposal.channel, proposed_by=deed.person.id,
                approved_by=approval.person_id if approval is not None and whose is Granting.MANAGER else None,
                head_id=who.id if who else None, head_name=who.name if who else "",
                head_digest=signed.shown if signed else "", head_strokes=canonical(signed.strokes) if signed else "",
            )
        )  # fmt: skip
        row.told_at = row.told_at or deed.now
        row.state = ComplaintState.EXECUTING
        deed.note(
            state=row.state.value, compensation=proposal.compensation.value, amount_fen=proposal.amount_fen,
            granted_by=whose.value,
        )  # fmt: skip


def _check_granter(deed: DeedInProgress, row: Complaint, approval: Approval | None, what: Deed) -> None:
    """Nobody grants what is given for a complaint about themselves (SEP3); to prepare it is no grant."""
    check_not_about(deed, row, what, by=approval.person_id if approval else None, field="complaint.amount")


def grant_to_sign(desk: Desk, complaint_id: ComplaintId, *, proposal: Proposal) -> Grant:
    """What the store head would sign now. Refuses: complaint.solution, complaint.explanation, complaint.amount,
    complaint.above_manager, complaint.no_head, complaint.head."""
    solution, _explanation = _checked_words(proposal)
    _check_amount(proposal)
    granted_by(desk, proposal.amount_fen)
    with desk.look() as session:
        head = _head_of(session, asked_by=desk.person)
        return _grant(session.get_one(Complaint, complaint_id), proposal, solution, head.name)


def granted_by(desk: Desk, amount_fen: int) -> Granting:
    """Whose word it takes when the person at the desk asks. Refuses: complaint.above_manager."""
    is_manager = Role.SERVICE_MANAGER in desk.person.roles
    with desk.look() as session:
        handler_fen, manager_fen = rule_in(session, COMPENSATION_ALONE), rule_in(session, COMPENSATION_MANAGER)
    whose = granting(amount_fen, is_manager=is_manager, handler_limit_fen=handler_fen, manager_limit_fen=manager_fen)
    if whose is Granting.STORE_HEAD and not is_manager:
        raise Refusal("complaint.above_manager", above_manager(manager_fen), field="complaint.amount")
    return whose


def no_head() -> str:
    """What a manager hears who offers more than their limit while nobody is named as the store head."""
    return _("No store head is named yet. Who manages names them under Settings · Store, with the password.")


def above_manager(limit_fen: int) -> str:
    """What anybody but a manager hears who offers more than the manager's limit, in fen."""
    words = _("Above {limit} yuan a manager asks, and the store head signs. Offer less, or call the manager.")
    return words.format(limit=yuan(limit_fen))


def _checked_words(proposal: Proposal) -> tuple[str, str]:
    solution = written(
        proposal.solution,
        Refusal("complaint.solution", _("Write what is done for the customer."), field="complaint.solution"),
    )
    explanation = written(
        proposal.explanation,
        Refusal(
            "complaint.explanation", _("Write how it is explained to the customer."), field="complaint.explanation"
        ),
    )
    return solution, explanation


def _check_amount(proposal: Proposal) -> None:
    """What is given has a value, what is not given has none."""
    is_given = proposal.compensation is not CompensationKind.NONE
    if proposal.amount_fen < 0 or is_given is not (proposal.amount_fen > 0):
        raise Refusal(
            "complaint.amount",
            _("Write what the compensation is worth in yuan; without one, leave the amount empty."),
            field="complaint.amount",
        )


def _grant(row: Complaint, proposal: Proposal, solution: str, head_name: str) -> Grant:
    return Grant(row.number, solution, proposal.compensation, proposal.amount_fen, head_name)


def _head_signed(deed: DeedInProgress, row: Complaint, proposal: Proposal, signed: HeadSignature | None) -> HeadRow:
    """The store head, by their hand under what they read."""
    head = _head_of(deed.session, asked_by=deed.person)
    check_strokes(signed.strokes if signed is not None else ())
    if signed is None or signed.shown != _grant(row, proposal, proposal.solution.strip(), head.name).digest:
        raise Refusal("complaint.changed", _("The solution has changed meanwhile. Let the store head read it again."))
    return head


def _head_of(session: Session, *, asked_by: Person) -> HeadRow:
    """Who heads the store, and is not the one who asks (SEP2)."""
    head = head_in(session)
    if head is None:
        raise Refusal("complaint.no_head", no_head(), field="complaint.amount")
    if _bare(head.name) == _bare(asked_by.name):
        raise Refusal(
            "complaint.head",
            _("Above the manager's limit the store head signs what another manager asks for, not the one who asks."),
            field="complaint.amount",
        )
    return head


def _bare(name: str) -> str:
    """A name by its letters: blanks, width and case make no other person."""
    return "".join(letter for letter in half_width(name).casefold() if letter.isalpha())


def _count(session: Session, complaint_id: int) -> int:
    query = select(func.count(ComplaintSolution.id)).where(ComplaintSolution.complaint_id == complaint_id)
    return session.scalar(query) or 0
