"""Additional work of an order as frozen rows: findings that wait, what was asked, what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.agreement.consent_ways import AnswerWay
from app.order.checkin.form import Lack
from app.order.queries import OrderHead, PhotoRow, head_in, photos_in
from app.order.quote.queries import LineRow, VersionRow, agreed_lines_in, supplements_in, taken_out_in
from app.order.supplement.finding_words import over_the_lines
from app.order.supplement.missing import lacks_to_answer, lacks_to_send
from app.order.supplement.states import OPEN, SupplementStatus
from app.order.supplement.tables import Supplement, SupplementFinding
from app.order.tables import ServiceOrder
from app.order.workshop.queries import Work, work_in
from app.order.workshop.states import JobState
from app.records.catalogue.categories import Decision, Payer
from app.records.staff.queries import MemberRow, members_in, names_in
from app.records.store.rules import HEARD_BY_TWO, rule_in

FindingId = NewType("FindingId", int)
PHOTO_SUBJECT = "finding."


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One further finding, by whom and when; `supplement_id` once it is offered, `dropped_reason` where it is not."""

    id: FindingId
    text: str
    measured: str
    is_safety: bool
    raised_at: datetime
    raised_by: str
    supplement_id: int | None
    dropped_reason: str
    photos: int

    @property
    def waits(self) -> bool:
        """Whether the advisor has still to deal with it."""
        return self.supplement_id is None and not self.dropped_reason


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """One change of the agreement. Totals in fen: while it is open, the old one is what is signed now."""

    id: int
    ordinal: int
    status: SupplementStatus
    finding: str
    is_safety: bool  # whether something found in it matters for safety
    new_promise_at: datetime | None
    version: VersionRow
    taken_out: tuple[LineRow, ...]
    old_total_fen: int
    sent_at: datetime | None
    ended_at: datetime | None
    way: AnswerWay | None
    paper_number: str

    @property
    def told(self) -> str:
        """What the customer reads over the lines."""
        return over_the_lines(self.finding, self.taken_out)

    @property
    def is_open(self) -> bool:
        """Whether it is still written or asked."""
        return self.status in OPEN

    @property
    def is_from_afar(self) -> bool:
        """Whether it was answered without a signature: the customer signs for it at handover."""
        return self.way in (AnswerWay.PHONE_RECORDED, AnswerWay.MESSAGE_CONFIRMED)

    @property
    def change_fen(self) -> int:
        """What it adds to the signed total, by what is decided so far; undecided lines count as if agreed to."""
        refused = (Decision.REFUSED, Decision.LATER)
        mine = [line for line in self.version.lines if line.payer is Payer.CUSTOMER and line.decision not in refused]
        out = sum(line.net_fen for line in self.taken_out if line.payer is Payer.CUSTOMER)
        return sum(line.net_fen for line in mine) - out

    @property
    def new_total_fen(self) -> int:
        """What would be signed then."""
        return self.old_total_fen + self.change_fen


@dataclass(frozen=True, slots=True)
class Removable:
    """An agreed line that could be taken out, whether the open supplement does, and why it no longer can be.

    What `has_failed` a check is taken out only with a reason.
    """

    line: LineRow
    is_out: bool
    why_not: str = ""  # "", "finished", "issued"
    has_failed: bool = False


@dataclass(frozen=True, slots=True)
class SupplementStanding:
    """All that the pages need of the additional work of one order; above a sum (fen) two must hear the answer."""

    head: OrderHead
    now: datetime
    findings: tuple[FindingRow, ...]
    supplements: tuple[SupplementRow, ...]
    removable: tuple[Removable, ...]
    staff: tuple[MemberRow, ...]
    heard_by_two_fen: int
    lacks: tuple[Lack, ...]

    @property
    def open(self) -> SupplementRow | None:
        """The one that is written or asked; there is never more than one."""
        return next((row for row in self.supplements if row.is_open), None)

    @property
    def waiting(self) -> tuple[FindingRow, ...]:
        """Findings the advisor has still to deal with."""
        return tuple(row for row in self.findings if row.waits)


def supplement_standing(desk: Desk, order_id: int) -> SupplementStanding:
    """The additional work of one order. Refuses: order.unknown."""
    with desk.look() as session:
        head = head_in(session, order_id)
        rows = rows_in(session, order_id, signed_fen=head.signed_total_fen)
        is_open = next((row for row in rows if row.is_open), None)
        now = desk.store.clock.now()
        return SupplementStanding(
            head, now, findings_in(session, order_id), rows, removable_in(session, order_id, rows),
            members_in(session), rule_in(session, HEARD_BY_TWO), _lacks(is_open, now),
        )  # fmt: skip


def _lacks(row: SupplementRow | None, now: datetime) -> tuple[Lack, ...]:
    if row is None:
        return ()
    if row.status is SupplementStatus.SENT:
        return lacks_to_answer(row.version.lines)
    return lacks_to_send(
        finding=row.told,
        is_safety=row.is_safety,
        lines=row.version.lines,
        taken_out=row.taken_out,
        new_promise_at=row.new_promise_at,
        now=now,
    )


def rows_in(session: Session, order_id: int, *, signed_fen: int) -> tuple[SupplementRow, ...]:
    """Every supplement of the order, oldest first; `signed_fen` is what is signed now."""
    versions = {version.id: version for version in supplements_in(session, order_id)}
    query = select(Supplement).where(Supplement.order_id == order_id).order_by(Supplement.ordinal)
    of_order, for_safety = SupplementFinding.order_id == order_id, SupplementFinding.is_safety
    dangerous = set(session.scalars(select(SupplementFinding.supplement_id).where(of_order, for_safety)))
    return tuple(
        SupplementRow(
            row.id, row.ordinal, row.status, row.finding, row.id in dangerous, row.new_promise_at,
            versions[row.quote_version_id], taken_out_in(session, row.quote_version_id),
            signed_fen if row.status in OPEN else row.old_total_fen, row.sent_at, row.ended_at, row.way,
            row.paper_number,
        )
        for row in session.scalars(query)
    )  # fmt: skip


def row_in(session: Session, order: ServiceOrder, supplement_id: int) -> SupplementRow:
    """One supplement of the order."""
    rows = rows_in(session, order.id, signed_fen=order.signed_total_fen)
    return next(row for row in rows if row.id == supplement_id)


def findings_in(session: Session, order_id: int) -> tuple[FindingRow, ...]:
    """Every further finding of the order, oldest first."""
    names, pictures = names_in(session), finding_photos_in(session, order_id)
    query = select(SupplementFinding).where(SupplementFinding.order_id == order_id).order_by(SupplementFinding.id)
    return tuple(
        FindingRow(
            FindingId(row.id), row.text, row.measured, row.is_safety, row.raised_at, names.get(row.raised_by, ""),
            row.supplement_id, row.dropped_reason, sum(one.subject == f"{PHOTO_SUBJECT}{row.id}" for one in pictures),
        )
        for row in session.scalars(query)
    )  # fmt: skip


def finding_photos_in(session: Session, order_id: int) -> tuple[PhotoRow, ...]:
    """The photographs of further findings."""
    return tuple(row for row in photos_in(session, order_id) if row.subject.startswith(PHOTO_SUBJECT))


def removable_in(session: Session, order_id: int, rows: tuple[SupplementRow, ...]) -> tuple[Removable, ...]:
    """The agreed lines, with whether the open supplement takes them out, or why none can any more."""
    work = work_in(session, order_id)
    out = {line.id for row in rows if row.is_open for line in row.taken_out}
    failed = {job.line_id for job in work.jobs if job.has_failed}
    return tuple(
        Removable(line, line.id in out, why_not(work, line), line.id in failed)
        for line in agreed_lines_in(session, order_id)
    )


def why_not(work: Work, line: LineRow) -> str:
    """Why a line can no longer be taken out: the work is done, or the part was handed out; "" where it can be."""
    if any(job.line_id == line.id and job.state is JobState.FINISHED for job in work.jobs):
        return "finished"
    return "issued" if any(part.line_id == line.id and part.issued_at is not None for part in work.parts) else ""


def agreed_in(session: Session, order_id: int) -> tuple[SupplementRow, ...]:
    """Additional work the customer agreed to, oldest first."""
    rows = rows_in(session, order_id, signed_fen=head_in(session, order_id).signed_total_fen)
    return tuple(row for row in rows if row.status is SupplementStatus.ACCEPTED)
