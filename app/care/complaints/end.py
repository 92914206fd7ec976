"""How a complaint ends: verified by somebody else (SEP3), without agreement, merged, withdrawn; with its record D16."""

from sqlalchemy import select

from app.care.complaints.complaint_content import complaint_content
from app.care.complaints.complaint_paper import ComplaintContent, typeset
from app.care.complaints.not_about_you import about_in, check_not_about, remember_about
from app.care.complaints.queries import ComplaintId, attempts, contacts_in, of_number_in, solutions_in
from app.care.complaints.record_to_sign import CustomerSignature, record_in
from app.care.complaints.states import OPEN_STATES, ComplaintChannel, ComplaintState, ContactOutcome
from app.care.complaints.steps import begin, short_enough, written
from app.care.complaints.tables import Complaint, ComplaintContact
from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.handover.explanation import Grade
from app.order.moves import lower_flag
from app.order.workflow import Flag
from app.paper.content import Signed, SignerRole
from app.paper.issue import file, freeze
from app.paper.kinds import PaperKind
from app.records.store.rules import COMPLAINT_ATTEMPTS, rule_in
from app.trust.deeds import Deed
from app.trust.roles import Role

GOOD_GRADES = (Grade.VERY_SATISFIED, Grade.SATISFIED)


def verify(
    desk: Desk, complaint_id: ComplaintId, *, channel: ComplaintChannel, grade: Grade | None, words: str,
    customer: CustomerSignature | None = None,
) -> ComplaintState:  # fmt: skip
    """Write down that the customer was asked whether it is good now; without a grade they were not reached.

    Satisfied closes it and issues D16, which a customer who is present may sign (`customer`) as they read it; not
    satisfied, it is investigated anew. Answers where it stands then.
    Refuses: complaint.about_you (SEP3), complaint.words, complaint.long, complaint.state, complaint.changed,
    signature.too_short, clock.set_back.
    """
    said = short_enough(words, field="complaint.words")
    with desk.deed(Deed.COMPLAINT_VERIFY) as deed:
        row = begin(deed, complaint_id, ComplaintState.VERIFYING)
        check_not_about(deed, row, Deed.COMPLAINT_VERIFY, field="complaint.grade")
        outcome = _outcome(grade)
        if outcome is not ContactOutcome.SATISFIED and not said:
            raise Refusal(
                "complaint.words", _("Write what the customer said, or how often you rang."), field="complaint.words"
            )
        if customer is not None:
            _check_read(deed, row, customer, channel=channel, grade=grade, words=said)
        deed.add(
            ComplaintContact(
                complaint_id=row.id, at=deed.now, by=deed.person.id, channel=channel, outcome=outcome, grade=grade,
                words=said,
            )
        )  # fmt: skip
        paper_id = None
        if outcome is ContactOutcome.SATISFIED:
            row.verified_at = deed.now
            paper_id = _end(deed, row, ComplaintState.CLOSED_SATISFIED, customer=customer)
        elif outcome is ContactOutcome.NOT_SATISFIED:
            row.state, row.reopen_count = ComplaintState.INVESTIGATING, row.reopen_count + 1
        deed.note(outcome=outcome.value, grade=grade, state=row.state.value)
        state = row.state
    _file(desk, paper_id)
    return state


def close_without_agreement(
    desk: Desk, complaint_id: ComplaintId, *, reason: str, authority_decision: str = ""
) -> None:
    """End it though the customer does not agree: after enough attempts, or where an authority has decided.

    Refuses: complaint.about_you (SEP3), complaint.reason, complaint.attempts, complaint.no_authority,
    complaint.long, complaint.state, clock.set_back.
    """
    why = written(reason, _no_reason())
    decision = short_enough(authority_decision, field="complaint.authority_decision")
    with desk.deed(Deed.COMPLAINT_CLOSE) as deed:
        row = begin(deed, complaint_id)
        check_not_about(deed, row, Deed.COMPLAINT_CLOSE)
        least = rule_in(deed.session, COMPLAINT_ATTEMPTS)
        by_authority = row.channel is ComplaintChannel.AUTHORITY or bool(row.authority_reference)
        tried = attempts(solutions_in(deed.session, row.id), contacts_in(deed.session, row.id))
        if tried < least and decision and not by_authority:
            raise Refusal(
                "complaint.no_authority",
                _("No authority stands on this complaint. Mend it first: through an authority, with its number there."),
                field="complaint.authority_decision",
            )
        if tried < least and not decision:
            raise Refusal(
                "complaint.attempts",
                _(
                    "It takes {least} attempts to agree, so far there are {tried}; or the decision of an authority."
                ).format(least=least, tried=tried),
                field="complaint.authority_decision",
            )
        row.ended_reason, row.authority_decision = why, decision
        deed.note(attempts=tried)
        deed.typed(reason=why)
        paper_id = _end(deed, row, ComplaintState.CLOSED_NO_AGREEMENT)
    _file(desk, paper_id)


def withdraw(desk: Desk, complaint_id: ComplaintId, *, reason: str) -> None:
    """The customer takes it back, or it was written down by mistake. Refuses: complaint.about_you (SEP3),
    complaint.reason, complaint.long, complaint.state, clock.set_back."""
    why = written(reason, _no_reason())
    with desk.deed(Deed.COMPLAINT_WITHDRAW) as deed:
        row = begin(deed, complaint_id)
        check_not_about(deed, row, Deed.COMPLAINT_WITHDRAW)
        row.ended_reason = why
        deed.typed(reason=why)
        paper_id = _end(deed, row, ComplaintState.WITHDRAWN)
    _file(desk, paper_id)


def merge(desk: Desk, complaint_id: ComplaintId, *, into_number: str, reason: str) -> None:
    """The same matter was written down twice: this one points to the main one, which goes on, and has no paper.

    It takes along whom this one is about, and an authority's number and deadline. Refuses: complaint.about_you (SEP3),
    complaint.reason, complaint.unknown, complaint.main, complaint.long, complaint.state.
    """
    why = written(reason, _no_reason())
    with desk.deed(Deed.COMPLAINT_MERGE) as deed:
        row = begin(deed, complaint_id)
        check_not_about(deed, row, Deed.COMPLAINT_MERGE)
        main = of_number_in(deed.session, into_number, field="complaint.main")
        if main.id == row.id or main.state not in OPEN_STATES:
            raise Refusal(
                "complaint.main",
                _("Choose the complaint that goes on: another one that is still open."),
                field="complaint.main",
            )
        remember_about(deed, main.id, about_in(deed.session, row.id))
        _hand_on_authority(row, main)
        row.merged_into_id, row.ended_reason = main.id, why
        _mark_ended(deed, row, ComplaintState.MERGED)
        deed.note(into=main.number)
        deed.typed(reason=why)


def _hand_on_authority(row: Complaint, main: Complaint) -> None:
    """An authority waits for the one that goes on: its number, unless that has one of its own, and the earlier day."""
    main.authority_reference = main.authority_reference or row.authority_reference
    due = (at for at in (main.authority_due_at, row.authority_due_at) if at is not None)
    main.authority_due_at = min(due, default=None)


def _check_read(
    deed: DeedInProgress, row: Complaint, customer: CustomerSignature, *, channel: ComplaintChannel,
    grade: Grade | None, words: str,
) -> None:  # fmt: skip
    """Nobody signs what changed meanwhile."""
    if (
        grade is None
        or customer.shown != record_in(deed.session, row, channel=channel, grade=grade, words=words).digest
    ):
        raise Refusal("complaint.changed", _("The complaint has changed meanwhile. Let the customer read it again."))


def _outcome(grade: Grade | None) -> ContactOutcome:
    if grade is None:
        return ContactOutcome.NOT_REACHED
    return ContactOutcome.SATISFIED if grade in GOOD_GRADES else ContactOutcome.NOT_SATISFIED


def _no_reason() -> Refusal:
    return Refusal("complaint.reason", _("Write why it ends like this."), field="complaint.reason")


def _mark_ended(deed: DeedInProgress, row: Complaint, state: ComplaintState) -> None:
    """It ends; an order of which nobody complains any more is no open case."""
    row.state, row.ended_at, row.ended_by = state, deed.now, deed.person.id
    deed.note(state=state.value)
    lower_where_nobody_complains(deed, row.order_id)


def lower_where_nobody_complains(deed: DeedInProgress, order_id: int | None) -> None:
    """An order of which nobody complains any more is no open case."""
    deed.session.flush()
    others = select(Complaint.id).where(Complaint.order_id == order_id, Complaint.state.in_(OPEN_STATES))
    if order_id is not None and deed.session.scalar(others.limit(1)) is None:
        lower_flag(deed, order_id, Flag.OPEN_CASE)


def _end(
    deed: DeedInProgress, row: Complaint, state: ComplaintState, *, customer: CustomerSignature | None = None
) -> int:
    """It ends, and its record is frozen with who ended it and, by hand, the customer; answers the paper's id."""
    _mark_ended(deed, row, state)
    is_manager = Role.SERVICE_MANAGER in deed.person.roles
    role = SignerRole.MANAGER if is_manager else SignerRole.CUSTOMER_CARE
    by_hand = (Signed(SignerRole.CUSTOMER, row.name, deed.now, customer.strokes),) if customer else ()
    return freeze(
        deed, PaperKind.COMPLAINT, row.number, content=complaint_content(deed.session, row, now=deed.now),
        signatures=(Signed(role, deed.person.name, deed.now), *by_hand),
    )  # fmt: skip


def _file(desk: Desk, paper_id: int | None) -> None:
    if paper_id is not None:
        file(desk, paper_id, kind=ComplaintContent, typeset=typeset)
