"""The advisor writes additional work down, puts it to the customer, takes it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Missing, Refusal
from app.kernel.seen import check_only_i_wrote
from app.order.delay import LATEST
from app.order.moves import raise_flag
from app.order.quote.edit import SUPPLEMENTED, begin_supplement
from app.order.quote.free_rework import check_lines
from app.order.quote.queries import LineId, agreed_lines_in, taken_out_in
from app.order.quote.tables import OrderLine, QuoteVersion
from app.order.supplement.finding_words import LEAST, LONGEST, before_another, joined, over_the_lines, said
from app.order.supplement.missing import lacks_to_send
from app.order.supplement.queries import FindingId, row_in, why_not
from app.order.supplement.raise_finding import check_waits, lower_if_settled
from app.order.supplement.states import OPEN, SupplementStatus
from app.order.supplement.tables import Supplement, SupplementFinding
from app.order.tables import ServiceOrder
from app.order.typed_promise import read_promise
from app.order.workflow import Flag, require
from app.order.workshop.queries import work_in
from app.records.catalogue.categories import Decision, Payer
from app.trust.deeds import Deed

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Written:
    """What stands over the lines: what was found and why, and the new promise as it was typed, "" to keep the old."""

    finding: str
    promise: str = ""


def begin(desk: Desk, order_id: int) -> None:
    """Begin to write additional work down, from all findings that wait. Refuses: order.stage, supplement.open."""
    with desk.deed(Deed.SUPPLEMENT_BEGIN, order_id=order_id) as deed:
        require(deed.get(ServiceOrder, order_id).stage, *SUPPLEMENTED)
        if open_in(deed.session, order_id) is not None:
            raise Refusal(
                "supplement.open", _("Additional work is open already. Bring it to an answer, or take it back, first.")
            )
        waiting = _waiting(deed, order_id)
        ordinal = len(deed.session.scalars(select(Supplement.id).where(Supplement.order_id == order_id)).all()) + 1
        version = begin_supplement(deed, order_id, ordinal=ordinal)
        row = deed.add(
            Supplement(
                order_id=order_id, quote_version_id=version.id, ordinal=ordinal, begun_at=deed.now,
                begun_by=deed.person.id, finding=joined(waiting),
            )
        )  # fmt: skip
        for found in waiting:
            found.supplement_id = row.id
        raise_flag(deed, order_id, Flag.SUPPLEMENT_PENDING)
        deed.note(supplement=ordinal)


def _waiting(deed: DeedInProgress, order_id: int) -> Sequence[SupplementFinding]:
    return deed.session.scalars(
        select(SupplementFinding).where(
            SupplementFinding.order_id == order_id,
            SupplementFinding.supplement_id.is_(None),
            SupplementFinding.dropped_at.is_(None),
        )
    ).all()


def write_down(desk: Desk, order_id: int, *, written: Written, seen: Written | None = None) -> None:
    """Keep what is written over the lines; `seen` is what stood there before the eyes of who writes.

    Refuses: supplement.none, supplement.sent, finding.long, promise.unreadable, promise.past, promise.far,
    row.changed (a `Conflict`).
    """
    _check_length(written.finding)
    with desk.deed(Deed.SUPPLEMENT_WRITE, order_id=order_id) as deed:
        row = _draft(deed, order_id)
        new_promise_at = _promise(deed, written.promise)
        if seen is not None:
            check_only_i_wrote(
                {"finding": written.finding.strip()}, seen={"finding": seen.finding}, stands={"finding": row.finding}
            )
        row.finding = written.finding.strip()
        # A promise nobody touched here stays as somebody else may have written it meanwhile.
        if seen is None or written.promise.strip() != seen.promise.strip():
            row.new_promise_at = new_promise_at
        deed.note(supplement=row.ordinal)


def _check_length(finding: str) -> None:
    if len(finding) > LONGEST:
        raise Refusal(
            "finding.long",
            _("At most {most} characters: {over} too many.").format(most=LONGEST, over=len(finding) - LONGEST),
            field="supplement.finding",
        )


def _promise(deed: DeedInProgress, typed: str) -> datetime | None:
    if not typed.strip():
        return None
    field, offset = "supplement.promise", deed.store.utc_offset_minutes
    at = read_promise(typed, now=deed.now, utc_offset_minutes=offset, field=field, is_exact=True)
    if at <= deed.now:
        raise Refusal("promise.past", _("The promised time is already past. Choose a later one."), field=field)
    if at - deed.now > LATEST:
        raise Refusal("promise.far", _("Nobody can promise that far ahead. Check the date."), field=field)
    return at


def take_in_finding(desk: Desk, finding_id: FindingId) -> None:
    """A finding that came while additional work is being written goes into it, its words after those that stand there.

    Its words are cut to the room that is left; where hardly any is, it is refused.

    Refuses: supplement.none, supplement.sent, finding.answered, finding.long.
    """
    with desk.deed(Deed.SUPPLEMENT_WRITE) as deed:
        found = deed.get(SupplementFinding, finding_id)
        deed.order_id = found.order_id
        row = _draft(deed, found.order_id)
        check_waits(found)
        before = before_another(row.finding)
        room = LONGEST - len(before)
        if room < min(LEAST, len(said(found))):
            raise Refusal(
                "finding.long",
                _("There is no room for it: shorten what stands here first."),
                field="supplement.finding",
            )
        found.supplement_id, row.finding = row.id, before + said(found, most=room)
        deed.note(supplement=row.ordinal, finding=finding_id)


def take_out(desk: Desk, order_id: int, *, line_id: LineId, is_out: bool, reason: str = "") -> None:
    """Offer to leave an agreed line undone, or no longer to.

    Work that failed a check is put right (R070). Left out it is only with a `reason`, which the customer reads over the
    lines and signs with them.

    Refuses: supplement.none, supplement.sent, supplement.not_agreed, supplement.finished, supplement.issued,
    supplement.failed_work, finding.long.
    """
    with desk.deed(Deed.SUPPLEMENT_WRITE, order_id=order_id) as deed:
        row = _draft(deed, order_id)
        check_removable(deed, order_id, line_id)
        line = deed.get(OrderLine, line_id)
        needs_reason = is_out and _has_failed(deed, order_id, line_id)
        line.taken_out_by_id = row.quote_version_id if is_out else None
        line.taken_out_reason = reason.strip() if needs_reason else ""
        if needs_reason:
            deed.session.flush()
            _check_reason(deed.session, row, line, line.taken_out_reason)
            deed.typed(reason=reason)
        deed.note(supplement=row.ordinal, line=line_id, out=is_out)


def _has_failed(deed: DeedInProgress, order_id: int, line_id: int) -> bool:
    return any(job.line_id == line_id and job.has_failed for job in work_in(deed.session, order_id).jobs)


def _check_reason(session: Session, row: Supplement, line: OrderLine, reason: str) -> None:
    if not reason:
        raise Refusal(
            "supplement.failed_work",
            _("“{work}” failed its check: put it right, or write why it is left out.").format(work=line.name_zh),
            field="supplement.failed.reason",
        )
    over = len(over_the_lines(row.finding, taken_out_in(session, row.quote_version_id))) - LONGEST
    if over > 0:
        raise Refusal(
            "finding.long",
            _("At most {most} characters stand over the lines: {over} too many.").format(most=LONGEST, over=over),
            field="supplement.failed.reason",
        )


def check_removable(deed: DeedInProgress, order_id: int, line_id: int) -> None:
    """Whether an agreed line can still be left undone.

    Refuses: supplement.not_agreed, supplement.finished, supplement.issued.
    """
    line = next((line for line in agreed_lines_in(deed.session, order_id) if line.id == line_id), None)
    if line is None:
        raise Refusal("supplement.not_agreed", _("Only what was agreed can be taken out."), field="supplement.out")
    why = why_not(work_in(deed.session, order_id), line)
    if why == "finished":
        raise Refusal(
            "supplement.finished",
            _("“{work}” is done already: it is paid for, and stays.").format(work=line.name_zh),
            field="supplement.out",
        )
    if why == "issued":
        raise Refusal(
            "supplement.issued",
            _("“{part}” was handed to the workshop already, and stays.").format(part=line.name_zh),
            field="supplement.out",
        )


def send(desk: Desk, order_id: int) -> None:
    """Put it to the customer: from now on its lines stand, and the answer is awaited.

    Refuses: supplement.none, supplement.sent, supplement.missing, comeback.free, order.stage.
    """
    with desk.deed(Deed.SUPPLEMENT_SEND, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, *SUPPLEMENTED)
        row = _draft(deed, order_id)
        shown = row_in(deed.session, order, row.id)
        missing = lacks_to_send(
            finding=shown.told, is_safety=shown.is_safety, lines=shown.version.lines, taken_out=shown.taken_out,
            new_promise_at=row.new_promise_at, now=deed.now,
        )  # fmt: skip
        if missing:
            raise Missing(
                "supplement.missing",
                _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
                fields=tuple(lack.field for lack in missing),
            )
        check_lines(deed.session, order_id, shown.version.lines)
        row.status, row.sent_at = SupplementStatus.SENT, deed.now
        version = deed.get(QuoteVersion, row.quote_version_id)
        version.issued_at, version.total_fen = deed.now, shown.version.totals.total_fen
        deed.note(supplement=row.ordinal, change_fen=shown.change_fen)


def take_back(desk: Desk, order_id: int) -> None:
    """Nobody has answered yet, and it is to be changed: it can be written in again, what was decided is undecided.

    Refuses: supplement.none.
    """
    with desk.deed(Deed.SUPPLEMENT_TAKE_BACK, order_id=order_id) as deed:
        row = require_open(deed.session, order_id)
        row.status, row.sent_at = SupplementStatus.DRAFT, None
        deed.get(QuoteVersion, row.quote_version_id).issued_at = None
        _decide_all(deed, row, Decision.UNDECIDED)
        deed.note(supplement=row.ordinal)


def give_up(desk: Desk, order_id: int, *, reason: str) -> None:
    """End it without an answer: nothing of it is done; what the customer was asked about stands as put off.

    Refuses: supplement.none, supplement.reason.
    """
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise Refusal(
            "supplement.reason",
            _("Write why it ends without an answer, in at most {most} characters.").format(most=LONGEST_REASON),
            field="supplement.reason",
        )
    with desk.deed(Deed.SUPPLEMENT_TAKE_BACK, order_id=order_id) as deed:
        row = require_open(deed.session, order_id)
        _withdraw(deed, row, reason=reason.strip())
        lower_if_settled(deed, order_id)
        deed.note(supplement=row.ordinal)


def end_with_order(deed: DeedInProgress, order_id: int, *, reason: str) -> None:
    """The order ends: nothing of it waits any more, no offer and no finding; inside the deed that cancels it."""
    row = open_in(deed.session, order_id)
    if row is not None:
        _withdraw(deed, row, reason=reason)
    for found in _waiting(deed, order_id):
        found.dropped_at, found.dropped_reason = deed.now, reason
    lower_if_settled(deed, order_id)


def _withdraw(deed: DeedInProgress, row: Supplement, *, reason: str) -> None:
    was_asked = row.status is SupplementStatus.SENT
    row.status, row.ended_at, row.ended_reason = SupplementStatus.WITHDRAWN, deed.now, reason
    row.old_total_fen = row.new_total_fen = deed.get(ServiceOrder, row.order_id).signed_total_fen
    version = deed.get(QuoteVersion, row.quote_version_id)
    version.issued_at, version.answered_at = version.issued_at or deed.now, deed.now
    # What they were told of stays a recommendation, at handover and at the next visit; what they never saw does not.
    _decide_all(deed, row, Decision.LATER if was_asked else Decision.UNDECIDED)
    for line in deed.session.scalars(select(OrderLine).where(OrderLine.taken_out_by_id == row.quote_version_id)):
        line.taken_out_by_id, line.taken_out_reason = None, ""


def _decide_all(deed: DeedInProgress, row: Supplement, decision: Decision) -> None:
    query = select(OrderLine).where(OrderLine.quote_version_id == row.quote_version_id)
    for line in deed.session.scalars(query.where(OrderLine.payer == Payer.CUSTOMER)):
        line.decision = decision


def open_in(session: Session, order_id: int) -> Supplement | None:
    """The one that is written or asked, if any."""
    return session.scalar(
        select(Supplement).where(Supplement.order_id == order_id, Supplement.status.in_(OPEN)).limit(1)
    )


def require_open(session: Session, order_id: int) -> Supplement:
    """The one that is written or asked. Refuses: supplement.none."""
    row = open_in(session, order_id)
    if row is None:
        raise Refusal("supplement.none", _("No additional work is open. Press F5 and look again."))
    return row


def _draft(deed: DeedInProgress, order_id: int) -> Supplement:
    row = require_open(deed.session, order_id)
    if row.status is not SupplementStatus.DRAFT:
        raise Refusal("supplement.sent", _("It is with the customer. Take it back before you change it."))
    return row
